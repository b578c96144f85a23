"""`report --max-bytes`: Markdown is cut at a section; other formats are not cut."""

import pytest

from alignassess.cli import console
from alignassess.cli.main import app
from alignassess.resources import examples

SHEET = str(examples() / "support-assistant" / "answers.yaml")


def test_markdown_is_cut_at_a_section_and_names_what_is_left_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert console.run(app, ["report", SHEET, "--max-bytes", "20000"]) == 0

    text = capsys.readouterr().out
    assert len(text.encode()) <= 20000
    assert "## Risk by category" in text
    assert "This report was cut to at most 20000 bytes. Left out, in order: " in text


def test_a_limit_that_nothing_fits_is_repeated_as_it_was_given(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert console.run(app, ["report", SHEET, "--max-bytes", "1000"]) == 2

    assert "the head of the report does not fit into 1000 bytes" in capsys.readouterr().err


def test_a_limit_that_the_head_exceeds_is_named_as_it_was_set(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert console.run(app, ["report", SHEET, "--max-bytes", "10"]) == 2

    assert "does not fit into 10 bytes" in capsys.readouterr().err


def test_other_formats_are_not_cut(capsys: pytest.CaptureFixture[str]) -> None:
    assert console.run(app, ["report", SHEET, "--format", "html", "--max-bytes", "9000"]) == 2

    assert "--max-bytes cuts Markdown" in capsys.readouterr().err


def test_an_audit_report_is_not_cut_since_it_has_sections_that_always_stand(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert console.run(app, ["report", SHEET, "--kind", "audit", "--max-bytes", "9000"]) == 2

    assert "--max-bytes would cut what every audit report shows" in capsys.readouterr().err

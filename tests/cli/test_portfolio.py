"""One page over many systems."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import AS_OF, Run


@pytest.mark.parametrize("format", ["md", "html"])
def test_every_system_stands_in_it_with_figures_and_words(
    run: Run, examples: Path, format: str
) -> None:
    ran = run("report", "--portfolio", examples, "--format", format, *AS_OF)

    assert ran.status == 0
    for one in ("Coding agent", "Support assistant", "Claims triage", "critical", "medium"):
        assert one in ran.out
    assert "example-ai.yaml: a vendor sheet, which has no risk" in ran.out.replace("&#45;", "-")


def test_gaps_come_by_the_number_of_systems_that_they_touch(run: Run, examples: Path) -> None:
    ran = run("report", "--portfolio", examples, "--format", "md", *AS_OF)

    rows = ran.out.split("## Common gaps")[1].split("## Evidence")[0].splitlines()[6:]
    counts = [int(row.split("|")[3]) for row in rows if row.startswith("|")]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] == 3


def test_evidence_comes_by_the_day_on_which_it_expires(run: Run, examples: Path) -> None:
    ran = run("report", "--portfolio", examples, "--format", "md", *AS_OF)

    days = re.findall(r"^\| (\d{4}-\d\d-\d\d) \|", ran.out, re.MULTILINE)
    assert days == sorted(days)
    assert all(day >= "2026-11-25" for day in days)


def test_a_sheet_that_cannot_be_read_is_named_and_the_rest_is_shown(
    run: Run, assistant: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: alignassess/answers/1\nsystem: [\n", encoding="utf-8")
    target = tmp_path / "p.html"

    ran = run("report", "--portfolio", assistant, broken, "-o", target, *AS_OF)

    assert ran.status == 3
    page = target.read_text(encoding="utf-8")
    assert "Support assistant" in page
    assert "broken.yaml: it cannot be read" in page


def test_what_a_portfolio_cannot_be_is_refused(run: Run, examples: Path, agent: Path) -> None:
    vendor = examples / "vendors" / "example-ai.yaml"

    assert run("report", "--portfolio", agent, "--format", "json").status == 2
    assert run("report", "--portfolio", vendor).status == 3
    assert run("report", agent, agent).status == 2


def test_saved_results_stand_in_it_beside_sheets(
    run: Run, assistant: Path, agent: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "results.json"
    run("report", agent, "-o", saved, *AS_OF)
    scored = run("report", "--portfolio", assistant, agent, "--format", "md", *AS_OF)

    alone = run("report", "--portfolio", saved, "--format", "md", *AS_OF)
    beside = run("report", "--portfolio", assistant, saved, "--format", "md", *AS_OF)

    assert (0, 0) == (alone.status, beside.status)
    assert "# Portfolio of 1 AI system\n\n" in alone.out
    assert table(scored.out) == table(beside.out)


def test_changed_results_are_left_out_and_named(run: Run, agent: Path, tmp_path: Path) -> None:
    saved, edited = tmp_path / "results.json", tmp_path / "edited.json"
    run("report", agent, "-o", saved, *AS_OF)
    text = saved.read_text(encoding="utf-8")
    edited.write_text(text.replace("Coding agent", "Another"), encoding="utf-8")

    ran = run("report", "--portfolio", saved, edited, "--format", "md", *AS_OF)

    assert ran.status == 3
    assert "edited.json: it cannot be read" in ran.out
    assert "Another" not in ran.out


def table(markdown: str) -> list[str]:
    """The rows of systems."""
    return [one for one in markdown.splitlines() if re.match(r"\| .* \((support|coding)-", one)]

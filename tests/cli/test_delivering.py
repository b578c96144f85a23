"""`-o -` is standard output, and a PDF goes anywhere but onto a terminal."""

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import AS_OF, Run

SHEET = "support-assistant/answers.yaml"


@pytest.mark.parametrize(
    "command",
    [
        ("report", SHEET, *AS_OF),
        ("report", SHEET, "--format", "html", *AS_OF),
        ("report", "--portfolio", SHEET, *AS_OF),
        ("compare", SHEET, "coding-agent/answers.yaml", *AS_OF),
        ("questionnaire", "show", "vendor-selection"),
        ("questionnaire", "show", "vendor-selection", "--format", "md"),
        ("merge", SHEET, SHEET),
        ("migrate", SHEET),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_dash_is_standard_output(run: Run, command: tuple[str, ...]) -> None:
    without = run(*command)

    dashed = run(*command, "-o", "-")

    assert (0, without.out) == (dashed.status, dashed.out)
    assert without.out
    assert not Path("-").exists()


@pytest.mark.usefixtures("folder")
def test_a_file_of_that_name_is_written_with_its_folder(run: Run) -> None:
    ran = run("report", SHEET, "--format", "md", "-o", "./-", *AS_OF)

    assert (0, "") == (ran.status, ran.out)
    assert "Support assistant" in Path("-").read_text(encoding="utf-8")


@pytest.mark.parametrize("given", [(), ("-o", "-")])
@pytest.mark.parametrize("command", [("report", SHEET), ("compare", SHEET, SHEET)])
@pytest.mark.usefixtures("folder")
def test_a_terminal_gets_no_pdf(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], given: tuple[str, ...]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    ran = run(*command, "--format", "pdf", *given)

    assert (2, "") == (ran.status, ran.out)
    assert "a PDF is nothing for a terminal" in ran.err
    assert "help: use -o NAME.pdf" in ran.err


@pytest.mark.usefixtures("folder", "pango")
def test_a_pdf_goes_into_a_pipe_and_into_a_file(run: Run) -> None:
    command = ("compare", SHEET, "coding-agent/answers.yaml", *AS_OF)

    piped = run(*command, "--format", "pdf")
    written = run(*command, "-o", "two.pdf")

    assert piped.out.startswith("%PDF-")
    assert (written.status, written.out, written.err) == (0, "", "written: two.pdf\n")
    assert piped.out == Path("two.pdf").read_bytes().decode("utf-8", "replace")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.usefixtures("folder", "pango")
def test_a_pdf_that_cannot_be_written_is_status_2(run: Run) -> None:
    ran = run("compare", SHEET, SHEET, "--format", "pdf", "-o", "/dev/full")

    assert (2, "") == (ran.status, ran.out)
    assert "cannot be written: No space left on device" in ran.err

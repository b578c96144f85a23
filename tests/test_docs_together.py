"""The pages on working together say what the program does: their examples are run."""

import re
from pathlib import Path

import pytest

from alignassess.files.exchange import xlsx_reading
from alignassess.files.exchange.form import COLUMNS
from alignassess.files.exchange.table import MOST_ROWS
from alignassess.files.presence import note_beside
from alignassess.files.sheet_paths import BACKUP
from tests.cli.conftest import Run, run

__all__ = ["run"]  # the fixture

DOCS = Path(__file__).parents[1] / "docs"
SAVING = (DOCS / "saving-and-merging.md").read_text("utf-8")
VENDOR = (DOCS / "vendor-round-trip.md").read_text("utf-8")


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.M | re.S)


def console_block(page: str, command: str) -> tuple[list[str], str]:
    """The arguments of a command that a page shows, and what it prints."""
    (found,) = (one for one in blocks(page, "console") if one.startswith(f"$ {command}"))
    first, _, printed = found.partition("\n")
    return first.split()[2:], printed


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_merging_prints_what_the_page_shows(folder: Path, run: Run) -> None:
    for block in blocks(SAVING, "yaml"):
        (folder / block.split()[1]).write_text(block, "utf-8")
    arguments, printed = console_block(SAVING, "alignassess merge")

    assert printed == run(*arguments).out


def test_exporting_prints_what_the_page_shows(folder: Path, run: Run) -> None:
    arguments, printed = console_block(VENDOR, "alignassess questionnaire export")

    assert printed == run(*arguments).out


def test_importing_refuses_what_the_page_shows(folder: Path, run: Run) -> None:
    (form,), (expected,) = blocks(VENDOR, "csv"), blocks(VENDOR, "text")
    (folder / "example-ai.csv").write_text(form, "utf-8")

    ran = run("questionnaire", "import", "example-ai.csv", "-o", "v.yaml")

    assert (3, expected) == (ran.status, ran.err)


def test_printing_takes_what_the_page_shows(folder: Path, run: Run) -> None:
    (found,) = (one for one in blocks(VENDOR, "console") if "show" in one)

    for line in found.splitlines():
        arguments = line.split("#")[0].split()[2:]
        assert run(*arguments).status == 0
    assert {"ft.md", "questions.html"} == {one.name for one in folder.iterdir()}


def test_names_and_limits_on_the_pages_are_those_of_the_program() -> None:
    assert f"`acme.yaml{BACKUP}`" in SAVING
    assert f"`{note_beside(Path('acme.yaml')).name}`" in SAVING
    for column in COLUMNS:
        assert f"`{column}`" in VENDOR
    assert (
        f"at most {xlsx_reading.MOST_BYTES // 10**6} MB, {xlsx_reading.MOST_PARTS} parts, "
        f"{xlsx_reading.MOST_UNPACKED // 10**6} MB unpacked, {MOST_ROWS} rows"
    ) in VENDOR

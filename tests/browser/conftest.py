"""One browser for all tests here; without Chromium they are skipped, and say so."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from alignassess.render.gap_report import gap_html
from tests.browser.chromium import Browser
from tests.render.cases import HOSTILE, LIBRARY, SHIPPED, SYSTEMS, VENDOR, example, filled_with

HOSTILE_NAME = "hostile"

NAMES = (*SYSTEMS, VENDOR, HOSTILE_NAME)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running Chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    with Browser(program) as running:
        yield running


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The gap report of every example, and of a sheet with hostile text in every field."""
    folder = tmp_path_factory.mktemp("reports")
    found = {}
    for number, name in enumerate(NAMES):
        assessment = filled_with(HOSTILE) if name == HOSTILE_NAME else example(name)
        found[name] = folder / f"{number}.html"
        text = gap_html(assessment, instrument=SHIPPED, library=LIBRARY)
        found[name].write_text(text, encoding="utf-8")
    return found

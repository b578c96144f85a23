"""One browser and one set of pages for all tests here; without Chromium they are skipped."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.chromium import Browser
from tests.render.pages import PAGES, page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running Chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    with Browser(program) as running:
        yield running


class Pages:
    """Every page by its name, written when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, name: str) -> Path:
        path = self._folder / f"{PAGES.index(name)}.html"
        if not path.exists():
            path.write_text(page(name), encoding="utf-8")
        return path


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Gap, audit, portfolio and comparison; also with hostile text in every field."""
    return Pages(tmp_path_factory.mktemp("pages"))

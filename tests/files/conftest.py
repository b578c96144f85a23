"""A folder of its own for each test, and the shipped instrument."""

from pathlib import Path

import pytest

from alignassess.domain.instrument import Instrument
from alignassess.files.instrument_files import load_instrument


@pytest.fixture(scope="session")
def instrument(cache_folder: Path) -> Instrument:
    """The shipped instrument."""
    return load_instrument()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the current one, so that names in messages are short."""
    monkeypatch.chdir(tmp_path)
    return Path()

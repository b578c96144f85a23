"""A folder of its own for each test, and the shipped instrument from a cache of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from alignassess.domain.instrument import Instrument
from alignassess.files.instrument_files import load_instrument


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep the cache of the person who runs the tests out of them."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALIGNASSESS_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def instrument(cache_folder: Path) -> Instrument:
    """The shipped instrument."""
    return load_instrument()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the current one, so that names in messages are short."""
    monkeypatch.chdir(tmp_path)
    return Path()

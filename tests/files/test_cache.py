"""The cache: never needed, never trusted, never pickle."""

import subprocess
import sys
from pathlib import Path

import pytest

from alignassess.domain.instrument import Instrument
from alignassess.files import cache, instrument_making
from alignassess.files.instrument_files import load_instrument, load_library


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder that is not there yet."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("ALIGNASSESS_CACHE", str(folder))
    return folder


def no_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise AssertionError("the files were parsed")

    monkeypatch.setattr(instrument_making, "make_instrument", fail)


def test_what_is_stored_is_read_again(own: Path) -> None:
    cache.write("key", b"data")

    assert cache.read("key") == b"data"
    assert cache.read("other") is None
    assert [one.name for one in own.iterdir()] == ["key.json"]


def test_the_cached_instrument_and_library_equal_those_of_the_files(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, library = load_instrument(), load_library()
    no_parsing(monkeypatch)

    assert made == load_instrument()
    assert library == load_library()


def test_the_cache_holds_json_alone(own: Path) -> None:
    load_instrument()

    assert {b"{"} == {one.read_bytes()[:1] for one in own.iterdir()}
    assert {".json"} == {one.suffix for one in own.iterdir()}


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"{}", b"\x80\x04K\x01.", b"[" * 100_000, b"null", b'{"questionnaires": []}'],
)
def test_damaged_content_is_made_anew(own: Path, damage: bytes, instrument: Instrument) -> None:
    load_instrument()
    for one in own.iterdir():
        one.write_bytes(damage)

    assert instrument == load_instrument()
    assert not [one for one in own.iterdir() if one.read_bytes() == damage]


def test_a_folder_in_place_of_an_entry_is_no_trouble(own: Path, instrument: Instrument) -> None:
    load_instrument()
    for one in own.iterdir():
        one.unlink()
        one.mkdir()

    assert instrument == load_instrument()
    assert not [one for one in own.iterdir() if "json" not in one.name.rsplit(".", 1)]


def test_a_cache_folder_that_cannot_be_made_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, instrument: Instrument
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("ALIGNASSESS_CACHE", str(tmp_path / "file" / "below"))

    assert instrument == load_instrument()


def test_a_read_only_cache_folder_is_no_trouble(own: Path, instrument: Instrument) -> None:
    own.mkdir()
    own.chmod(0o500)

    assert instrument == load_instrument()
    own.chmod(0o700)


def test_a_home_that_is_not_known_is_no_trouble(
    monkeypatch: pytest.MonkeyPatch, instrument: Instrument
) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("ALIGNASSESS_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", no_home)

    assert instrument == load_instrument()


def test_the_folder_follows_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ALIGNASSESS_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert tmp_path / "xdg" / "alignassess" == cache.folder()

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert tmp_path / ".cache" / "alignassess" == cache.folder()


def test_processes_that_start_at_once_do_not_disturb_each_other(own: Path) -> None:
    program = (
        "from alignassess.files.instrument_files import load_instrument as load;"
        "print(len(load().scored), len(load().scored))"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = {process.communicate()[0] for process in running}

    count = len(load_instrument().scored)
    assert {f"{count} {count}\n"} == said
    assert [process.returncode for process in running] == [0, 0]
    assert {".json"} == {one.suffix for one in own.iterdir()}

"""A kept result counts only while all that went into it is as it was."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from alignassess.domain.instrument import Instrument
from alignassess.files import cache, result_cache
from alignassess.files.answer_sheet import LoadedSheet, load_text
from alignassess.files.reads import Looks
from alignassess.files.result_cache import Content, ResultCache
from alignassess.files.sheet_loading import content, text_of
from alignassess.files.sheet_paths import Source
from tests.builders import HEAD, VENDOR_HEAD

KEPT = Content("system bot", "a line", ("a notice",), '{"more": 1}')
SOURCE = Source("systems/acme.yaml")
SHEET = (
    HEAD
    + "inherits: [../vendors/example.yaml]\n"
    + "evidence:\n"
    + "  plan: {title: Plan, file: plan.md, assurance: documented}\n"
    + "  gone: {title: Gone, file: gone.md, assurance: documented}\n"
    + "  linked: {title: Linked, file: link.md, assurance: documented}\n"
)
VENDOR = VENDOR_HEAD + "evidence: {card: {title: Card, file: card.md, assurance: documented}}\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sheet that inherits another, with evidence of both: there, missing, and behind a link."""
    monkeypatch.setenv("ALIGNASSESS_CACHE", str(tmp_path / "cache"))
    top = tmp_path / "repository"
    for folder in (".git", "systems", "vendors"):
        (top / folder).mkdir(parents=True)
    monkeypatch.chdir(top)
    Path("systems/acme.yaml").write_text(SHEET)
    Path("systems/plan.md").write_text("plan")
    Path("systems/one.md").write_text("the same")
    Path("systems/two.md").write_text("the same")
    Path("systems/link.md").symlink_to("one.md")
    Path("vendors/example.yaml").write_text(VENDOR)
    Path("vendors/card.md").write_text("card")
    return top


def kept(settings: str = "settings", source: Source = SOURCE) -> bool:
    """Whether a new run finds the result."""
    data = content(source)
    assert data is not None
    found = ResultCache(settings, Looks(), None)
    entry = found.find(found.key(source, data))
    assert entry is None or entry.content == KEPT
    return entry is not None


def keep(instrument: Instrument, source: Source = SOURCE) -> LoadedSheet:
    data = content(source)
    assert data is not None
    file = text_of(source, data)
    assert file is not None
    loaded = load_text(file, instrument)
    into = ResultCache("settings", Looks(), None)
    into.keep(into.key(source, data), source, loaded.reads, KEPT)
    return loaded


def test_what_did_not_change_is_found(place: Path, instrument: Instrument) -> None:
    assert not kept()

    loaded = keep(instrument)

    assert kept()
    assert {"plan.md", "gone.md", "link.md", "card.md", "../vendors/example.yaml"} == {
        one.written for one in loaded.reads
    }


def _retarget() -> None:
    Path("systems/link.md").unlink()
    Path("systems/link.md").symlink_to("two.md")


def _same_time(path: str, text: str) -> None:
    """Other bytes of the same size and time: only their digest tells."""
    before = Path(path).stat()
    Path(path).write_text(text)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _folder_in_place_of(path: str) -> None:
    Path(path).unlink()
    Path(path).mkdir()


@pytest.mark.parametrize(
    "change",
    [
        lambda: Path("systems/acme.yaml").write_text(SHEET + "# more\n"),
        lambda: Path("vendors/example.yaml").write_text(VENDOR + "# more\n"),
        lambda: Path("systems/plan.md").write_text("another plan"),
        lambda: Path("systems/plan.md").unlink(),
        lambda: Path("systems/gone.md").write_text("it is here"),
        lambda: Path("vendors/card.md").write_text("another card"),
        lambda: Path("vendors/card.md").unlink(),
        lambda: Path("systems/one.md").write_text("other"),
        lambda: Path(".git").rename("systems/.git"),
        lambda: Path("vendors").rename("elsewhere"),
        _retarget,
        lambda: _same_time("systems/plan.md", "nalp"),
        lambda: _same_time("vendors/card.md", "drac"),
        lambda: _folder_in_place_of("systems/plan.md"),
    ],
)
def test_a_change_to_anything_that_was_read_is_a_miss(
    place: Path, instrument: Instrument, change: Callable[[], object]
) -> None:
    keep(instrument)

    change()

    assert not kept()


def test_other_settings_another_name_and_another_line_are_misses(
    place: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(instrument)

    assert not kept("other settings")
    assert not kept(source=Source("./systems/acme.yaml"))
    assert not kept(source=SOURCE._replace(line=1, data=SHEET.encode()))
    monkeypatch.chdir("systems")
    assert not kept(source=Source("acme.yaml"))


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: b"[" * 100_000,
        lambda data: b"[]",
        lambda data: b'{"reads": 1}',
        lambda data: data.replace(b"a line", b"a lime"),
        lambda data: data.replace(b"a notice", b"anothers"),
        lambda data: data.replace(b'\\"more\\": 1', b'\\"more\\": 2'),
        lambda data: data.replace(b'"plan.md"', b'"one.md"'),
        lambda data: json.dumps({**json.loads(data), "reads": []}).encode(),
        lambda data: data.replace(b'"system bot","a line"', b'"system bot",7'),
        lambda data: b"\xff" + data,
    ],
)
def test_a_damaged_entry_is_a_miss(
    place: Path, instrument: Instrument, damage: Callable[[bytes], bytes]
) -> None:
    keep(instrument)
    (entry,) = cache.folder().rglob("*.json")
    data = entry.read_bytes()

    assert data != damage(data)
    entry.write_bytes(damage(data))

    assert not kept()


def test_a_folder_that_cannot_be_written_is_no_trouble(
    place: Path, instrument: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALIGNASSESS_CACHE", "/dev/null/cache")

    keep(instrument)

    assert not kept()


def test_a_shelf_that_is_full_keeps_the_newer_half(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(result_cache, "_PER_SHELF", 4)
    for number in range(6):
        cache.write(f"results/00/{number}", b"{}")
        os.utime(cache.folder() / f"results/00/{number}.json", (number, number))

    into = ResultCache("settings", Looks(), None)
    into.keep("00" + "a" * 61 + "1", SOURCE, (), KEPT)
    assert 7 == len(list(cache.folder().rglob("*.json")))
    into.keep("00" + "a" * 61 + "0", SOURCE, (), KEPT)

    assert 2 == len(list(cache.folder().rglob("*.json")))
    assert not (cache.folder() / "results/00/5.json").exists()


def test_a_shelf_that_is_not_there_is_swept_in_vain(place: Path) -> None:
    cache.sweep("results/zz/x", most=1)

    assert not (cache.folder() / "results/zz").exists()

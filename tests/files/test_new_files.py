"""New files: whole or not there, never over another one, all of a set or none."""

import os
from pathlib import Path
from typing import NoReturn

import pytest

from alignassess.errors import UsageError
from alignassess.files import new_files
from alignassess.files.new_files import make_files
from alignassess.files.replacing import create


def _no_links(*_: object) -> NoReturn:
    raise PermissionError(1, "Operation not permitted")


def _full(*_: object) -> NoReturn:
    raise OSError(28, "No space left on device")


def test_a_new_file_has_the_usual_mode_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        create(tmp_path / "sheet.yaml", b"text\n")
    finally:
        os.umask(before)

    assert [one.name for one in tmp_path.iterdir()] == ["sheet.yaml"]
    assert (tmp_path / "sheet.yaml").read_bytes() == b"text\n"
    assert (tmp_path / "sheet.yaml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("links", [True, False])
def test_another_file_is_never_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", _no_links)
    (tmp_path / "theirs").write_bytes(b"theirs")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")

    for name in ("theirs", "dangling"):
        with pytest.raises(UsageError, match="there is such a file already"):
            create(tmp_path / name, b"ours")
    create(tmp_path / "new", b"ours")

    assert (tmp_path / "theirs").read_bytes() == b"theirs"
    assert (tmp_path / "new").read_bytes() == b"ours"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["dangling", "new", "theirs"]


@pytest.mark.parametrize("links", [True, False])
def test_a_name_that_somebody_takes_meanwhile_is_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """The first look finds nothing there; the system says otherwise when the name is given."""
    (tmp_path / "theirs").write_bytes(b"theirs")
    monkeypatch.setattr(os.path, "lexists", lambda path: False)
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", _no_links)

    with pytest.raises(UsageError, match="there is such a file already"):
        create(tmp_path / "theirs", b"ours")

    assert (tmp_path / "theirs").read_bytes() == b"theirs"
    assert [one.name for one in tmp_path.iterdir()] == ["theirs"]


@pytest.mark.parametrize("links", [True, False])
def test_on_a_full_drive_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        calls = iter((lambda _: None, _full))
        monkeypatch.setattr(Path, "hardlink_to", _no_links)
        monkeypatch.setattr(os, "fsync", lambda number: next(calls)(number))
    else:
        monkeypatch.setattr(os, "fsync", _full)

    with pytest.raises(UsageError, match="No space left on device"):
        create(tmp_path / "new", b"ours")

    assert list(tmp_path.iterdir()) == []


def test_what_is_missing_is_made_and_the_rest_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"theirs")

    made = make_files({tmp_path / "a": b"1", tmp_path / "b/c/d": b"2", tmp_path / "b/e": b"3"})

    assert made.kept == (tmp_path / "a",)
    assert made.new == (tmp_path / "b/c/d", tmp_path / "b/e")
    assert (tmp_path / "a").read_bytes() == b"theirs"
    assert (tmp_path / "b/c/d").read_bytes() == b"2"


def test_what_others_put_into_a_new_folder_outlives_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def create_and_fail(path: Path, data: bytes) -> None:
        if path.name == "last":
            (tmp_path / "b/theirs").write_bytes(b"theirs")
            _full()
        create(path, data)

    monkeypatch.setattr(new_files, "create", create_and_fail)

    with pytest.raises(OSError, match="No space left"):
        make_files({tmp_path / "b/c/d": b"1", tmp_path / "b/last": b"2"})

    assert [str(one.relative_to(tmp_path)) for one in sorted(tmp_path.rglob("*"))] == [
        "b",
        "b/theirs",
    ]

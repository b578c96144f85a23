"""Making several files at once: all that are missing, or none of them."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from alignassess.files.replacing import create, unwritable


@dataclass(frozen=True, slots=True)
class Made:
    """What became of the files that were asked for, in their order."""

    new: tuple[Path, ...]
    kept: tuple[Path, ...]
    """There already, and left as they are."""


def make_files(files: Mapping[Path, bytes]) -> Made:
    """Make every file that is missing, with the folders above it; nothing is ever overwritten.

    Raises UsageError when one of them cannot be made; those made before it, and their folders, are
    then taken away again.
    """
    new: list[Path] = []
    folders: list[Path] = []
    kept = tuple(path for path in files if os.path.lexists(path))
    try:
        for path, data in files.items():
            if path not in kept:
                _make_folders(path.parent, folders)
                create(path, data)
                new.append(path)
    except BaseException:
        for path in reversed(new):
            with suppress(OSError):
                path.unlink()
        for folder in reversed(folders):
            with suppress(OSError):  # somebody else put something there meanwhile
                folder.rmdir()
        raise
    return Made(tuple(new), kept)


def _make_folders(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, noting each that was missing."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        try:
            one.mkdir()
        except OSError as error:
            raise unwritable(one, error) from None
        made.append(one)

"""Who else has a sheet open: a note beside it, held by a lock that ends with its process."""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

MOST_BYTES = 400


@dataclass(slots=True)
class Presence:
    """That this sitting has a sheet open.

    The note names a person and a time and no machine, since sheets lie in shared folders and
    repositories. What counts is the lock on it: a note that a killed process left behind is
    nobody's and is taken over.
    """

    others: str | None
    """Who has the sheet open already, such as `anna, since 2026-11-02 14:03`; None for nobody."""
    _note: Path
    _descriptor: int | None

    def close(self) -> None:
        """Say that the sheet is no longer open here."""
        if self._descriptor is None:
            return
        with suppress(OSError):
            self._note.unlink()  # before the lock goes: the next one makes a note of its own
        os.close(self._descriptor)
        self._descriptor = None


def note_beside(sheet: Path) -> Path:
    """The note of a sheet: hidden, and no name that a run over a folder or a glob reads."""
    target = sheet.resolve()
    return target.with_name(f".{target.name}.lock")


def claim(sheet: Path, *, now: datetime) -> Presence:
    """Say that a sheet is open here, and find out whether it is elsewhere.

    Never fails: where no note can be made or locked, nobody is told, and saving compares the file
    all the same.
    """
    note = note_beside(sheet)
    try:
        import fcntl
    except ImportError:
        return Presence(None, note, None)
    for _ in range(5):
        try:
            flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
            descriptor = os.open(note, flags, 0o644)
        except OSError:
            return Presence(None, note, None)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            found = _holder(descriptor)
            os.close(descriptor)
            return Presence(found, note, None)
        if _is_still(note, descriptor):
            with suppress(OSError):
                os.ftruncate(descriptor, 0)
                os.write(descriptor, _words(now))
            return Presence(None, note, descriptor)
        os.close(descriptor)  # its holder left, and took the note along, between the two steps
    return Presence(None, note, None)


def _is_still(note: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(note.stat(), os.fstat(descriptor))
    except OSError:
        return False


def _words(now: datetime) -> bytes:
    import getpass

    try:
        person = getpass.getuser()[:60]
    except (OSError, KeyError, ImportError):
        person = "somebody"
    return json.dumps({"open": f"{person}, since {now:%Y-%m-%d %H:%M}"}).encode()


def _holder(descriptor: int) -> str:
    try:
        said = json.loads(os.pread(descriptor, MOST_BYTES, 0))["open"]
    except (OSError, ValueError, KeyError, TypeError):
        said = None
    return said if isinstance(said, str) else "somebody"

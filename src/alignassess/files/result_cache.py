"""What sheets came to, kept from one run to the next under all that was read for it.

An entry is found by the bytes of the sheet, its place and the settings of the run (program,
questionnaires, date, scope, depth, lenses, policy). It lists every other file that went into it,
inherited sheets and evidence, and counts only while all of them are as they were: the same place,
through the same links, with the same bytes. Whatever is not plainly so is scored again.

Entries are files of JSON, written whole, so that runs share them without locks. At most `MOST`
are kept, about two hundred megabytes of long sheets; the oldest go first.
"""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from alignassess.errors import InputError
from alignassess.files import cache
from alignassess.files.reading import root_of
from alignassess.files.reads import Found, Looks, Read
from alignassess.files.sheet_paths import STDIN, Source

MOST = 1 << 16
"""Entries kept."""
_SHELVES = 256
_PER_SHELF = MOST // _SHELVES


class Content(NamedTuple):
    """What a sheet came to."""

    subject: str
    """Whom it is about."""
    line: str
    """What is printed of it."""
    notices: tuple[str, ...]
    more: str | None = None
    """What else there is to know, as JSON."""


class Kept(NamedTuple):
    """What was kept of a sheet."""

    content: Content
    named: Sequence[tuple[str, Sequence[str]]]
    """Every other file that went into it, as the sheets write it, by the sheet that names it."""
    found: Sequence[Sequence[Found]]
    """Where each of those leads, in the same order."""

    @property
    def reads(self) -> Iterator[tuple[str, str, str]]:
        """Every other file: who names it, as what, and where that leads."""
        for (base, written), found in zip(self.named, self.found, strict=True):
            for one, (target, _) in zip(written, found, strict=True):
                yield base, one, target


class ResultCache:
    """The entries that fit the settings of one run."""

    def __init__(self, settings: str, looks: Looks, root: Path | None) -> None:
        """`settings` is all that decides over a result besides what is read for a sheet."""
        self._settings = settings
        self._looks = looks
        self._root = root
        self._roots: dict[str, str] = {}

    def key(self, source: Source, data: bytes) -> str:
        """What the entry of a sheet is kept under."""
        path = _path(source)
        full = os.path.abspath(path)  # noqa: PTH100 - links are told apart by the root
        named = [self._settings, source.name, source.line, full, self._root_of(path)]
        hashed = sha256(json.dumps(named).encode())
        hashed.update(data)
        return hashed.hexdigest()

    def find(self, key: str) -> Kept | None:
        """What was kept, if nothing that was read for it has changed since."""
        data = cache.read(_shelved(key))
        if data is None:
            return None
        try:
            return self._checked(json.loads(data))
        except (ValueError, TypeError, AttributeError, LookupError, RecursionError, InputError):
            return None  # damaged, of another version, or a file that is none any more

    def _checked(self, entry: Any) -> Kept | None:
        root, named = entry["root"], entry["reads"]
        found = [self._looks.now(root, base, written) for base, written in named]
        subject, line, notices, more = entry["content"]
        content = Content(subject, line, tuple(notices), more)
        if entry["sha256"] != _seal(named, found, content):
            return None
        return Kept(content, named, found)

    def keep(self, key: str, source: Source, reads: Iterable[Read], content: Content) -> None:
        """Keep what a sheet came to; a folder that cannot be written is no trouble."""
        by_base = [(base, list(same)) for base, same in groupby(reads, key=lambda one: one.base)]
        named = [(base, [one.written for one in same]) for base, same in by_base]
        found = [[(one.target, one.sha256) for one in same] for _, same in by_base]
        entry = {
            "root": self._root_of(_path(source)),
            "reads": named,
            "sha256": _seal(named, found, content),
            "content": content,
        }
        name = _shelved(key)
        cache.write(name, json.dumps(entry, separators=(",", ":")).encode())
        if key.endswith(_SWEEPS):
            cache.sweep(name, most=_PER_SHELF)

    def _root_of(self, path: str) -> str:
        """The root for a sheet; looked up once for each folder, but for sheets that are links."""
        if os.path.islink(path):  # noqa: PTH114 - pathlib takes longer than the call to the system
            return str(root_of(Path(path), self._root))
        folder = os.path.dirname(path)  # noqa: PTH120
        if folder not in self._roots:
            self._roots[folder] = str(root_of(Path(path), self._root))
        return self._roots[folder]


_SWEEPS = ("0", "8")
"""Ends of keys whose writing sweeps their shelf: one in eight, so that a shelf grows little."""


def _path(source: Source) -> str:
    return source.name if source.name != STDIN else str(source.path)


def _seal(named: object, found: object, content: Content) -> str:
    """One digest over what was read and what it came to, so that damage is known."""
    return sha256(json.dumps([named, found, content]).encode()).hexdigest()


def _shelved(key: str) -> str:
    return f"results/{key[:2]}/{key[2:]}"

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
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from alignassess.domain.digests import digest_over
from alignassess.errors import InputError
from alignassess.files import cache
from alignassess.files.reading import root_of
from alignassess.files.reads import Looks, Read, combined
from alignassess.files.sheet_paths import Source

MOST = 1 << 16
"""Entries kept."""
_SHELVES = 256
_PER_SHELF = MOST // _SHELVES


class Content(NamedTuple):
    """What a sheet came to."""

    line: str
    """What is printed of it."""
    notices: tuple[str, ...]
    more: str | None = None
    """What else there is to know, as JSON."""


class Kept(NamedTuple):
    """What was kept of a sheet."""

    content: Content
    reads: tuple[tuple[str, str, str], ...]
    """Every other file that went into it: who names it, as what, and where that leads."""


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
        path = os.path.abspath(source.path)  # noqa: PTH100 - links are told apart by the root
        named = [self._settings, source.name, source.line, path, self._root_of(source.path)]
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
        bases, root, found = entry["bases"], entry["root"], []
        now = self._looks.now
        for index, written in entry["reads"]:
            base = bases[index]
            found.append((base, written, *now(base, written, root)))
        line, notices, more = entry["content"]
        content = Content(line, tuple(notices), more)
        if entry["sha256"] != _seal(combined(found), content):
            return None
        return Kept(content, tuple([one[:3] for one in found]))

    def keep(self, key: str, source: Source, reads: Sequence[Read], content: Content) -> None:
        """Keep what a sheet came to; a folder that cannot be written is no trouble."""
        bases = list(dict.fromkeys([one.base for one in reads]))
        at = {base: index for index, base in enumerate(bases)}
        entry = {
            "root": self._root_of(source.path),
            "bases": bases,
            "reads": [(at[one.base], one.written) for one in reads],
            "sha256": _seal(combined(reads), content),
            "content": content,
        }
        name = _shelved(key)
        cache.write(name, json.dumps(entry, separators=(",", ":")).encode())
        if key.endswith(_SWEEPS):
            cache.sweep(name, most=_PER_SHELF)

    def _root_of(self, path: Path) -> str:
        """The root for a sheet; looked up once for each folder, but for sheets that are links."""
        if path.is_symlink():
            return str(root_of(path, self._root))
        folder = str(path.parent)
        if folder not in self._roots:
            self._roots[folder] = str(root_of(path, self._root))
        return self._roots[folder]


_SWEEPS = ("0", "8")
"""Ends of keys whose writing sweeps their shelf: one in eight, so that a shelf grows little."""


def _seal(reads: str, content: Content) -> str:
    """One digest over what was read and what it came to, so that damage is known."""
    return digest_over([reads, content.line, content.more or "", *content.notices])


def _shelved(key: str) -> str:
    return f"results/{key[:2]}/{key[2:]}"

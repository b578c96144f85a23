"""JSONL of answer sheets: one sheet in each line, read into the same tree as a sheet of its own.

The parser of the standard library takes a twentieth of the time of YAML's and knows no lines, which
is no loss here: every value of a sheet stands on the one line.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from alignassess.errors import InputError, Place, Problem
from alignassess.files.reading import MOST_BYTES, TextFile
from alignassess.files.wording import readable, shown
from alignassess.files.yaml_text import MOST_DEPTH, Block, Items, Tree, not_printable

SUFFIXES = (".jsonl", ".ndjson")


@dataclass(frozen=True)
class SheetLine(TextFile):
    """One line of a file of sheets, as if it were a file."""

    line: int = 1
    """Counted from 1."""

    @property
    def label(self) -> str:
        """What tells it from its neighbours."""
        return f"{self.name}:{self.line}"

    @cached_property
    def _tree(self) -> Tree:
        return parse_line(self.text, self.name, self.line)


def sheet_line(data: bytes, path: Path, name: str, line: int) -> SheetLine:
    """A line of bytes as text; raises InputError for what is none, or too long."""
    name = readable(name)
    if len(data) > MOST_BYTES:
        message = f"the line has more than {MOST_BYTES / 1e6:.0f} MB"
        raise InputError(Problem(message, Place(name, line), "write one sheet in each line"))
    try:
        text = data.decode("utf-8-sig" if line == 1 else "utf-8")
    except UnicodeDecodeError:
        raise InputError(
            Problem("this is not UTF-8 text", Place(name, line), "save the file as UTF-8 text")
        ) from None
    return SheetLine(name, path, text, sha256(data).hexdigest(), line)


def pieces(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file with their ends; one that is too long comes in several pieces."""
    return iter(lambda: file.readline(MOST_BYTES + 2), b"")


def lines_of(raw: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Every line that is not empty, with its number and without its end.

    Of a line that is too long the first piece is given, which is refused for its length.
    """
    number, is_start = 0, True
    for piece in raw:
        if is_start:
            number += 1
            line = piece.rstrip(b"\r\n")
            if line.strip():
                yield number, line
        is_start = piece.endswith(b"\n")


def may_be_bulk(lines: Sequence[bytes]) -> bool:
    """Whether what was read so far may be the beginning of JSONL."""
    first = next((line for line in lines if line.strip()), b"")
    return not first or first.lstrip(b"\xef\xbb\xbf \t").startswith(b'{"')


def is_bulk(lines: Sequence[bytes]) -> bool:
    """Whether text begins as JSONL: its first line is an object, or its second begins one.

    The first line of JSON that is written over many lines is no object yet.
    """
    first, second, *_ = *(line for line in lines if line.strip()), b"", b""
    return bool(first) and may_be_bulk(lines) and (second.startswith(b'{"') or _is_json(first))


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return True


class _OneLine(dict[Any, int]):
    """The line of every key and of every item: the same."""

    __slots__ = ("line",)

    def __init__(self, line: int) -> None:
        self.line = line

    def __missing__(self, key: object) -> int:
        return self.line


def parse_line(text: str, file: str, line: int) -> Tree:
    """Read a line of JSON as strictly as a file: scalars are text, and no key is given twice.

    A key with null is left out. Raises InputError.
    """
    place = Place(file, line)
    reading = _Reading(place, line)
    try:
        # An object is given as a tuple of its pairs: a hook of ours would be called for hundreds.
        found = json.loads(
            text, object_pairs_hook=tuple, parse_int=str, parse_float=str, parse_constant=str
        )
        tree = reading.tree(found)
    except json.JSONDecodeError as error:
        raise InputError(
            Problem(
                f"not valid JSON: {error.msg}, at character {error.colno}",
                place,
                "write one sheet in each line, as JSON",
            )
        ) from None
    except RecursionError:
        raise InputError(reading.too_deep) from None
    reading.check(text, tree)
    return tree


class _Reading:
    def __init__(self, place: Place, line: int) -> None:
        self.place = place
        self.line = line
        self.lines = _OneLine(line)
        self.duplicates: list[Problem] = []
        self.too_deep = Problem(f"nested deeper than {MOST_DEPTH}", place, "flatten the sheet")

    def tree(self, found: Any) -> Tree:
        """All that JSON knows, as in our trees; level by level, which also tells the depth."""
        root = Items(self.line)
        root.append(found)
        level: list[Block | Items] = [root]
        for _ in range(MOST_DEPTH + 1):
            level = self._settled(level)
            if not level:
                tree: Tree = root[0]
                return tree
        raise InputError(self.too_deep)

    def _settled(self, level: list[Any]) -> list[Block | Items]:
        """Bring what is no text into our form; the objects and lists that it gives.

        One loop over hundreds of objects, most of them small, so that nothing is called for each.
        """
        line, lines, inside = self.line, self.lines, list[Block | Items]()
        for outer in level:
            nulls = []
            for key, value in outer.items() if type(outer) is Block else enumerate(outer):
                kind = type(value)
                if kind is str:
                    continue
                if kind is tuple:
                    outer[key] = block = _new_block(Block)
                    block.line, block.lines = line, lines
                    block.update(value)
                    if len(block) < len(value):
                        self._note_duplicates(value)
                    inside.append(block)
                elif kind is list:
                    outer[key] = items = _new_items(Items)
                    items.line, items.lines = line, [line] * len(value)
                    items += value
                    inside.append(items)
                elif kind is bool:
                    outer[key] = "true" if value else "false"
                else:
                    nulls.append(key)
            if nulls:
                self._remove(outer, nulls)
        return inside

    def _remove(self, outer: Block | Items, nulls: list[Any]) -> None:
        if type(outer) is Items:
            message = "null is no value here"
            raise InputError(Problem(message, self.place, "remove it"))
        for key in nulls:
            del outer[key]

    def _note_duplicates(self, pairs: tuple[tuple[str, Any], ...]) -> None:
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                message = f"{shown(key)} is given twice"
                self.duplicates.append(Problem(message, self.place, "keep one of the two"))
            seen.add(key)

    def check(self, text: str, tree: Tree) -> None:
        """Refuse what our YAML refuses too: duplicates, and characters that are no text."""
        if self.duplicates:
            raise InputError(*self.duplicates)
        is_plain = text.isascii() and _DELETE not in text
        odd = None if is_plain else not_printable(text)
        if odd is not None:
            message = f"the control character U+{ord(odd[0]):04X} is not allowed"
            remedy = 'write the character as "\\u...."'
            raise InputError(Problem(message, self.place, remedy))
        if "\\" in text and _HALF.search(text) is not None and _has_half(tree):
            message = "half of a surrogate pair is no character"
            raise InputError(Problem(message, self.place, "write both halves, or remove it"))


_new_block = Block.__new__
_new_items = Items.__new__

_DELETE = "\x7f"
"""The one character of ASCII that JSON allows in a text and YAML does not."""
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def _has_half(tree: Tree) -> bool:
    waiting: list[Any] = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            if _SURROGATE.search(one):
                return True
        elif isinstance(one, Block):
            waiting += [*one.keys(), *one.values()]
        else:
            waiting += one
    return False

"""Strict YAML and JSON: every scalar is text, values know their line, and danger is refused.

YAML reads `no` as false, `1:30` as 90 and keeps the last of two equal keys; here scalars stay text
and duplicates are refused. Aliases are refused too: nothing in our files needs them, and they can
grow without bound.
"""

import re
from typing import Any

MOST_DEPTH = 40
"""Our deepest file nests nine deep."""


class Block(dict[str, Any]):
    """A mapping that knows the line of each key, counted from 1."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        self.line = line
        self.lines: dict[str, int] = {}


class Items(list[Any]):
    """A list that knows the line of each item, counted from 1."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        self.line = line
        self.lines: list[int] = []


Tree = str | Block | Items


def parse(text: str, file: str) -> Tree:
    """Read the one document in the text; raises InputError with the line of what is wrong."""
    # Here, since a run that finds all in its cache parses nothing.
    from alignassess.files.yaml_building import built

    return built(text, file)


def parse_json(text: str, file: str) -> Tree:
    """Read JSON, which is YAML but for surrogate pairs and `null`: a key with null is left out."""
    from alignassess.files.yaml_building import built

    text = _SURROGATES.sub(_join_surrogates, text).translate(_BREAKS_OF_YAML)
    return built(text, file, nulls=True)


_BREAKS_OF_YAML = {one: f"\\u{one:04x}" for one in (0x85, 0x2028, 0x2029)}
"""What ends a line in YAML, where it would become a space, and is a character in JSON."""


def line_of(tree: object, path: tuple[int | str, ...]) -> int | None:
    """Find the line of the value at a path, or of the deepest part of the path that exists."""
    line = getattr(tree, "line", None)
    for step in path:
        inside = (isinstance(tree, Block) and isinstance(step, str) and step in tree) or (
            isinstance(tree, Items) and isinstance(step, int) and step < len(tree)
        )
        if inside:
            line, tree = tree.lines[step], tree[step]  # type: ignore[attr-defined, index]
    return line


_SURROGATES = re.compile(
    r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
)


def _join_surrogates(found: re.Match[str]) -> str:
    high, low = int(found[2], 16), int(found[3], 16)
    return found[1] + chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def not_printable(text: str) -> re.Match[str] | None:
    """The first character that YAML 1.1 refuses (https://yaml.org/spec/1.1/, "Character Set")."""
    return re.search(_NOT_PRINTABLE, text)  # compiled once, and not where all text is ASCII


_NOT_PRINTABLE = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"

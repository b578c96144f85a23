"""Taking one value out of a YAML or JSON text so that every other character stays."""

import re
from collections.abc import Iterator

from alignassess.files.marked_tree import BREAKS, Node, mark

_BREAK = re.compile(rf"\r\n|[{BREAKS}]")
_COMMA = re.compile(rf"(?:\s|#[^{BREAKS}]*)*,")
"""A comma, with the space and the comments before it."""


def without_value(text: str, path: tuple[str, ...], *, as_json: bool) -> Iterator[str]:
    """Take out the value at the path with its key; nothing when there is none.

    A mapping that loses its last value stays, empty. A comment on the value's own lines goes with
    it; those on lines of their own stay. JSON and YAML within brackets are written alike, so
    `as_json` decides nothing here; it is taken since every edit of a sheet is called alike.
    """
    mapping, above = mark(text), None
    for key in path[:-1]:
        pair = _pair(mapping, key)
        if pair is None or not pair[1].is_mapping:
            return
        above, mapping = pair
    pair = _pair(mapping, path[-1])
    if pair is None:
        return
    if mapping.flow:
        yield _without_in_flow(text, mapping, pair)
    else:
        yield _without_lines(text, pair, above if len(mapping.pairs) == 1 else None)


def _pair(mapping: Node, key: str) -> tuple[Node, Node] | None:
    return next((pair for pair in mapping.pairs if pair[0].text == key), None)


def _without_lines(text: str, pair: tuple[Node, Node], emptied: Node | None) -> str:
    """Take out whole lines; `emptied` is the key of a mapping that has nothing else."""
    key, value = pair
    breaks = [found.end() for found in _BREAK.finditer(text)]
    start = max((end for end in breaks if end <= key.start), default=0)
    end = min((end for end in breaks if end > max(value.end, key.end)), default=len(text))
    after = text[end:]
    if emptied is None:
        return text[:start] + after
    colon = text.index(":", emptied.end) + 1
    return f"{text[:colon]} {{}}{text[colon:start]}{after}"


def _without_in_flow(text: str, mapping: Node, pair: tuple[Node, Node]) -> str:
    """Take out a pair and one comma beside it."""
    key, value = pair
    place = mapping.pairs.index(pair)
    end = max(value.end, key.end)
    if place + 1 < len(mapping.pairs):
        comma = _COMMA.match(text, end)
        assert comma is not None  # another pair follows
        gap = text[comma.end() : mapping.pairs[place + 1][0].start]
        return text[: key.start] + text[comma.end() + (0 if gap.strip() else len(gap)) :]
    if place:
        before = mapping.pairs[place - 1]
        from_ = max(before[0].end, before[1].end)
        comma = _COMMA.match(text, from_)
        assert comma is not None  # another pair stands before
        kept = text[from_ : comma.end() - 1] + text[comma.end() : key.start]
        return text[:from_] + kept.rstrip() + text[end:]
    return text[: key.start] + text[end:]

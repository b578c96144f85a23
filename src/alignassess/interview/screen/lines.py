"""Text on a screen: wrapped and fitted by the columns it takes, and without any markup of its own.

Characters of some scripts take two columns each.
"""

from collections.abc import Iterable
from textwrap import wrap

from rich.cells import cell_len, set_cell_size
from textual.content import Content

_LEAST = 10
"""Columns that a text is given in any case."""


def lines_of(text: str, width: int) -> list[str]:
    """The text in lines of a width."""
    room = max(width, _LEAST)
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        if cell_len(paragraph) == len(paragraph):
            lines += wrap(paragraph, room, break_on_hyphens=False) or [""]
        else:
            lines += [line.plain for line in Content(paragraph).wrap(room)]
    return lines


def fitted(text: str, width: int) -> str:
    """The text in exactly so many columns: filled up with spaces, or cut and marked so."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(set_cell_size(text, max(0, width - 3)) + "...", width)


def styled(parts: Iterable[tuple[str, str]]) -> Content:
    """Text with a style for each part; what looks like markup stays text."""
    return Content.assemble(*(part if part[1] else part[0] for part in parts))

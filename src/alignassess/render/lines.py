"""Plain lines of at most 80 columns: what a terminal, a pager and a CI log all show alike."""

from collections.abc import Iterable
from textwrap import wrap

WIDTH = 80


class Heading(str):
    """A line that a terminal may show in bold."""

    __slots__ = ()


def wrapped(text: str, *, indent: str = "", first: str | None = None) -> list[str]:
    """The text in lines of at most 80 columns."""
    return wrap(
        text,
        WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_on_hyphens=False,
    ) or [indent.rstrip() if first is None else first.rstrip()]


def headed(text: str) -> list[str]:
    """A heading, in as many lines as it takes."""
    return [Heading(line) for line in wrapped(text)]


def cut(text: str, width: int) -> str:
    """The text in at most the width; what is left out shows as three dots."""
    return text if len(text) <= width else text[: width - 3].rstrip() + "..."


def table(rows: Iterable[Iterable[str]], *, right: frozenset[int] = frozenset()) -> list[str]:
    """Rows as aligned columns, two spaces apart; columns in `right` are set flush right."""
    cells = [list(row) for row in rows]
    if not cells:
        return []
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    return [
        "  ".join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]

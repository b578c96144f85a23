"""A document as sections of blocks, so that Markdown and HTML lay out the same content."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import ClassVar, NamedTuple

_BREAKS = 14
"""Letters of a word that is broken rather than given more room."""
_MORE = 4
_BETWEEN = 4
_UPRIGHT = 375
"""Letters that stand beside each other on an upright page, with all that columns want."""


class Span(NamedTuple):
    """A piece of text, which may lead to an id of the same document."""

    text: str
    to: str = ""


Cell = tuple[Span, ...]
"""Pieces that are printed with commas between them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    cells: tuple[Cell, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; the caption says what they are."""

    kind: ClassVar[str] = "table"
    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def widths(self) -> tuple[int, ...]:
        """Whole percentages of the columns on paper, where a reader cannot scroll; 100 in all."""
        wanted = self._wanted()
        ends = [round(100 * one / sum(wanted)) for one in accumulate(wanted)]
        return tuple(end - start for start, end in pairwise((0, *ends)))

    @property
    def wide(self) -> bool:
        """Whether it fits no upright page."""
        return sum(self._wanted()) > _UPRIGHT

    def _wanted(self) -> list[float]:
        """The room of each column, in letters.

        That of its longest word, unless it is a path or a digest, which breaks; the space to the
        next; and a share of the rest by the square root of its length: long texts take more lines,
        short ones stay on one.
        """
        return [
            _BETWEEN
            + min(_BREAKS, max(len(word) for text in one for word in text.split() or ("",)))
            + _MORE * (sum(len(text) ** 2 for text in one) / len(one)) ** 0.25
            for one in zip(self.head, *map(_texts, self.rows), strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Facts:
    """Items and their values; rows of two cells."""

    kind: ClassVar[str] = "facts"
    caption: str
    head: ClassVar[tuple[str, str]] = ("Item", "Value")
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    kind: ClassVar[str] = "paragraph"
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    kind: ClassVar[str] = "items"
    items: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section: depth 3, or 4 below one of 3."""

    kind: ClassVar[str] = "heading"
    text: str
    id: str = ""
    depth: int = 3


Block = Table | Facts | Paragraph | Items | Heading


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section."""

    key: str
    """Number or letter; names the section in `--redact` and in the engagement file."""
    title: str
    blocks: tuple[Block, ...]
    marking: str = ""
    """How confidential it is; empty where nothing is said."""

    @property
    def wide(self) -> bool:
        """Whether it holds a table that fits no upright page."""
        return any(isinstance(one, Table) and one.wide for one in self.blocks)

    @property
    def id(self) -> str:
        """Where links to the section lead."""
        return f"section-{self.key.lower()}"


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document."""

    title: str
    subtitle: str
    notice: str
    """What a reader must know first, such as that it is a draft; may be empty."""
    draft: bool
    sections: tuple[Section, ...]


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(", ".join(span.text for span in cell) for cell in row.cells)


def row(*cells: str | Cell, id: str = "") -> Row:
    """A row of texts and cells."""
    return Row(tuple(text(one) if isinstance(one, str) else one for one in cells), id)


def text(words: str) -> Cell:
    """A cell with plain text."""
    return (Span(words),)


def links(names: Iterable[str], prefix: str = "") -> Cell:
    """A cell with names that lead to their ids; a prefix tells apart ids of one name."""
    return tuple(Span(one, f"{prefix}{one}") for one in names)


def facts(caption: str, pairs: Iterable[tuple[str, str | Cell]]) -> Facts:
    """Items and their values."""
    return Facts(caption, tuple(row(label, value) for label, value in pairs))


def listed(lines: Iterable[str]) -> Items:
    """A list of texts."""
    return Items(tuple(text(one) for one in lines))

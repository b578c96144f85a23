"""A small document as blocks, so that text, Markdown and HTML say the same words and figures.

The words of strangers stand in blocks as they are; each form makes them inert in its own way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from alignassess.render import inert
from alignassess.render.environment import environment
from alignassess.render.lines import WIDTH, cut, headed, table, wrapped
from alignassess.render.trend_view import TrendPanel

_MOST_IN_CELL = 40
"""Characters of one cell of a text table."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading."""

    title: str
    kind: str = "section"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or a few."""

    text: str
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Items:
    """Terms, each with its texts."""

    items: tuple[tuple[str, tuple[str, ...]], ...]
    kind: str = "items"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; the first column names the row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str
    right: frozenset[int] = field(default_factory=frozenset)
    """Columns of figures."""
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class Panels:
    """Small pictures of figures that a table beside them gives; they stand in HTML alone."""

    panels: tuple[TrendPanel, ...]
    kind: str = "panels"


Worded = Section | Paragraph | Items | Table
Block = Worded | Panels


@dataclass(frozen=True, slots=True)
class Document:
    """A title, a line under it, and blocks."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]


def to_text(document: Document) -> list[str]:
    """Lines of at most 80 columns; a table that is wider is split into several."""
    lines = [*headed(inert.line(document.title)), *wrapped(inert.line(document.subtitle))]
    for block in _in_words(document):
        lines += ["", *_text(block)]
    return lines


def to_markdown(document: Document) -> str:
    """GitHub's Markdown."""
    lines = [f"# {inert.markdown(document.title)}", "", inert.markdown(document.subtitle)]
    for block in _in_words(document):
        lines += ["", *_markdown(block)]
    return "\n".join(lines) + "\n"


def to_html(document: Document) -> str:
    """One file, without script or any outside request."""
    return environment().get_template("comparison.html.j2").render(document=document)


def _in_words(document: Document) -> Iterator[Worded]:
    return (block for block in document.blocks if not isinstance(block, Panels))


def _text(block: Worded) -> Iterator[str]:
    match block:
        case Section():
            yield from headed(inert.line(block.title))
        case Paragraph():
            yield from wrapped(inert.line(block.text))
        case Items():
            for term, texts in block.items:
                yield from wrapped(inert.line(term), indent="    ", first="  ")
                for text in texts:
                    yield from wrapped(inert.line(text), indent="      ", first="    ")
        case Table():
            yield from _text_table(block)


def _text_table(block: Table) -> Iterator[str]:
    rows = [
        tuple(cut(inert.line(cell), _MOST_IN_CELL) for cell in row)
        for row in (block.header, *block.rows)
    ]
    for number, columns in enumerate(_fitting(rows)):
        if number:
            yield ""
        right = frozenset(new for new, old in enumerate(columns) if old in block.right)
        heading, *rest = table([[row[column] for column in columns] for row in rows], right=right)
        yield from headed(heading) if len(heading) > WIDTH else [heading]
        yield from rest


def _fitting(rows: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    """Columns that fit beside the first, in as many tables as it takes."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    columns, width = [0], widths[0]
    for column in range(1, len(widths)):
        if width + 2 + widths[column] > WIDTH and len(columns) > 1:
            yield columns
            columns, width = [0], widths[0]
        columns.append(column)
        width += 2 + widths[column]
    yield columns


def _markdown(block: Worded) -> Iterator[str]:
    match block:
        case Section():
            yield f"## {inert.markdown(block.title)}"
        case Paragraph():
            yield inert.markdown(block.text)
        case Items():
            for term, texts in block.items:
                yield f"- **{inert.markdown(term)}**"
                for text in texts:
                    yield f"  - {inert.markdown(text)}"
        case Table():
            yield _row(block.header)
            yield _row(
                ["---:" if at in block.right else "---" for at in range(len(block.header))],
                raw=True,
            )
            yield from map(_row, block.rows)


def _row(cells: Sequence[str], *, raw: bool = False) -> str:
    return "| " + " | ".join(cell if raw else _within(cell) for cell in cells) + " |"


def _within(text: str) -> str:
    """Text that does not begin its line, so that a figure such as 0.36 begins no list."""
    return inert.markdown(f"x{text}")[1:]

"""What a reader finds in a printed report: its sections and tables, and the elements of a page."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token

VOID = {"meta", "line", "rect", "circle", "polyline", "br", "col", "wbr"}
"""Elements that are not closed here."""

ENDED_BY = {
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "li": {"li"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"td", "th", "tr"},
}
"""What a start tag ends, where HTML lets the end tag be left out."""

ENDED_WITH = {"dl": {"dt", "dd"}, "ul": {"li"}, "ol": {"li"}, "tbody": {"td", "th", "tr"}}
"""What an end tag ends with it."""

Row = dict[str, str]
"""A table row by its column titles."""


@dataclass(slots=True)
class Section:
    """A heading with what stands under it, down to the next heading of any depth."""

    title: str
    depth: int
    paragraphs: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)

    def rows(self, table: int) -> list[Row]:
        """The rows of one of its tables."""
        head, *body = self.tables[table]
        return [dict(zip(head, row, strict=True)) for row in body]


def parsed(markdown: str) -> list[Token]:
    """The report as a Markdown reader with tables and strikethrough sees it."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)


@cache
def sections(markdown: str) -> tuple[Section, ...]:
    """The sections of a report, in order."""
    found = [Section("", 0)]
    tokens = parsed(markdown)
    for index, token in enumerate(tokens):
        match token.type:
            case "heading_open":
                found.append(Section(text_of(tokens[index + 1]), int(token.tag[1])))
            case "table_open":
                found[-1].tables.append([])
            case "tr_open":
                found[-1].tables[-1].append([])
            case "inline" if tokens[index - 1].type in ("th_open", "td_open"):
                found[-1].tables[-1][-1].append(text_of(token))
            case "inline" if tokens[index - 1].type == "paragraph_open":
                found[-1].paragraphs.append(text_of(token))
            case _:
                pass
    return tuple(found)


def section(markdown: str, title: str) -> Section:
    """The one section with a title."""
    (found,) = (one for one in sections(markdown) if one.title == title)
    return found


def text_of(inline: Token) -> str:
    """The text of an inline token as a reader sees it."""
    return "".join(_texts(inline.children or []))


def _texts(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        yield "\n" if token.type in ("softbreak", "hardbreak") else token.content


def all_text(markdown: str) -> str:
    """All text of a report as a reader sees it."""
    return "\n".join(text_of(token) for token in parsed(markdown) if token.type == "inline")


@cache
def structure(markdown: str) -> tuple[str, ...]:
    """Everything but text: blocks, and within them emphasis, code, links, images and HTML."""
    found = []
    for token in parsed(markdown):
        found.append(f"{token.type} {token.tag}")
        found += [
            child.type
            for child in token.children or ()
            if child.type not in ("text", "text_special")
        ]
    return tuple(found)


class Page(HTMLParser):
    """The elements and the text of an HTML page; unbalanced tags fail at once."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.scripts: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._end(ENDED_BY.get(tag, set()))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        assert tag in VOID

    def _end(self, tags: Set[str]) -> None:
        while self._open and self._open[-1] in tags:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        self._end(ENDED_WITH.get(tag, set()))
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open[-1:] not in (["style"], ["script"]):
            self.texts.append(data)
        elif self._open[-1:] == ["script"]:
            self.scripts.append(data)

    @property
    def text(self) -> str:
        """All text of the page."""
        return "".join(self.texts)

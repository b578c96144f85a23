"""What of an HTML report is printed: its text in order, as a PDF should say it."""

from collections.abc import Callable
from html.parser import HTMLParser

from tests.render.printed import ENDED_BY, ENDED_WITH, VOID

TAGS = {"head", "title", "script", "style", "details"}
CLASSES = {"skip", "filter", "watermark"}


class Paper(HTMLParser):
    """The letters and digits of a page that are printed.

    `page_of` says on which page an id of it is: the contents end each line with that.
    """

    def __init__(self, html: str, page_of: Callable[[str], int | None]) -> None:
        super().__init__()
        self._page_of = page_of
        self._open: list[str] = []
        self._hidden: int | None = None
        """How many elements were open when the first began that is not printed."""
        self._texts: list[str] = []
        self._drawn: list[str] = []
        self._beside: list[str] = []
        self._into = self._texts
        self._steps: int | None = None
        self._head = self._heading = 0
        self.heads: list[str] = []
        """The heads of its tables, which are printed again on each further page of one."""
        self.headings: list[tuple[str, int]] = []
        """Its headings of the first three depths, from 0."""
        self.feed(html)
        self.close()
        self.text = plain("".join(self._texts))
        self.drawn = plain("".join(self._drawn))
        """What stands in its pictures, which a PDF sets by themselves."""
        self.beside = plain("".join(self._beside))
        """What begins at a place of a picture, and so is set with the page and not with it."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self._close(ENDED_BY.get(tag, set()))
        if tag in VOID:
            return
        self._open.append(tag)
        if self._hidden is None and (
            tag in TAGS or not CLASSES.isdisjoint(given.get("class", "").split())
        ):
            self._hidden = len(self._open)
        match tag:
            case "text":
                self._into = self._beside if given.get("text-anchor") == "start" else self._drawn
            case "thead":
                self._head = len(self._texts)
            case "h1" | "h2" | "h3":
                self._heading = len(self._texts)
            case "ol":
                self._steps = 0 if given.get("class") == "steps" else None
            case "li" if self._steps is not None:
                self._steps += 1
                self._texts.append(str(self._steps))
            case "a" if "nav" in self._open:
                self._texts.append(str(self._page_of(given["href"].removeprefix("#"))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A line or a shape, which has no text."""

    def handle_endtag(self, tag: str) -> None:
        self._close(ENDED_WITH.get(tag, set()))
        self._open.pop()
        self._shown()
        if tag == "text":
            self._into = self._texts
        elif tag == "ol":
            self._steps = None
        elif tag == "thead":
            self.heads.append(plain("".join(self._texts[self._head :])))
        elif tag in ("h1", "h2", "h3"):
            self.headings.append((plain("".join(self._texts[self._heading :])), int(tag[1]) - 1))

    def _close(self, tags: set[str]) -> None:
        while self._open and self._open[-1] in tags:
            self._open.pop()
            self._shown()

    def _shown(self) -> None:
        if self._hidden is not None and len(self._open) < self._hidden:
            self._hidden = None

    def handle_data(self, data: str) -> None:
        if self._hidden is None:
            self._into.append(data)


def plain(text: str) -> str:
    """The letters and digits of a text: where lines end, and with which mark, is the fonts'."""
    return "".join(one for one in text if one.isalnum())

"""A PDF as a reader of PDF opens it: its text and where that stands, bookmarks, links."""

import ctypes
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

MARGIN = 13 * 72 / 25.4
"""Points at every edge of a page that hold no text of the report, but where it stands and its
number."""

WATERMARK = 60.0
"""Points above which a letter is no text."""


class Bit(NamedTuple):
    """Text that is drawn at once, never longer than a line."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    drawn: bool
    """Whether it is part of a picture; then it is placed on that, and not on the page."""


class Sheet(NamedTuple):
    """One page of a PDF."""

    width: float
    height: float
    bits: tuple[Bit, ...]

    @property
    def body(self) -> str:
        """What stands between the margins, in the order of the page it was made from."""
        edge = self.height - MARGIN
        return "".join(one.text for one in self.bits if not one.drawn and MARGIN < one.top < edge)

    @property
    def drawn(self) -> str:
        """What stands in its pictures."""
        return "".join(one.text for one in self.bits if one.drawn)

    @property
    def head(self) -> str:
        """What stands in the margin at the top."""
        edge = self.height - MARGIN
        return " ".join(one.text for one in self.bits if one.top > edge and not one.drawn)

    @property
    def foot(self) -> str:
        """What stands in the margin at the bottom."""
        return " ".join(one.text for one in self.bits if one.top < MARGIN and not one.drawn)


class Bookmark(NamedTuple):
    """A bookmark, its depth from 0, and the number of its page from 1."""

    title: str
    depth: int
    page: int | None


class Pdf:
    """An open PDF."""

    def __init__(self, data: bytes) -> None:
        self._file = pypdfium2.PdfDocument(data)

    @property
    def title(self) -> str:
        """The title in the head of its window."""
        return str(self._file.get_metadata_dict()["Title"])

    @property
    def tagged(self) -> bool:
        """Whether what its parts are can be told from it, as a screen reader needs."""
        return bool(self._file.is_tagged())

    @property
    def language(self) -> str:
        """The language that its text is read aloud in."""
        room = ctypes.create_string_buffer(64)
        pdfium.FPDFCatalog_GetLanguage(self._file, ctypes.cast(room, _WIDE), len(room))
        return room.raw.decode("utf-16-le").partition("\0")[0]

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Its pages."""
        return tuple(_sheet(one) for one in self._file)

    @property
    def bookmarks(self) -> list[Bookmark]:
        """Its bookmarks in order."""
        found = []
        for one in self._file.get_toc():
            leads = one.get_dest()
            page = None if leads is None else leads.get_index() + 1
            found.append(Bookmark(one.get_title(), one.level, page))
        return found

    def page_of(self, name: str) -> int | None:
        """The number of the page, from 1, that a name in the file stands for."""
        found = pdfium.FPDF_GetNamedDestByName(self._file, name.encode())
        return pdfium.FPDFDest_GetDestPageIndex(self._file, found) + 1 if found else None

    def links(self) -> Iterator[int | None]:
        """The pages, from 1, that its links lead to; None for one that leads nowhere or outside."""
        for page in self._file:
            at, link = ctypes.c_int(0), pdfium.FPDF_LINK()
            while pdfium.FPDFLink_Enumerate(page, at, link):
                leads = pdfium.FPDFLink_GetDest(self._file, link)
                index = pdfium.FPDFDest_GetDestPageIndex(self._file, leads) if leads else -1
                yield None if index < 0 else index + 1


_WIDE = ctypes.POINTER(ctypes.c_ushort)


def _sheet(page: pypdfium2.PdfPage) -> Sheet:
    texts = page.get_textpage()
    found = []
    for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], textpage=texts):
        left, bottom, right, top = one.get_bounds()
        found.append(Bit(one.extract(), left, bottom, right, top, one.level > 0))
    kept = tuple(one for one in found if one.top - one.bottom < WATERMARK)
    return Sheet(page.get_width(), page.get_height(), kept)

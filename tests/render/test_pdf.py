"""Reports as PDF: what a reader of PDF finds is what the page says, and the bytes are the same."""

import os
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress

import pytest

from alignassess.errors import UsageError
from alignassess.render.gap_report import gap_html
from alignassess.render.pdf import to_pdf
from tests.render.cases import HOSTILE, LIBRARY, SHIPPED, SYSTEMS, VENDOR, example
from tests.render.pages import page
from tests.render.paper import Paper, plain
from tests.render.pdf_reading import Pdf

DOCUMENTS = ("gap-since", VENDOR, "audit", "portfolio", "comparison", "trend")

EDGE = 12 * 72 / 25.4 - 0.5
"""Points at every side that no letter reaches, but for the slant of a last one."""

PAGE = (
    "<!doctype html><html lang='en'><head><title>Report</title></head><body><h1>Report</h1>"
    "<h2 id='one'>One</h2><p><a href='#two'>to two</a></p><h2 id='two'>Two</h2><h3>Three</h3>"
    "<img src='http://127.0.0.1:9/x.png' alt=''></body></html>"
)


needs_pango = pytest.mark.usefixtures("pango")


@needs_pango
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_pdf_says_what_its_page_says_in_that_order_and_leads_where_it_says(name: str) -> None:
    html = page(name)
    pdf = Pdf(to_pdf(html))
    paper = Paper(html, pdf.page_of)

    assert paper.text == "".join(bodies(pdf, paper))
    assert paper.drawn == plain("".join(one.drawn for one in pdf.sheets))
    found = [(plain(one.title), one.depth) for one in pdf.bookmarks]
    assert [(title, depth) for title, depth in paper.headings if title] == found
    for mark in pdf.bookmarks:
        assert mark.page is not None
        assert plain(mark.title) in plain(pdf.sheets[mark.page - 1].body)
    assert None not in list(pdf.links())
    assert misplaced(pdf) == []
    assert (re.findall("<title>(.*?)</title>", html)[0], "en", True) == (
        pdf.title,
        pdf.language,
        pdf.tagged,
    )


@needs_pango
def test_what_strangers_write_is_text_in_a_pdf() -> None:
    made = to_pdf(page("portfolio-hostile"))
    pdf = Pdf(made)

    assert plain(HOSTILE.partition(" ")[0]) in "".join(plain(one.body) for one in pdf.sheets)
    whole = made + b"".join(unpacked(made))
    for name in (b"/URI", b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/SubmitForm"):
        assert name not in whole
    assert misplaced(pdf) == []


@needs_pango
def test_a_pdf_is_the_same_bytes_in_another_run_at_another_time() -> None:
    program = "import sys; from alignassess.render.pdf import to_pdf;"
    program += "sys.stdout.buffer.write(to_pdf(sys.argv[1]))"
    changed = {"PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "86400", "TZ": "Asia/Tokyo"}

    elsewhere = subprocess.run(
        [sys.executable, "-c", program, PAGE],
        env={**os.environ, **changed},
        capture_output=True,
        check=True,
    )

    first = to_pdf(PAGE)
    assert first == to_pdf(PAGE)
    assert first == elsewhere.stdout


@needs_pango
def test_words_longer_than_a_page_are_broken_and_shown_whole() -> None:
    word = "Donaudampfschifffahrtsgesellschaft&amp;" * 6
    table = f"<table><tr><th>{word}</th><td class='wide' title='{word}'>{word}</td></tr></table>"
    second = f"<h2 style='break-before: page'>Two</h2>{table}"

    pdf = Pdf(
        to_pdf(f"<html><body class='gap-report'><h1>{word}</h1>{table}{second}</body></html>")
    )

    for sheet in pdf.sheets:
        assert all(EDGE <= bit.left < bit.right <= sheet.width - EDGE for bit in sheet.bits)
    said = "".join(plain(one.body) for one in pdf.sheets)
    assert 5 == said.count("Donaudampfschifffahrtsgesellschaft" * 6)
    assert pdf.sheets[1].head.startswith("Donaudampf")


@needs_pango
def test_a_row_of_risks_at_the_end_of_a_page_goes_on_the_next() -> None:
    """WeasyPrint stopped at a grid that may not be broken."""
    whole = gap_html(example(SYSTEMS[1]), instrument=SHIPPED, library=LIBRARY)

    head, _, _ = whole.partition('<h2 id="map">')

    assert to_pdf(head).startswith(b"%PDF-")


def misplaced(pdf: Pdf) -> list[str]:
    """Pages without their number or their title, and text that runs into the sides of its page."""
    whole, found = len(pdf.sheets), list[str]()
    for number, sheet in enumerate(pdf.sheets, start=1):
        if sheet.foot != f"{number} / {whole}":
            found.append(f"page {number} has at its foot: {sheet.foot}")
        if (plain(pdf.title) in plain(sheet.head)) is (number == 1):
            found.append(f"page {number} has at its head: {sheet.head}")
        found += [
            f"page {number}: {bit}"
            for bit in sheet.bits
            if not bit.drawn and (bit.left < EDGE or bit.right > sheet.width - EDGE)
        ]
    return found


def bodies(pdf: Pdf, paper: Paper) -> Iterator[str]:
    """What each sheet adds: without the head of a table that goes on from the one before."""
    rest = paper.text
    for sheet in pdf.sheets:
        text = plain(sheet.body)
        if paper.beside:
            text = text.replace(paper.beside, "", 1)
        starts = (text, *(text.removeprefix(head) for head in paper.heads))
        added = next((one for one in starts if rest.startswith(one)), text)
        yield added
        rest = rest[len(added) :]


def unpacked(pdf: bytes) -> Iterator[bytes]:
    """What stands in the packed streams of a PDF."""
    for packed in re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL):
        with suppress(zlib.error):
            yield zlib.decompress(packed)


def test_without_the_extra_the_command_that_installs_it_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    with pytest.raises(UsageError) as raised:
        to_pdf(PAGE)

    assert "pip install 'alignassess[pdf]'" in (raised.value.problems[0].remedy or "")

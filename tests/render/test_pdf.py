"""A page as PDF, where the extra is installed: the same bytes twice, and no request."""

import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress

import pytest

from alignassess.errors import UsageError
from alignassess.render.gap_report import gap_html
from alignassess.render.pdf import to_pdf
from tests.render.cases import LIBRARY, SHIPPED, SYSTEMS, example

PAGE = (
    "<!doctype html><html lang='en'><head><title>Report</title></head><body><h1>Report</h1>"
    "<h2 id='one'>One</h2><p><a href='#two'>to two</a></p><h2 id='two'>Two</h2><h3>Three</h3>"
    "<img src='http://127.0.0.1:9/x.png' alt=''></body></html>"
)


def test_a_pdf_has_bookmarks_links_and_the_same_bytes_twice() -> None:
    pytest.importorskip("weasyprint", reason="the extra pdf is not installed")

    first, again = to_pdf(PAGE), to_pdf(PAGE)

    assert first == again
    assert first.startswith(b"%PDF-")
    whole = first + b"".join(unpacked(first))
    for part in (b"/Outlines", b"/Dest", b"/Title"):
        assert part in whole


def test_a_row_of_risks_at_the_end_of_a_page_goes_on_the_next() -> None:
    """WeasyPrint stopped at a grid that may not be broken."""
    pytest.importorskip("weasyprint", reason="the extra pdf is not installed")
    whole = gap_html(example(SYSTEMS[1]), instrument=SHIPPED, library=LIBRARY)

    head, _, _ = whole.partition('<h2 id="map">')

    assert to_pdf(head).startswith(b"%PDF-")


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

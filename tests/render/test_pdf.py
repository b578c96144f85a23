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
from alignassess.render.portfolio_report import portfolio_html
from alignassess.render.portfolio_view import portfolio_view
from tests.render.cases import AS_OF, LIBRARY, SHIPPED, SYSTEMS, example, system_example

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


def test_a_portfolio_has_a_bookmark_for_each_of_its_parts() -> None:
    pytest.importorskip("weasyprint", reason="the extra pdf is not installed")
    systems = [system_example(one) for one in SYSTEMS]

    made = to_pdf(portfolio_html(portfolio_view(systems, SHIPPED, as_of=AS_OF)))

    titles = b"".join(unpacked(made)) + made
    for part in (b"Risk by system and category", b"Common gaps", b"Evidence that expires next"):
        assert b"(" + part + b")" in titles


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

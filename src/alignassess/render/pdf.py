"""A page as PDF: bookmarks from its headings, page numbers, headers, links that work."""

import re
from contextlib import redirect_stdout
from io import StringIO

from alignassess.errors import Problem, UsageError
from alignassess.render.environment import environment

_LETTERS = 24
_LONG = re.compile(rf"(<style>.*?</style>|<[^>]*>)|((?:&[#\w]+;|[^\s<&]){{{_LETTERS}}})", re.DOTALL)
"""A tag with its attributes, or as many letters without a space between them."""


def breakable(html: str) -> str:
    """The page with places to break in its very long words, which would run over the margin.

    Only a browser can let every letter of a table be such a place without weighing each.
    """
    return _LONG.sub(lambda found: found[1] or f"{found[2]}<wbr>", html)


def to_pdf(html: str) -> bytes:
    """The page as PDF; the same page gives the same bytes.

    Raises UsageError when the extra is not installed.
    """
    try:
        # Where a library is missing WeasyPrint prints a page of advice, on standard output.
        with redirect_stdout(StringIO()):
            from weasyprint import CSS, HTML
            from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:  # OSError: the library that sets text is not there
        raise UsageError(
            Problem(
                f"PDF needs WeasyPrint, which cannot be used here ({error})",
                remedy="run: pip install 'alignassess[pdf]' (on Debian also libpango-1.0-0 and "
                "libpangoft2-1.0-0), or print the HTML report from a browser",
            )
        ) from None

    # A report asks for nothing, so nothing is fetched, whatever stands in it.
    fetcher = URLFetcher(allowed_protocols=())
    style = CSS(string=environment().get_template("pdf.css.j2").render(), url_fetcher=fetcher)
    page = HTML(string=breakable(html), url_fetcher=fetcher)
    data: bytes = page.write_pdf(stylesheets=[style], pdf_tags=True)
    return data

"""What only the gap report has: a map, a short body in print, tables that sort and filter."""

import pytest

from tests.browser.chromium import Browser
from tests.browser.conftest import Pages
from tests.render.cases import SYSTEMS

pytestmark = pytest.mark.browser

OVERLAPS = """
(() => {
  const marks = Array.from(document.querySelectorAll("svg.map .code, svg.map .point"));
  const boxes = marks.map((one) => [one, one.getBBox()]);
  const found = [];
  boxes.forEach(([one, a], at) => boxes.slice(at + 1).forEach(([other, b]) => {
    const apart = a.x + a.width <= b.x || b.x + b.width <= a.x
      || a.y + a.height <= b.y || b.y + b.height <= a.y;
    const text = one.tagName === "text" || other.tagName === "text";
    if (text && !apart) found.push(one.outerHTML + other.outerHTML);
  }));
  return found;
})()
"""


@pytest.mark.parametrize("name", SYSTEMS)
def test_no_label_of_the_map_covers_another_or_a_point(
    browser: Browser, pages: Pages, name: str
) -> None:
    with browser.page(pages[name]) as tab:
        assert tab.ask("document.querySelectorAll('svg.map .code').length") == 8
        assert tab.ask(OVERLAPS) == []


@pytest.mark.parametrize("name", SYSTEMS)
def test_three_to_six_printed_pages_come_before_the_categories(
    browser: Browser, pages: Pages, name: str
) -> None:
    with browser.page(pages[name]) as tab:
        whole = tab.printed_pages()
        tab.ask(
            "(() => { let one = document.getElementById('detail');"
            " while (one) { const next = one.nextElementSibling; one.remove(); one = next; } })()"
        )

        # Fonts and versions of the browser differ by a few lines in each page.
        assert 3 <= tab.printed_pages(scale=0.95)
        assert tab.printed_pages(scale=1.05) <= 6
        assert whole <= 40


def test_tables_sort_and_filter(browser: Browser, pages: Pages) -> None:
    first = "document.querySelector('table.findings tbody tr').cells[0].textContent.trim()"
    shown = "document.querySelectorAll('table.findings tbody tr:not([hidden])').length"
    with browser.page(pages[SYSTEMS[1]]) as tab:
        every = tab.ask(shown)
        tab.ask("document.querySelector('table.findings th button').click()")

        assert tab.ask(first).startswith("ec-01")
        heading = "document.querySelector('table.findings th').getAttribute('aria-sort')"
        assert tab.ask(heading) == "ascending"
        tab.ask(
            "(() => { const field = document.querySelector('#findings ~ .filter input');"
            " field.value = 'ft-03'; field.dispatchEvent(new Event('input')); })()"
        )
        assert 1 <= tab.ask(shown) < every
        assert tab.complaints() == []

"""The gap report in a real browser: on a screen, on a phone, in print, and with axe."""

from pathlib import Path

import pytest

from tests.browser.chromium import Browser
from tests.browser.conftest import NAMES
from tests.render.cases import SYSTEMS

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parents[1] / "data" / "axe" / "axe.min.js").read_text(encoding="utf-8")

RUN_AXE = """
axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}).then(
  (found) => found.violations.map(
    (one) => [one.id, ...one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160))].join(" | ")
  )
)
"""

TOO_WIDE = """
Array.from(document.querySelectorAll("body *")).filter((one) => {
  const box = one.getBoundingClientRect();
  return box.right > innerWidth + 1 && !one.closest(".scroll") && !one.closest("svg")
    && !one.matches(".skip");
}).slice(0, 3).map((one) => one.outerHTML.slice(0, 120))
"""

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


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [400, 800, 1280])
def test_nothing_overflows_fails_or_is_asked_for(
    browser: Browser, reports: dict[str, Path], name: str, width: int
) -> None:
    with browser.page(reports[name], width=width) as tab:
        assert tab.ask(TOO_WIDE) == []
        assert tab.ask("document.documentElement.scrollWidth") <= width
        assert tab.complaints() == []


@pytest.mark.parametrize("name", [SYSTEMS[1], "vendors/example-ai.yaml"])
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_no_violation(
    browser: Browser, reports: dict[str, Path], name: str, dark: bool
) -> None:
    with browser.page(reports[name], dark=dark) as tab:
        tab.ask(f"{AXE};1")

        assert tab.ask(RUN_AXE) == []


@pytest.mark.parametrize("name", SYSTEMS)
def test_no_label_of_the_map_covers_another_or_a_point(
    browser: Browser, reports: dict[str, Path], name: str
) -> None:
    with browser.page(reports[name]) as tab:
        assert tab.ask("document.querySelectorAll('svg.map .code').length") == 8
        assert tab.ask(OVERLAPS) == []


@pytest.mark.parametrize("name", SYSTEMS)
def test_three_to_six_printed_pages_come_before_the_categories(
    browser: Browser, reports: dict[str, Path], name: str
) -> None:
    with browser.page(reports[name]) as tab:
        whole = tab.printed_pages()
        tab.ask(
            "(() => { let one = document.getElementById('detail');"
            " while (one) { const next = one.nextElementSibling; one.remove(); one = next; } })()"
        )

        assert 3 <= tab.printed_pages() <= 6
        assert whole <= 32


def test_tables_sort_and_filter(browser: Browser, reports: dict[str, Path]) -> None:
    first = "document.querySelector('table.findings tbody tr').cells[0].textContent.trim()"
    shown = "document.querySelectorAll('table.findings tbody tr:not([hidden])').length"
    with browser.page(reports[SYSTEMS[1]]) as tab:
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

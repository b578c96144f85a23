"""Every page in a real browser: on a screen, on a phone, in print, and with axe."""

import json
from pathlib import Path

import pytest

from tests.browser.chromium import Browser, Tab
from tests.browser.conftest import Pages
from tests.render.cases import VENDOR
from tests.render.pages import PAGES

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parents[1] / "data" / "axe" / "axe.min.js").read_text(encoding="utf-8")

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")

COLOURS = {"type": "rule", "values": ["color-contrast"]}
"""All that changes in the dark and on paper."""

LAID_OUT = {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}
"""All that changes with the width."""

WIDTHS = (390, 768, 1280)

TOO_WIDE = """
Array.from(document.querySelectorAll("body *")).filter((one) => {
  const box = one.getBoundingClientRect();
  return box.right > innerWidth + 1 && !one.closest("%s") && !one.closest("svg")
    && !one.matches(".skip, .watermark");
}).slice(0, 3).map((one) => one.outerHTML.slice(0, 120))
"""

CUT = """
(() => {
  const rest = (parent, most) => Array.from(parent.children).slice(most).forEach((x) => x.remove());
  document.querySelectorAll("tbody, ul, ol").forEach((one) => rest(one, 3));
  document.querySelectorAll("section").forEach((one) => rest(one, 20));
})()
"""
"""Rows and items of one kind are alike: the first ones stand for the others, which take minutes."""


def axe(tab: Tab, rules: object = RULES) -> list[str]:
    """What axe objects to."""
    options = json.dumps({"runOnly": rules, "resultTypes": ["violations"]})
    found = tab.ask(
        f"axe.run(document, {options}).then((found) => found.violations.map((one) => [one.id, "
        "...one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160))].join(' | ')))"
    )
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("name", PAGES)
def test_nothing_overflows_fails_or_is_asked_for(browser: Browser, pages: Pages, name: str) -> None:
    with browser.page(pages[name]) as tab:
        for width in WIDTHS:
            tab.resize(width)
            assert tab.ask(TOO_WIDE % ".scroll") == []
            assert tab.ask("document.documentElement.scrollWidth") <= width
        tab.media("print")
        tab.resize(703)  # A4 within its margins, where a table cannot be scrolled

        assert tab.ask(TOO_WIDE % ".wide") == []
        assert tab.complaints() == []


@pytest.mark.parametrize("name", ["gap-since", VENDOR, "audit", "portfolio", "comparison", "trend"])
def test_axe_finds_no_violation_at_any_width_in_the_dark_or_in_print(
    browser: Browser, pages: Pages, name: str
) -> None:
    with browser.page(pages[name]) as tab:
        tab.ask(f"{CUT};{AXE};1")

        assert axe(tab) == []
        for width in WIDTHS[:-1]:
            tab.resize(width)
            assert axe(tab, LAID_OUT) == []
        tab.media("screen", dark=True)
        assert axe(tab, COLOURS) == []
        tab.media("print")
        assert axe(tab, COLOURS) == []


def test_the_system_of_a_row_stays_in_sight_on_a_phone(browser: Browser, pages: Pages) -> None:
    with browser.page(pages["portfolio"]) as tab:
        tab.resize(390)
        scrolled = tab.ask(
            "(() => { const table = document.querySelector('.heat'); table.scrollLeft = 300;"
            " const left = (one) => one.getBoundingClientRect().left;"
            " return [table.scrollLeft, left(table.querySelector('tbody th')) - left(table)]; })()"
        )

        assert scrolled[0] == 300
        assert 0 <= scrolled[1] <= 2

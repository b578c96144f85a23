"""What strangers wrote can be read in a report and never acts; a page asks for nothing."""

import unicodedata
from base64 import b64encode
from hashlib import sha256

import pytest
from jinja2 import nodes

from alignassess.domain.assessment import Assessment
from alignassess.render import inert
from alignassess.render.environment import environment
from alignassess.render.gap_report import gap_html, gap_markdown
from alignassess.resources import templates
from tests.render.cases import (
    HOSTILE,
    LIBRARY,
    SHIPPED,
    SYSTEMS,
    TAME,
    VENDOR,
    example,
    filled_with,
    vendor_filled_with,
)
from tests.render.printed import Page, all_text, structure


def in_markdown(assessment: Assessment) -> str:
    return gap_markdown(assessment, instrument=SHIPPED, library=LIBRARY)


def in_html(assessment: Assessment) -> str:
    return gap_html(assessment, instrument=SHIPPED, library=LIBRARY)


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "=1+1",
        "-",
        "#",
        "## two",
        "1.",
        "1)",
        "+ a",
        "---",
        "===",
        "~~~",
        "[a]: b",
        "\t",
        "\u200b",
        "|",
        "\\",
    ],
)
def test_no_text_of_a_stranger_changes_the_structure_of_the_markdown(text: str) -> None:
    assert structure(in_markdown(filled_with(text))) == structure(in_markdown(filled_with(TAME)))
    assert structure(in_markdown(vendor_filled_with(text))) == structure(
        in_markdown(vendor_filled_with(TAME))
    )


def test_hostile_markdown_holds_no_html_no_link_no_image_and_nothing_that_links_by_itself() -> None:
    markdown = in_markdown(filled_with(HOSTILE))

    kinds = set(structure(markdown))
    assert not {"html_inline", "link_open", "image", "code_inline", "s_open"} & kinds
    assert (
        not {"html_block ", "fence code", "code_block code", "blockquote_open blockquote"} & kinds
    )
    assert not any(
        one in markdown for one in ("http://", "https://", "www.", "me@", "{{ 49", "\x1b")
    )
    assert inert.line(HOSTILE) in all_text(markdown)


def test_no_text_of_a_stranger_changes_an_element_of_the_page() -> None:
    hostile, tame = Page(in_html(filled_with(HOSTILE))), Page(in_html(filled_with(TAME)))

    assert hostile.elements == tame.elements
    assert inert.line(HOSTILE) in hostile.text
    assert Page(in_html(vendor_filled_with(HOSTILE))).elements == (
        Page(in_html(vendor_filled_with(TAME))).elements
    )


def test_nothing_unseen_stands_in_a_report() -> None:
    for report in (in_markdown(filled_with(HOSTILE)), in_html(filled_with(HOSTILE))):
        unseen = {c for c in report if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs")}

        assert unseen <= {"\n"}


@pytest.mark.parametrize("name", [*SYSTEMS, VENDOR])
def test_the_page_asks_for_nothing_and_runs_its_one_script_only(name: str) -> None:
    html = in_html(example(name))
    page = Page(html)

    assert len(html.encode()) < 600_000
    assert {tag for tag, _ in page.elements}.isdisjoint(
        {"link", "img", "iframe", "object", "embed", "base", "form", "use", "image"}
    )
    assert [a for tag, a in page.elements if tag == "script"] == [{}]
    (script,) = page.scripts
    digest = b64encode(sha256(script.encode()).digest()).decode()
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    for _, attributes in page.elements:
        assert not any(one.startswith("on") or one in ("src", "style") for one in attributes)
        target = attributes.get("href")
        assert target is None or target.removeprefix("#") in ids
    assert "url(" not in html
    assert "@import" not in html
    assert (
        "meta",
        {
            "http-equiv": "Content-Security-Policy",
            "content": "default-src 'none'; style-src 'unsafe-inline'; "
            f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        },
    ) in page.elements
    assert ("html", {"lang": "en"}) in page.elements


FIGURES = {"two", "four", "short", "percent", "length"}
"""Filters that give a figure."""

COUNTS = {
    "index",
    "level",
    "minutes",
    "next_level",
    "target",
    "answered",
    "applicable",
    "assessed",
    "count",
    "depth",
    "not_applicable",
    "size",
    "supported",
}
"""Attributes that are whole numbers."""


@pytest.mark.parametrize(
    "name", sorted(one.name for one in templates().glob("*.j2") if ".css" not in one.name)
)
def test_everything_that_a_template_prints_is_made_inert(name: str) -> None:
    made = environment()
    source = (templates() / name).read_text(encoding="utf-8")
    wanted = "line" if ".html." in name else "md"

    for output in made.parse(source).find_all(nodes.Output):
        for one in output.nodes:
            assert is_inert(one, wanted), f"{name}:{one.lineno}: {one}"


def is_inert(node: nodes.Node, wanted: str) -> bool:
    match node:
        case nodes.TemplateData() | nodes.Const():
            return True
        case nodes.Filter(name=name):
            return name == wanted or name in FIGURES
        case nodes.CondExpr(expr1=first, expr2=second):
            return is_inert(first, wanted) and second is not None and is_inert(second, wanted)
        case nodes.Getattr(attr=attribute):
            return attribute in COUNTS
        case nodes.Call(node=nodes.Name()):
            return True
        case nodes.Call(node=nodes.Getattr(node=nodes.Name(name="parts"))):
            return True
    return False

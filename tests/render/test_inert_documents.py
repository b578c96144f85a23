"""Audit report, portfolio and comparison: hostile text in every field is read and never acts."""

from collections.abc import Callable
from functools import cache

import pytest

from alignassess.domain.answers import SourceFile
from alignassess.domain.moving import between
from alignassess.render import blocks, inert
from alignassess.render.audit_report import audit_document, document_html, document_markdown
from alignassess.render.comparison_document import comparison_document
from alignassess.render.portfolio_report import portfolio_html, portfolio_markdown
from alignassess.render.portfolio_view import portfolio_view
from tests.render.cases import AS_OF, HOSTILE, LIBRARY, SHIPPED, TAME, filled_with
from tests.render.engagements import engagement_filled_with
from tests.render.printed import Page, all_text, structure

LABELS = {one.id: one.label for one in SHIPPED.categories}


@cache
def audit(text: str) -> tuple[str, str]:
    found = filled_with(text)
    document = audit_document(
        found,
        instrument=SHIPPED,
        library=LIBRARY,
        engagement=engagement_filled_with(text),
        engagement_file=SourceFile(path=text, sha256=text),
        since=between(found, found),
    )
    return document_markdown(document), document_html(document)


@cache
def portfolio(text: str) -> tuple[str, str]:
    view = portfolio_view([filled_with(text)], SHIPPED, as_of=AS_OF, left_out=[text])
    return portfolio_markdown(view), portfolio_html(view)


@cache
def comparison(text: str) -> tuple[str, str]:
    found = filled_with(text)
    document = comparison_document(between(found, found), LABELS)
    return blocks.to_markdown(document), blocks.to_html(document)


Written = Callable[[str], tuple[str, str]]

EVERY = pytest.mark.parametrize("written", [audit, portfolio, comparison])


@EVERY
def test_no_text_of_a_stranger_changes_the_structure_of_the_markdown(written: Written) -> None:
    markdown, tame = written(HOSTILE)[0], written(TAME)[0]

    assert structure(markdown) == structure(tame)
    assert inert.line(HOSTILE) in all_text(markdown)
    assert not any(one in markdown for one in ("http://", "www.", "me@", "\x1b"))


@EVERY
def test_no_text_of_a_stranger_adds_an_element_or_an_attribute(written: Written) -> None:
    page, tame = (Page(written(one)[1]) for one in (HOSTILE, TAME))

    assert [(tag, list(found)) for tag, found in page.elements] == [
        (tag, list(found)) for tag, found in tame.elements
    ]
    assert inert.line(HOSTILE) in page.text


@EVERY
def test_a_page_asks_for_nothing(written: Written) -> None:
    page = Page(written(HOSTILE)[1])

    used = {tag for tag, _ in page.elements}
    assert used.isdisjoint({"link", "img", "iframe", "object", "embed", "base", "form", "script"})
    for _, attributes in page.elements:
        assert not any(one.startswith("on") or one in ("src", "style") for one in attributes)
        target = attributes.get("href")
        assert target is None or target.startswith("#")

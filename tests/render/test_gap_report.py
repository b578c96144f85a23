"""The gap report: the same content in Markdown and in HTML."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from alignassess.domain.answers import Sheet
from alignassess.domain.assessment import Assessment, SystemAssessment
from alignassess.domain.instrument import Instrument
from alignassess.domain.library import Library
from alignassess.domain.model import ClosedBy
from alignassess.domain.standing import State
from alignassess.domain.subject import System
from alignassess.render import inert
from alignassess.render.gap_report import gap_html, gap_markdown
from tests.render.cases import (
    LIBRARY,
    SHIPPED,
    SYSTEMS,
    VENDOR,
    assessed,
    example,
    small_case,
    system_example,
    vendor_example,
)
from tests.render.printed import Page, all_text, section, sections

GOLDEN = Path(__file__).parents[1] / "golden"


def in_markdown(
    assessment: Assessment, instrument: Instrument = SHIPPED, library: Library = LIBRARY
) -> str:
    return gap_markdown(assessment, instrument=instrument, library=library)


def in_html(
    assessment: Assessment, instrument: Instrument = SHIPPED, library: Library = LIBRARY
) -> str:
    return gap_html(assessment, instrument=instrument, library=library)


def classed(page: Page, name: str) -> list[dict[str, str | None]]:
    return [attributes for _, attributes in page.elements if attributes.get("class") == name]


def two(value: float) -> str:
    return f"{value:.2f}"


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_risk_stands_in_the_markdown_in_three_readings(name: str) -> None:
    assessment = system_example(name)

    rows = section(in_markdown(assessment), "Risk by category").rows(0)

    assert [
        [row["As answered"], row["Best"], row["Evidenced"], row["Inherent"], row["Rating"]]
        for row in rows
    ] == [
        [
            two(one.answered.risk),
            two(one.best.risk),
            two(one.evidenced.risk),
            two(one.inherent),
            one.rating,
        ]
        for one in assessment.categories
    ]


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_risk_stands_in_the_page_as_text_and_in_the_words_of_its_picture(name: str) -> None:
    assessment = system_example(name)

    html = in_html(assessment)

    page, pictures = Page(html), re.findall('<svg class="bar".*?<title>(.*?)</title>', html)
    assert len(pictures) == len(assessment.categories)
    for one, words in zip(assessment.categories, pictures, strict=True):
        figures = [two(x) for x in (one.answered.risk, one.best.risk, one.evidenced.risk)]
        assert f"risk {figures[0]} as answered, {figures[1]} if the unknowns were good" in words
        assert f"{figures[2]} counting only what evidence supports" in words
        shown = f"answered{figures[0]}best{figures[1]}evidenced{figures[2]}inherent"
        assert shown + two(one.inherent) in page.text


@pytest.mark.parametrize("name", [*SYSTEMS, VENDOR])
def test_every_note_and_every_answer_stands_in_both(name: str) -> None:
    assessment = example(name)

    markdown, html = all_text(in_markdown(assessment)), Page(in_html(assessment)).text

    given = [
        (a, label)
        for d in assessment.determinations
        for a, label in zip(d.answers, d.labels, strict=True)
    ]
    assert given
    for answer, label in given:
        for text in (answer.note, label, None if answer.place is None else str(answer.place)):
            if text is not None:
                assert inert.line(text) in markdown
                assert inert.line(text) in html


@pytest.mark.parametrize("name", [*SYSTEMS, VENDOR])
def test_every_finding_remedy_and_contested_note_stands_in_both(name: str) -> None:
    assessment = example(name)

    markdown, html = all_text(in_markdown(assessment)), Page(in_html(assessment)).text

    for one in assessment.findings:
        for text in (
            one.id,
            one.label,
            one.next_label,
            one.question.remedy,
            one.question.contested,
        ):
            if text is not None:
                assert inert.line(text) in markdown
                assert inert.line(text) in html
    for entry in SHIPPED.categories:
        assert inert.line(entry.contested) in markdown
        assert inert.line(entry.contested) in html


@pytest.mark.parametrize("name", [*SYSTEMS, VENDOR])
def test_the_same_result_gives_the_same_bytes(name: str) -> None:
    assert in_markdown(example(name)) == in_markdown(example(name))
    assert in_html(example(name)) == in_html(example(name))


@pytest.mark.parametrize("name", [*SYSTEMS, VENDOR])
def test_every_table_of_the_markdown_has_equally_long_rows(name: str) -> None:
    lines = in_markdown(example(name)).splitlines()

    for before, after in pairwise(lines):
        if before.startswith("|") and after.startswith("|"):
            assert before.count("|") == after.count("|"), after


def test_a_vendor_report_has_credits_and_nothing_called_a_rating() -> None:
    assessment = vendor_example(VENDOR)

    rows = section(in_markdown(assessment), "Credit by category").rows(0)

    assert [[row["Prevention as answered"], row["Best"], row["Evidenced"]] for row in rows] == [
        [two(x.answered.prevention), two(x.best.prevention), two(x.evidenced.prevention)]
        for x in assessment.categories
    ]
    for printed in (in_markdown(assessment), in_html(assessment)):
        assert 'class="rating' not in printed
        assert "| Rating | " not in printed.split("## Annex H")[0]


def test_open_essential_gaps_lead_the_report() -> None:
    assessment = system_example("coding-agent/answers.yaml")
    gaps = [gap.question for gap in assessment.essential_gaps]

    assert gaps
    for printed in (all_text(in_markdown(assessment)), Page(in_html(assessment)).text):
        assert printed.index(f"essential gaps open: {', '.join(gaps)}") < printed.index("Inherent")


def test_nonresponses_and_claims_stand_with_who_and_why() -> None:
    assessment = system_example("coding-agent/answers.yaml")

    markdown, html = in_markdown(assessment), Page(in_html(assessment)).text

    start = markdown.index("## What is not known")
    unknown = all_text(markdown[start : markdown.index("## Rules in force")])
    claimed = section(markdown, "Annex C: claimed not to apply").rows(0)
    kinds = {State.DONT_KNOW, State.DECLINED, State.UNANSWERED}
    for one in assessment.determinations:
        if one.applies and one.state in kinds:
            assert one.question.id in unknown
            assert all(inert.line(a.note) in unknown for a in one.answers if a.note)
        if one.state is State.NOT_APPLICABLE:
            (row,) = (row for row in claimed if row["Question"] == one.question.id)
            assert row["Reason given"] == one.answers[0].note
            assert row["Reason given"] in html


def test_a_step_that_only_a_supplier_can_take_is_not_in_your_hands() -> None:
    assessment = system_example("coding-agent/answers.yaml")
    action = assessment.actions[0]
    supplied = [one for one in assessment.findings if one.question.closed_by is ClosedBy.SUPPLIER]
    shown = [
        type(action)(
            finding=supplied[0].id,
            question=supplied[0].question,
            essential=False,
            unlocks=(),
            gains=action.gains,
            worst_after=0.5,
            target=3,
        )
    ]

    changed = assessment.model_copy(update={"actions": tuple(shown)})

    for printed in (all_text(in_markdown(changed)), Page(in_html(changed)).text):
        assert "a supplier only (ask, choose another, or lean on controls)" in printed
        assert "not in your hands" in printed


def test_roles_are_likely_or_unknown_and_never_certain() -> None:
    assessment = system_example("claims-triage/answers.yaml")
    words = {True: "likely", False: "not likely", None: "unknown"}

    unknown = assessment.model_copy(update={"roles": ((SHIPPED.roles[0].id, None),)})

    titles = {one.id: one.title for one in SHIPPED.roles}
    said = section(in_markdown(assessment), "Law and roles").paragraphs[1]
    assert "; ".join(f"{titles[role]}: {words[x]}" for role, x in assessment.roles) + "." == said
    (only, *_) = section(in_markdown(unknown), "Law and roles").paragraphs[1:]
    assert f"{SHIPPED.roles[0].title}: unknown." == only


def numbers_in(values: dict[str, Any], within: str = "") -> Iterator[tuple[str, float]]:
    for name, value in values.items():
        if isinstance(value, dict):
            yield from numbers_in(value, f"{within}{name}.")
        elif isinstance(value, float | int):
            yield within + name, value


def test_the_method_appendix_holds_every_constant() -> None:
    rows = section(in_markdown(example(VENDOR)), "Annex H: method").rows(1)

    numbers = dict(numbers_in(asdict(SHIPPED.method)))
    assert {row["Constant"]: float(row["Value"]) for row in rows} == numbers


def test_a_narrower_scope_and_too_few_answers_are_said() -> None:
    system = System(id="bot", name="Bot")
    narrow = assessed(Sheet(subject=system), scope=("research-engagement",))

    assert isinstance(narrow, SystemAssessment)
    for printed in (all_text(in_markdown(narrow)), Page(in_html(narrow)).text):
        assert "narrowed to Research engagement" in printed
        assert "Outside the scope, Vendor selection: vs-01, " in printed
        assert narrow.headline.sentence in printed
        assert "Unrated" in narrow.headline.sentence


def test_without_a_plan_the_report_says_that_no_order_was_made() -> None:
    assessment = system_example(SYSTEMS[0]).model_copy(
        update={"actions": (), "first_steps": (), "findings": (), "improvements": (), "rules": ()}
    )

    for printed in (all_text(in_markdown(assessment)), Page(in_html(assessment)).text):
        assert "No order of work was made." in printed
        assert "No answer stands below level 3, and there is no nonresponse." in printed
        assert "No rule is in force." in printed


def test_jinja_is_not_imported_before_a_report_is_made() -> None:
    code = "import sys, alignassess.render; print('jinja2' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


@pytest.mark.parametrize("ending", ["md", "html"])
def test_the_small_case_reads_as_it_did(ending: str) -> None:
    """To renew: `python -m tests.render.golden`."""
    assessment, instrument, library = small_case()

    make = in_markdown if ending == "md" else in_html
    printed = make(assessment, instrument, library)

    assert (GOLDEN / f"gap.{ending}").read_text(encoding="utf-8") == printed


def test_sections_of_markdown_and_page_are_the_same() -> None:
    assessment = system_example(SYSTEMS[1])

    headings = [one.title for one in sections(in_markdown(assessment)) if one.depth == 2]
    text = Page(in_html(assessment)).text

    assert [one for one in headings if one not in text] == []

"""The audit report: the statement first, every question in the register, every limit printed."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from alignassess.domain.assessment import Assessment
from alignassess.domain.instrument import Instrument
from alignassess.domain.library import Library
from alignassess.domain.model import Category
from alignassess.render import inert
from alignassess.render.audit_report import audit_html, audit_markdown
from alignassess.render.wording import LIMITATIONS
from tests.render.cases import (
    HOSTILE,
    LIBRARY,
    SHIPPED,
    SYSTEMS,
    TAME,
    VENDOR,
    example,
    filled_with,
    small_case,
    system_example,
    vendor_example,
    vendor_filled_with,
)
from tests.render.printed import Row, all_text, section, sections, structure

GOLDEN = Path(__file__).parents[1] / "golden"


def audited(
    assessment: Assessment, instrument: Instrument = SHIPPED, library: Library = LIBRARY
) -> str:
    return audit_markdown(assessment, instrument=instrument, library=library)


def register(markdown: str) -> list[Row]:
    """Every row of the determination register."""
    found, inside = [], False
    for one in sections(markdown):
        if one.depth == 2:
            inside = one.title == "13 Determination register"
        if inside and one.tables:
            found += one.rows(0)
    return found


@pytest.mark.parametrize("name", [*SYSTEMS, VENDOR])
def test_the_statement_comes_first_and_gives_no_assurance(name: str) -> None:
    first = sections(audited(example(name)))[2]

    assert first.title == "1 Statement"
    assert "no assurance of any kind is given" in first.paragraphs[0]


def test_the_headline_and_open_essential_gaps_stand_under_the_statement() -> None:
    assessment = system_example("coding-agent/answers.yaml")

    statement = section(audited(assessment), "1 Statement").paragraphs

    assert assessment.headline.sentence in statement
    gaps = [line.split()[0] for line in statement if line[:3] in ("ft-", "ec-")]
    assert gaps == ["ft-03", "ec-13", "ec-17"]


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_risk_stands_in_three_readings(name: str) -> None:
    assessment = system_example(name)

    rows = section(audited(assessment), "10 Results").rows(0)

    assert [(row["As answered"], row["Best"], row["Evidenced"]) for row in rows] == [
        (f"{x.answered.risk:.2f}", f"{x.best.risk:.2f}", f"{x.evidenced.risk:.2f}")
        for x in assessment.categories
    ]


@pytest.mark.parametrize("name", SYSTEMS)
def test_the_four_layers_can_be_added_up_from_the_contributions(name: str) -> None:
    markdown = audited(system_example(name))

    for category in Category:
        entry = SHIPPED.category[category]
        detail = section(markdown, f"{entry.title} ({entry.short})")
        for layer in detail.rows(1):
            name = layer["Layer"].split()[0]
            rows = [row for row in detail.rows(4) if row["Layer"] == name]
            counted = [row for row in rows if row["Weight × credit"] != "left out"]
            products = sum(Decimal(row["Weight × credit"]) for row in counted)
            weights = sum(Decimal(row["Weight"]) for row in counted)
            assert abs(products - Decimal(layer["Sum of weight × credit"])) <= Decimal("0.005")
            assert weights == Decimal(layer["Sum of weights"])


@pytest.mark.parametrize("name", [*SYSTEMS, VENDOR])
def test_every_question_of_the_scope_stands_in_the_register(name: str) -> None:
    assessment = example(name)

    rows = register(audited(assessment))

    assert list(dict.fromkeys(row["Question"] for row in rows)) == [
        one.question.id for one in assessment.determinations
    ]
    for one in assessment.determinations:
        (row, *_) = (row for row in rows if row["Question"] == one.question.id)
        levels = "" if one.levels is None else ", ".join(map(str, one.levels))
        assert row["Asked"] == ("yes" if one.applies else "no")
        assert one.applies or row["Remark"].startswith("asked only when ")
        assert row["Levels"] == levels
        if one.answers:
            assert row["Answer"] == inert.line(one.labels[0])
            assert row["Note"] == inert.line(one.answers[0].note or "")
            assert row["Where"] == str(one.answers[0].place)


@pytest.mark.parametrize("name", [*SYSTEMS, VENDOR])
def test_a_finding_has_criterion_condition_cause_effect_recommendation_and_evidence(
    name: str,
) -> None:
    assessment = example(name)
    markdown = audited(assessment)
    titles = {rule.rule: rule.title for rule in assessment.rules}

    found = {one.title: one for one in sections(markdown) if one.depth == 3}

    for one in assessment.findings:
        rows = dict(found[one.id].tables[0][1:])
        assert rows["Criterion"].endswith(f"Level {one.next_level}: {inert.line(one.next_label)}")
        assert f"level {one.level}: {inert.line(one.label)}" in rows["Condition"]
        assert rows["Cause"] == (
            "Rules in force on it: "
            + "; ".join(f"{rule} {titles[rule]}, see section 10" for rule in one.rules)
            if one.rules
            else "not examined"
        )
        assert rows["Effect"]
        assert rows["Recommendation"].startswith(inert.line(one.question.remedy or ""))
        assert rows["Evidence"].startswith(one.assurance.value)


@pytest.mark.parametrize("name", [*SYSTEMS, VENDOR])
def test_the_limitations_are_always_printed_and_name_what_was_not_assessed(name: str) -> None:
    assessment = example(name)

    printed = section(audited(assessment), "9 Limitations").paragraphs

    assert printed[: len(LIMITATIONS)] == list(LIMITATIONS)
    assert any("may recognise an evaluation" in line for line in printed)
    assert any("not probabilities" in line for line in printed)
    listed = "\n".join(
        row["Questions"] for row in section(audited(assessment), "9 Limitations").rows(0)
    )
    for one in assessment.determinations:
        assert one.state == "answered" or not one.applies or one.question.id in listed
        assert one.applies or one.question.id in listed


@pytest.mark.parametrize("name", [*SYSTEMS, VENDOR])
def test_the_evidence_register_says_what_each_entry_earned(name: str) -> None:
    assessment = example(name)

    rows = section(audited(assessment), "14 Evidence register").rows(0)

    assert [
        (row["Id"], row["Claimed"], row["Earned"], row["Why not more"], row["Supports"])
        for row in rows
    ] == [
        (x.entry.id, x.entry.assurance, x.earned, x.reason or "", ", ".join(x.supports))
        for x in assessment.evidence
    ]


@pytest.mark.parametrize("name", [*SYSTEMS, VENDOR])
def test_every_digest_is_printed(name: str) -> None:
    assessment = example(name)
    provenance = assessment.provenance

    rows = section(audited(assessment), "A Tool provenance").rows(1)

    assert [(row["File"], row["sha256"]) for row in rows] == [
        (file.path, file.sha256)
        for file in (*provenance.sheets, *provenance.evidence, *provenance.instrument)
    ]


@pytest.mark.parametrize("name", [*SYSTEMS, VENDOR])
def test_the_sign_off_is_left_blank(name: str) -> None:
    table = section(audited(example(name)), "18 Sign-off").tables[0]

    assert [row[1:] for row in table[1:]] == [["", "", "", ""]] * 3


@pytest.mark.parametrize("text", [HOSTILE, "## two", "|", "\\", "- a"])
def test_no_text_of_a_stranger_changes_the_structure(text: str) -> None:
    assert structure(audited(filled_with(text))) == structure(audited(filled_with(TAME)))
    assert structure(audited(vendor_filled_with(text))) == structure(
        audited(vendor_filled_with(TAME))
    )


def test_what_a_stranger_wrote_reads_as_itself_and_links_nowhere() -> None:
    markdown = audited(filled_with(HOSTILE))

    assert inert.line(HOSTILE) in all_text(markdown)
    assert not any(one in markdown for one in ("http://", "https://", "www.", "<script", "\x1b"))


@pytest.mark.parametrize("name", [*SYSTEMS, VENDOR])
def test_every_table_has_equally_long_rows(name: str) -> None:
    lines = audited(example(name)).splitlines()

    for before, after in pairwise(lines):
        if before.startswith("|") and after.startswith("|"):
            assert before.count("|") == after.count("|"), after


def test_the_same_result_gives_the_same_bytes() -> None:
    assert audited(example(SYSTEMS[0])) == audited(example(SYSTEMS[0]))


def test_a_vendor_report_has_credits_and_nothing_called_a_rating() -> None:
    assessment = vendor_example(VENDOR)
    markdown = audited(assessment)

    rows = section(markdown, "10 Results").rows(0)

    assert [row["Prevention as answered"] for row in rows] == [
        f"{one.answered.prevention:.2f}" for one in assessment.categories
    ]
    findings = [one for one in sections(markdown) if one.title.startswith("example-ai/")]
    assert len(findings) == len(assessment.findings)
    assert not any("Rating" in dict(one.tables[0]) for one in findings)


def test_no_sentence_claims_that_the_system_is_safe_aligned_or_compliant() -> None:
    text = all_text(audited(system_example(SYSTEMS[0]))).lower()

    for claim in ("is safe", "is aligned", "complies", "is compliant", "certified"):
        assert f"system {claim}" not in text


@pytest.mark.parametrize("ending", ["md", "html"])
def test_the_small_case_reads_as_it_did(ending: str) -> None:
    """To renew: `python -m tests.render.golden`."""
    assessment, instrument, library = small_case()

    make = audit_markdown if ending == "md" else audit_html
    printed = make(assessment, instrument=instrument, library=library)

    assert (GOLDEN / f"audit.{ending}").read_text(encoding="utf-8") == printed


def test_a_question_that_this_instrument_no_longer_has_is_still_registered() -> None:
    assessment = system_example(SYSTEMS[0])
    one = next(d for d in assessment.determinations if not d.applies)
    gone = replace(one, question=replace(one.question, id="xx-99"), answers=(), labels=())

    rows = register(audited(assessment.model_copy(update={"determinations": (gone,)})))

    assert [(row["Question"], row["Remark"]) for row in rows] == [("xx-99", "not asked")]


def test_a_file_that_is_not_there_is_said_in_the_evidence_register() -> None:
    rows = section(audited(filled_with(TAME)), "14 Evidence register").rows(0)

    assert [row["Found"] for row in rows] == [
        "present, the sheet gives no digest",
        "kept elsewhere",
        "no file and no location",
        "not found",
    ]

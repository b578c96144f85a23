"""A better answer never makes a result worse (`docs/method.md`, properties 1, 4 and 7)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignassess.domain.answers import Chosen, NotApplicable, Sheet
from alignassess.domain.model import READINGS, TOP_LEVEL, Rating, Reading
from alignassess.domain.questionnaire import ScoredQuestion
from tests.domain.sheets import (
    HIGHEST,
    LOWEST,
    Facts,
    all_at,
    at_level,
    entry,
    fine_risks,
    scored,
    sheet_of,
    with_entries,
    with_entry,
)
from tests.strategies import scored_questions, sheets

NOISE = 2e-9
"""Parts have nine digits, so two of them may differ by this without a difference."""


@given(sheets(), st.lists(scored_questions(), min_size=1, max_size=6, unique=True))
def test_raising_a_level_by_one_raises_no_risk(
    sheet: Sheet, questions: list[ScoredQuestion]
) -> None:
    before = scored(sheet)
    for question in questions:
        said = sheet.entry.get(question.id)
        if said is None or len(said.answers) > 1 or not isinstance(said.answers[0], Chosen):
            continue
        level = question.level_of[said.answers[0].options[0]]
        if level == TOP_LEVEL:
            continue
        raised = at_level(question.id, level + 1, evidence=said.answers[0].evidence)
        after = scored(with_entry(sheet, entry(question.id, raised, origin=said.origin)))

        for reading in READINGS:
            for worse, better in zip(
                fine_risks(before, reading), fine_risks(after, reading), strict=True
            ):
                assert better <= worse + NOISE, (question.id, level, reading)


@given(sheets(), scored_questions())
def test_any_level_is_at_least_as_good_as_silence(sheet: Sheet, question: ScoredQuestion) -> None:
    silent = scored(with_entry(sheet, entry(question.id, at_level(question.id, 0))))

    for level in range(1, TOP_LEVEL + 1):
        answered = scored(with_entry(sheet, entry(question.id, at_level(question.id, level))))
        for worse, better in zip(
            fine_risks(silent, Reading.ANSWERED),
            fine_risks(answered, Reading.ANSWERED),
            strict=True,
        ):
            assert better <= worse + NOISE


@given(sheets())
def test_all_at_level_0_is_inherent_risk_in_evidenced(sheet: Sheet) -> None:
    facts = tuple(one for one in sheet.entries if one.question.startswith("sp-"))

    result = scored(sheet_of({}, all_at(0), *facts))

    for one in result.categories:
        assert one.inherent == one.evidenced.risk


@given(sheets())
def test_all_at_the_top_with_independent_evidence_is_the_lowest_risk_there_is(sheet: Sheet) -> None:
    sheet = with_entries(
        sheet,
        (e for e in sheet.entries if not any(isinstance(a, NotApplicable) for a in e.answers)),
    )
    facts = tuple(one for one in sheet.entries if one.question.startswith("sp-"))
    top = [
        entry(question, at_level(question, level, evidence=("independent",)))
        for question, level in all_at(TOP_LEVEL).items()
    ]

    best = scored(sheet_of({}, {}, *facts, *top))
    result = scored(sheet)

    for reading in READINGS:
        for lowest, risk in zip(
            fine_risks(best, reading), fine_risks(result, reading), strict=True
        ):
            assert lowest <= risk + NOISE


THRESHOLDS = [
    ("ec-13", {"sp-07": "reportable-loss", "sp-05": "dozens-of-steps"}),
    ("ec-17", {"sp-07": "reportable-loss", "sp-06": "read-non-sensitive"}),
    ("ec-18", {"sp-07": "lasting-harm", "sp-06": "write-production"}),
    ("ec-19", {"sp-07": "lasting-harm", "sp-08": "some-irreversible"}),
    ("ec-21", {"sp-07": "reportable-loss"}),
    ("ft-03", {"sp-07": "reportable-loss", "sp-15": "merge-quant"}),
]
"""Each essential practice with the least facts under which it is one."""


@pytest.mark.parametrize(("question", "facts"), THRESHOLDS)
@settings(max_examples=15)
@given(sheet=sheets(known_profile=True))
def test_one_essential_practice_missing_keeps_the_headline_from_low(
    question: str, facts: Facts, sheet: Sheet
) -> None:
    drawn = {
        one.question: one.answers[0].options
        for one in sheet.entries
        if one.question.startswith("sp-") and isinstance(one.answers[0], Chosen)
    }

    result = scored(sheet_of({**drawn, **facts}, all_at(TOP_LEVEL, besides={question: 0})))

    (gap,) = result.essential_gaps
    inherent = max(one.inherent for one in result.categories if one.category in gap.categories)
    assert (question,) == result.headline.essential_gaps
    assert question in result.headline.sentence
    assert result.headline.rating is not Rating.LOW or inherent < 0.25


@pytest.mark.parametrize(("question", "facts"), THRESHOLDS)
def test_each_essential_practice_counts_from_its_threshold(question: str, facts: Facts) -> None:
    open_gap = scored(sheet_of({**LOWEST, **facts}, all_at(4, besides={question: 2})))
    closed = scored(sheet_of({**LOWEST, **facts}, all_at(4, besides={question: 3})))

    assert open_gap.headline.essential_gaps == (question,)
    assert closed.headline.essential_gaps == ()


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("ec-13", {"sp-07": "rework"}),
        ("ec-13", {"sp-05": "up-to-five-steps"}),
        ("ec-17", {"sp-07": "rework"}),
        ("ec-18", {"sp-07": "reportable-loss"}),
        ("ec-18", {"sp-06": "read-sensitive-or-draft"}),
        ("ec-19", {"sp-07": "reportable-loss"}),
        ("ec-19", {"sp-08": "several-steps"}),
        ("ec-21", {"sp-07": "rework"}),
        ("ft-03", {"sp-07": "rework"}),
        ("ft-03", {"sp-15": "prompt-rag", "sp-01": "own"}),
    ],
)
def test_no_essential_practice_counts_below_its_threshold(question: str, facts: Facts) -> None:
    sheet = sheet_of({**HIGHEST, **facts}, all_at(4, besides={question: 0}))

    assert question not in scored(sheet).headline.essential_gaps

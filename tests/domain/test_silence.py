"""Silence never helps, and the three readings keep their order."""

from hypothesis import given
from hypothesis import strategies as st

from alignassess.domain.answers import Chosen, Sheet
from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.model import Reading
from alignassess.domain.questionnaire import ProfileQuestion, ScoredQuestion
from tests.domain.sheets import entry, fine_risks, scored, with_entry, without_entry
from tests.strategies import (
    DECLINED,
    DONT_KNOW,
    NOT_APPLICABLE,
    profile_questions,
    scored_questions,
    sheets,
)

NOISE = 2e-9
PESSIMISTIC = (Reading.ANSWERED, Reading.EVIDENCED)


def _no_lower(
    after: SystemAssessment, before: SystemAssessment, readings: tuple[Reading, ...]
) -> None:
    for reading in readings:
        pairs = zip(fine_risks(before, reading), fine_risks(after, reading), strict=True)
        assert all(now >= then - NOISE for then, now in pairs), reading


def _answered(sheet: Sheet, question: str) -> bool:
    """Whether the sheet gives an answer, disputed or not; what is claimed not to apply is none."""
    said = sheet.entry.get(question)
    return said is not None and any(isinstance(one, Chosen) for one in said.answers)


@given(sheets(), st.lists(scored_questions(), min_size=1, max_size=4, unique=True))
def test_a_nonresponse_in_place_of_an_answer_lowers_nothing(
    sheet: Sheet, questions: list[ScoredQuestion]
) -> None:
    before = scored(sheet)
    for question in questions:
        if _answered(sheet, question.id):
            for silent in (
                with_entry(sheet, entry(question.id, DONT_KNOW)),
                with_entry(sheet, entry(question.id, DECLINED)),
                without_entry(sheet, question.id),
            ):
                _no_lower(scored(silent), before, PESSIMISTIC)


@given(sheets(), st.lists(scored_questions(), min_size=1, max_size=4, unique=True))
def test_a_bare_not_applicable_never_lowers_evidenced(
    sheet: Sheet, questions: list[ScoredQuestion]
) -> None:
    before = scored(sheet)
    for question in questions:
        if question.not_applicable and _answered(sheet, question.id):
            claimed = with_entry(sheet, entry(question.id, NOT_APPLICABLE))
            _no_lower(scored(claimed), before, (Reading.EVIDENCED,))


@given(sheets(), st.sampled_from(["documented", "tested", "independent"]))
def test_evidence_that_supports_an_answer_raises_no_risk(sheet: Sheet, support: str) -> None:
    before = scored(sheet)
    for said in sheet.entries[::17]:
        supported = tuple(
            one.model_copy(update={"evidence": (*one.evidence, support)}) for one in said.answers
        )
        after = scored(with_entry(sheet, entry(said.question, *supported, origin=said.origin)))
        _no_lower(before, after, tuple(Reading))


@given(sheets(), st.lists(profile_questions(), min_size=1, max_size=4, unique=True))
def test_an_unknown_fact_lowers_no_exposure_and_no_stakes(
    sheet: Sheet, questions: list[ProfileQuestion]
) -> None:
    before = scored(sheet)
    for question in questions:
        after = scored(with_entry(sheet, entry(question.id, DONT_KNOW)))
        for then, now in zip(before.categories, after.categories, strict=True):
            assert now.answered.exposure >= then.answered.exposure - NOISE
            assert now.answered.stakes >= then.answered.stakes - NOISE
            assert now.evidenced.exposure >= then.evidenced.exposure - NOISE


@given(sheets())
def test_best_answered_evidenced_and_inherent_come_in_this_order(sheet: Sheet) -> None:
    result = scored(sheet)
    best, answered, evidenced = (fine_risks(result, reading) for reading in Reading)

    for low, middle, high in zip(best, answered, evidenced, strict=True):
        assert low <= middle + NOISE
        assert middle <= high + NOISE
    for one in result.categories:
        assert one.best.risk <= one.answered.risk <= one.evidenced.risk <= one.inherent


@given(sheets())
def test_a_floor_never_lifts_above_inherent(sheet: Sheet) -> None:
    for one in scored(sheet).categories:
        for floor in (one.best.floor, one.answered.floor, one.evidenced.floor):
            assert floor <= one.inherent + 0.005 + NOISE


@given(sheets())
def test_what_a_rule_costs_is_part_of_the_risk(sheet: Sheet) -> None:
    result = scored(sheet)
    risk = {name: fine_risks(result, name) for name in Reading}

    for rule in result.rules:
        for cost in rule.costs:
            index = [one.category for one in result.categories].index(cost.category)
            assert 0 < cost.cost <= risk[Reading.ANSWERED][index] + NOISE


@given(sheets())
def test_completeness_counts_every_question_once(sheet: Sheet) -> None:
    found = scored(sheet).completeness

    assert found.applicable == (
        found.answered + found.dont_know + found.declined + found.unanswered + found.not_applicable
    )
    assert found.supported <= found.answered

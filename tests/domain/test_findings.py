"""Findings: what a person must act on."""

import pytest

from alignassess.domain.answers import Answer
from alignassess.domain.assessment import Finding, SystemAssessment
from alignassess.domain.model import Assurance, Category, Rating
from alignassess.domain.questionnaire import ScoredQuestion
from alignassess.domain.standing import State
from alignassess.errors import Place
from tests.domain.sheets import (
    HIGHEST,
    LOWEST,
    SHIPPED,
    all_at,
    at_level,
    category,
    entry,
    scored,
    sheet_of,
    with_entry,
)
from tests.strategies import DECLINED, DONT_KNOW, NOT_APPLICABLE


def _finding(result: SystemAssessment, question: str) -> Finding | None:
    both = (*result.findings, *result.improvements)
    return next((one for one in both if one.question.id == question), None)


def _label(question: str, level: int) -> str:
    found = SHIPPED.question[question]
    assert isinstance(found, ScoredQuestion)
    return found.option_at(level).label


@pytest.mark.parametrize("level", range(5))
def test_below_three_is_a_finding_three_an_improvement_four_neither(level: int) -> None:
    result = scored(sheet_of(LOWEST, all_at(4, besides={"re-01": level})))

    assert (level < 3) is ("re-01" in {one.question.id for one in result.findings})
    assert (level == 3) is ("re-01" in {one.question.id for one in result.improvements})


@pytest.mark.parametrize(("level", "target"), [(0, 3), (2, 3), (3, 4)])
def test_a_finding_names_what_was_chosen_and_what_comes_next(level: int, target: int) -> None:
    found = _finding(scored(sheet_of(LOWEST, {"re-01": level})), "re-01")

    assert found is not None
    assert found.id == "bot/re-01"
    assert (found.level, found.next_level) == (level, target)
    assert found.label == _label("re-01", level)
    assert found.next_label == _label("re-01", target)


@pytest.mark.parametrize(
    ("answers", "state", "label"),
    [
        ((), State.UNANSWERED, "Not answered"),
        ((DONT_KNOW,), State.DONT_KNOW, "Not known"),
        ((DECLINED,), State.DECLINED, "Asked, no answer given"),
        (
            (at_level("re-01", 4), DONT_KNOW),
            State.DISPUTED,
            f"Disputed: {_label('re-01', 4)} / Not known",
        ),
    ],
)
def test_a_nonresponse_is_a_finding(answers: tuple[Answer, ...], state: State, label: str) -> None:
    sheet = sheet_of(LOWEST, {}, *([entry("re-01", *answers)] if answers else []))
    found = _finding(scored(sheet), "re-01")

    assert found is not None
    assert state is found.state
    assert label == found.label
    assert found.level == 0


def test_two_people_who_say_the_same_do_not_disagree() -> None:
    same = entry("re-01", at_level("re-01", 2), at_level("re-01", 2))
    result = scored(sheet_of(LOWEST, {}, same))

    found = _finding(result, "re-01")
    assert found is not None
    assert found.state is State.ANSWERED
    assert "re-01: answers disagree; the lower one counts" not in result.notices


def test_what_is_claimed_not_to_apply_is_no_finding() -> None:
    assert _finding(scored(sheet_of(LOWEST, {}, entry("re-01", NOT_APPLICABLE))), "re-01") is None


def test_a_finding_is_rated_as_the_worst_category_it_is_primary_for() -> None:
    result = scored(sheet_of(HIGHEST, all_at(2)))
    found = _finding(result, "vs-07")

    assert found is not None
    assert found.question.categories == (Category.SYCOPHANCY,)
    assert found.rating is category(result, Category.SYCOPHANCY).answered.rating


def test_primary_for_none_it_is_rated_one_step_lower() -> None:
    result = scored(sheet_of(HIGHEST, all_at(0)))
    found = _finding(result, "re-01")  # `all`, in governance

    assert result.headline.rating is Rating.CRITICAL
    assert found is not None
    assert found.question.categories == tuple(Category)
    assert found.rating is Rating.HIGH


def test_primary_for_none_and_low_stays_low() -> None:
    result = scored(sheet_of({**LOWEST, "sp-03": "process-supervision"}, all_at(3)))
    found = _finding(result, "re-01")

    assert found is not None
    assert found.rating is Rating.LOW


def test_a_finding_that_holds_an_essential_gap_open_is_critical_and_comes_first() -> None:
    facts = {**LOWEST, "sp-07": "reportable-loss"}
    result = scored(sheet_of(facts, all_at(2)))

    first = result.findings[0]
    assert first.question.id == "ec-21"
    assert first.essential
    assert first.rating is Rating.CRITICAL
    others = {one.rating for one in result.findings if not one.essential}
    assert Rating.CRITICAL not in others
    assert Rating.MEDIUM in others


def test_a_finding_carries_evidence_place_and_rules() -> None:
    answer = at_level("ec-13", 2, evidence=("tested", "documented")).model_copy(
        update={"place": Place("bot.yaml", 12)}
    )
    other = at_level("ec-13", 1, evidence=("tested",))
    sheet = sheet_of({**LOWEST, "sp-11": "same-model"}, all_at(2))
    found = _finding(scored(with_entry(sheet, entry("ec-13", answer, other))), "ec-13")

    assert found is not None
    assert found.evidence == ("tested", "documented")
    assert found.assurance is Assurance.TESTED
    assert str(found.place) == "bot.yaml:12"
    assert found.rules == ("I-16",)


def test_findings_come_worst_first_and_then_in_order_of_asking() -> None:
    result = scored(sheet_of(HIGHEST, all_at(2)))
    order = ["critical", "high", "medium", "low"]
    asked = [one.id for one in SHIPPED.scored]

    keys = [
        (order.index(one.rating), asked.index(one.question.id))
        for one in result.findings
        if one.rating is not None
    ]
    assert keys == sorted(keys)


def test_every_finding_bears_on_some_category() -> None:
    result = scored(sheet_of(HIGHEST))

    assert all(one.question.categories for one in result.findings)
    assert {one.question.layer for one in result.findings} == {one.layer for one in SHIPPED.scored}

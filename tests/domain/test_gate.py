"""Decisions: pass, fail or inconclusive; answering less never helps a gate."""

import pytest
from hypothesis import given
from pydantic import TypeAdapter, ValidationError

from alignassess.domain.answers import Chosen, Sheet
from alignassess.domain.gate import Decision, Outcome, decide
from alignassess.domain.model import CATEGORIES, Category, Rating, Reading
from alignassess.domain.policy import Least, Limit, Policy, fail_on
from alignassess.domain.questionnaire import ScoredQuestion
from tests.domain.sheets import (
    HIGHEST,
    LOWEST,
    SHIPPED,
    all_at,
    entry,
    scored,
    sheet_of,
    with_entry,
    without_entry,
)
from tests.strategies import DONT_KNOW, scored_questions, sheets

SERIOUS = {**LOWEST, "sp-06": "administer", "sp-07": "lasting-harm", "sp-08": "mainly-irreversible"}


def _policy(*limits: Limit, completeness: float | None = None) -> Policy:
    least = None if completeness is None else Least(share=completeness)
    return Policy(format="alignassess/policy/1", limits=limits, completeness=least)


def _decide(sheet: Sheet, policy: Policy, *, scope: tuple[str, ...] | None = None) -> Decision:
    return decide(scored(sheet, scope=scope), policy, instrument=SHIPPED)


def test_within_every_limit_is_a_pass() -> None:
    found = _decide(sheet_of(SERIOUS, all_at(4)), fail_on(Rating.MEDIUM))

    assert found.outcome is Outcome.PASS
    assert found.sentence == "pass: bot: every limit of the policy holds"


def test_above_it_even_if_the_unknowns_were_good_is_a_fail() -> None:
    found = _decide(sheet_of(HIGHEST, all_at(0)), fail_on(Rating.HIGH))

    assert found.outcome is Outcome.FAIL
    assert found.sentence.startswith("fail: bot: ")
    assert "below high is allowed" in found.reasons[0]
    assert found.reasons[-1].startswith("essential gaps open: ft-03, ")


def test_between_the_two_it_is_inconclusive() -> None:
    # two thirds answered well, the rest unknown
    levels = all_at(4)
    known = {name: level for number, (name, level) in enumerate(levels.items()) if number % 3}
    facts = {**SERIOUS, "sp-07": "inconvenience"}
    found = _decide(sheet_of(facts, known), fail_on(Rating.MEDIUM))

    assert found.outcome is Outcome.INCONCLUSIVE
    assert "missing answers or evidence could bring it within" in found.reasons[0]


def test_where_every_question_is_answered_what_counts_for_less_is_named() -> None:
    """Rule I-17 holds ec-11 back until a test says how many times it looked."""
    limit = Limit(category=Category.DECEPTIVE_ALIGNMENT, below=Rating.HIGH)
    found = _decide(sheet_of(HIGHEST, all_at(3)), _policy(limit))

    assert found.outcome is Outcome.INCONCLUSIVE
    assert found.reasons[0].endswith("(every question is answered; not counted in full: ec-11)")


def test_while_a_fact_is_unknown_nothing_fails() -> None:
    facts = {name: mark for name, mark in HIGHEST.items() if name != "sp-22"}

    assert _decide(sheet_of(facts, all_at(0)), fail_on(Rating.LOW)).outcome is Outcome.INCONCLUSIVE


def test_an_unrated_system_is_inconclusive() -> None:
    found = _decide(sheet_of(LOWEST, {"re-01": 4}), _policy(completeness=0.01))

    assert found.outcome is Outcome.INCONCLUSIVE
    assert found.reasons[0].startswith("unrated: 1 of ")


def test_a_policy_may_ask_for_more_answers() -> None:
    levels = dict.fromkeys(list(all_at(4))[20:], 4)
    found = _decide(sheet_of(LOWEST, levels), _policy(completeness=1.0))

    assert found.outcome is Outcome.INCONCLUSIVE
    assert found.reasons[0].endswith("the policy asks for 100%")


def test_with_nothing_in_scope_it_is_inconclusive() -> None:
    policy = Policy(
        format="alignassess/policy/1",
        completeness=Least(share=0.5),
        questionnaires=("fine-tuning-safety",),
    )
    found = _decide(sheet_of(LOWEST), policy, scope=("fine-tuning-safety",))

    assert found.outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    ("accepted", "scope", "outcome"),
    [
        (None, None, Outcome.PASS),
        (None, ("vendor-selection",), Outcome.INCONCLUSIVE),
        (("vendor-selection",), ("vendor-selection",), Outcome.PASS),
        (("vendor-selection",), None, Outcome.INCONCLUSIVE),
    ],
)
def test_a_policy_names_the_scope_it_accepts(
    accepted: tuple[str, ...] | None, scope: tuple[str, ...] | None, outcome: Outcome
) -> None:
    policy = Policy(
        format="alignassess/policy/1", completeness=Least(share=0.1), questionnaires=accepted
    )

    assert outcome is _decide(sheet_of(LOWEST, all_at(4)), policy, scope=scope).outcome


def test_a_limit_on_evidence_looks_at_evidence() -> None:
    sheet = sheet_of(SERIOUS, all_at(4))
    at_most_medium = Limit(category="all", reading=Reading.EVIDENCED, rating=Rating.MEDIUM)
    found = _decide(sheet, _policy(at_most_medium))

    assert found.outcome is Outcome.INCONCLUSIVE
    assert "counting only evidence" in found.reasons[0]
    assert "at most medium is allowed" in found.reasons[0]


def test_a_limit_on_one_category_leaves_the_others_alone() -> None:
    sheet = sheet_of(SERIOUS, all_at(4, besides={"ec-21": 0}))
    limit = Limit(category=Category.SYCOPHANCY, below=Rating.MEDIUM)

    (reason, gaps) = _decide(sheet, _policy(limit)).reasons
    assert reason.count(";") == 1
    assert "also" not in reason
    assert gaps == "essential gaps open: ec-21"


def test_the_floor_of_i_12_stops_no_gate() -> None:
    sheet = sheet_of(SERIOUS, all_at(4), supports=("independent",))

    assert _decide(sheet, fail_on(Rating.MEDIUM)).outcome is Outcome.PASS


@given(sheets(), scored_questions())
def test_a_nonresponse_never_turns_a_decision_into_a_pass(
    sheet: Sheet, question: ScoredQuestion
) -> None:
    said = sheet.entry.get(question.id)
    if said is None or not any(isinstance(one, Chosen) for one in said.answers):
        return
    silent = (
        with_entry(sheet, entry(question.id, DONT_KNOW)),
        without_entry(sheet, question.id),
    )
    for policy in (fail_on(Rating.MEDIUM), fail_on(Rating.CRITICAL), _policy(completeness=0.7)):
        if _decide(sheet, policy).outcome is not Outcome.PASS:
            assert all(_decide(one, policy).outcome is not Outcome.PASS for one in silent)


@pytest.mark.parametrize("fields", [{}, {"rating": "low", "below": "high"}])
def test_a_limit_is_written_in_one_of_two_ways(fields: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="either rating or below"):
        TypeAdapter(Limit).validate_python({"category": "all", **fields})


@pytest.mark.parametrize(
    ("limit", "allowed"),
    [
        (Limit(category="all", rating=Rating.MEDIUM), (Rating.LOW, Rating.MEDIUM)),
        (Limit(category="all", below=Rating.MEDIUM), (Rating.LOW,)),
        (Limit(category="all", rating=Rating.CRITICAL), tuple(Rating)),
    ],
)
def test_at_most_includes_and_below_does_not(limit: Limit, allowed: tuple[Rating, ...]) -> None:
    assert allowed == tuple(rating for rating in Rating if limit.holds(rating, 0.5))
    assert limit.categories == CATEGORIES

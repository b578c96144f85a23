"""The order of work: what a step wins, what comes first, and that nothing is counted twice."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignassess.domain.answers import Sheet
from alignassess.domain.assessment import Action, Gain, SystemAssessment
from alignassess.domain.case import prepare
from alignassess.domain.model import CATEGORIES, Category, ClosedBy, Effort, Layer, Reading
from alignassess.domain.questionnaire import ScoredQuestion
from alignassess.domain.roadmap import Plan, attempt, can_improve, plan
from alignassess.domain.tally import Tally
from tests.domain.sheets import (
    AS_OF,
    HIGHEST,
    LOWEST,
    OBSERVATIONS,
    SHIPPED,
    all_at,
    altered,
    at_level,
    entry,
    fine_risks,
    scored,
    sheet_of,
    with_entry,
)
from tests.strategies import NOT_APPLICABLE, scored_questions, sheets

NOISE = 3e-9


def _plan(sheet: Sheet, *, steps: int = 6) -> Plan:
    return plan(SHIPPED, sheet, observations=OBSERVATIONS, as_of=AS_OF, steps=steps)


def _raised(sheet: Sheet, question: str, level: int) -> Sheet:
    return with_entry(sheet, entry(question, at_level(question, level, evidence=("tested",))))


def _fall(before: SystemAssessment, after: SystemAssessment) -> dict[Category, float]:
    pairs = zip(
        fine_risks(before, Reading.ANSWERED), fine_risks(after, Reading.ANSWERED), strict=True
    )
    return {category: one - other for category, (one, other) in zip(CATEGORIES, pairs, strict=True)}


def _same(gains: Iterable[Gain], fall: dict[Category, float]) -> bool:
    won = {one.category: one.gain for one in gains}
    return all(abs(won.get(name, 0.0) - lost) <= NOISE for name, lost in fall.items())


@settings(max_examples=25)
@given(sheets())
def test_the_plan_equals_counting_from_scratch_after_each_step(sheet: Sheet) -> None:
    before = scored(sheet)
    for action in _plan(sheet, steps=4).actions:
        sheet = _raised(sheet, action.question.id, action.target)
        after = scored(sheet)

        assert _same(action.gains, _fall(before, after)), action.question.id
        assert action.worst_after == max(one.answered.risk for one in after.categories)
        before = after


@settings(max_examples=12)
@given(sheets())
def test_each_step_is_the_best_of_all_remedies(sheet: Sheet) -> None:
    case = prepare(SHIPPED, sheet, observations=OBSERVATIONS, as_of=AS_OF)
    tally = case.tallies()[Reading.ANSWERED]
    waiting = [one for one in case.questions if can_improve(case, one)]
    for action in _plan(sheet).actions:
        now = tally.risks()
        best = min((attempt(tally, one, now) for one in waiting), key=lambda trial: trial.rank)

        assert action.question.id == best.question.id
        tally.set_level(best.question.id, best.target)
        waiting.remove(best.question)


@settings(max_examples=25)
@given(sheets(), st.data())
def test_the_gain_of_a_finding_equals_counting_from_scratch(
    sheet: Sheet, data: st.DataObject
) -> None:
    before = scored(sheet)
    result = _plan(sheet, steps=1).added_to(before)
    both = (*result.findings, *result.improvements)
    for finding in data.draw(st.lists(st.sampled_from(both), max_size=4)):
        after = scored(_raised(sheet, finding.question.id, finding.next_level))

        assert _same(finding.gains, _fall(before, after)), finding.id


def _state(tally: Tally) -> object:
    return (
        dict(tally.level),
        tally.bits,
        {question: tuple(row) for question, row in tally.rows.items()},
        [tuple(row) for row in tally.credits],
        list(tally.exposure),
        tally.risks(),
    )


@given(sheets(), st.lists(st.tuples(scored_questions(), st.integers(0, 4)), max_size=6))
def test_a_level_taken_back_leaves_no_trace(
    sheet: Sheet, changes: list[tuple[ScoredQuestion, int]]
) -> None:
    case = prepare(SHIPPED, sheet, observations=OBSERVATIONS, as_of=AS_OF)
    for tally in case.tallies().values():
        before = _state(tally)
        undone = [
            tally.set_level(question.id, level)
            for question, level in changes
            if question.id in tally.level
        ]
        for undo in reversed(undone):
            tally.take_back(undo)

        assert before == _state(tally)


@settings(max_examples=15)
@given(sheets())
def test_a_question_appears_once_and_its_answer_can_be_better(sheet: Sheet) -> None:
    result = scored(sheet)
    open_ones = {one.question.id for one in (*result.findings, *result.improvements)}

    actions = _plan(sheet, steps=8).actions

    named = [action.question.id for action in actions]
    assert len(named) == len(set(named))
    assert set(named) <= open_ones


def _wide(action: Action) -> tuple[bool, bool, bool]:
    return (
        action.question.closed_by is ClosedBy.SUPPLIER,
        not action.essential,
        not action.unlocks,
    )


def test_operator_before_supplier_then_essential_then_unlockers() -> None:
    actions = _plan(sheet_of(HIGHEST, all_at(0)), steps=200).actions

    suppliers = [action.question.closed_by is ClosedBy.SUPPLIER for action in actions]
    assert suppliers == sorted(suppliers)
    first = [action for action in actions if action.question.closed_by is not ClosedBy.SUPPLIER]
    essential = [not action.essential for action in first]
    assert essential == sorted(essential)
    assert essential.count(False) == 6
    assert _wide(actions[0]) == (False, False, False)
    assert {action.target for action in actions} == {3}


def test_each_step_closes_what_its_gap_needs() -> None:
    actions = _plan(sheet_of(HIGHEST, all_at(0)), steps=6).actions

    assert all(action.essential for action in actions)
    assert {action.question.id for action in actions} == {
        "ec-13",
        "ec-17",
        "ec-18",
        "ec-19",
        "ec-21",
        "ft-03",
    }


def _cost(action: Action) -> float:
    effort = action.question.effort
    assert effort is not None
    return {Effort.S: 1, Effort.M: 2, Effort.L: 4}[effort]


def test_without_gaps_and_unlockers_gain_by_effort_decides() -> None:
    levels = all_at(4, besides={"re-01": 0, "re-04": 0, "re-07": 0, "rg-15": 0, "ec-24": 0})
    actions = _plan(sheet_of(LOWEST, levels)).actions

    # rg-15 is a control of its own; ec-24 keeps all eight in force at 1.0, at twice the effort;
    # re-01 (S), re-04 (M) and re-07 (L) win the same 0.1
    assert [action.question.id for action in actions] == [
        "rg-15",
        "ec-24",
        "re-01",
        "re-04",
        "re-07",
    ] or [action.question.id for action in actions] == [
        "ec-24",
        "rg-15",
        "re-01",
        "re-04",
        "re-07",
    ]
    # Greedy: what the second wins is counted after the first.
    assert _cost(actions[2]) < _cost(actions[3]) < _cost(actions[4])


def test_ties_are_settled_by_id() -> None:
    levels = all_at(4, besides={"re-12": 0, "re-02": 0, "re-13": 0})
    actions = _plan(sheet_of(LOWEST, levels)).actions

    assert [action.question.id for action in actions] == ["re-02", "re-12", "re-13"]


def test_findings_come_before_improvements() -> None:
    levels = all_at(4, besides={"ec-24": 3, "re-07": 2})
    actions = _plan(sheet_of(LOWEST, levels)).actions

    assert [(action.question.id, action.target) for action in actions] == [
        ("re-07", 3),
        ("ec-24", 4),
    ]


def test_the_first_step_of_a_questionnaire_is_a_finding_while_it_has_one() -> None:
    levels = all_at(4, besides={"re-01": 3, "re-07": 2})
    steps = _plan(sheet_of(LOWEST, levels)).first_steps

    assert [(step.question.id, step.target) for step in steps] == [("re-07", 3)]


def test_one_first_step_per_questionnaire_in_order_of_asking() -> None:
    steps = _plan(sheet_of(LOWEST, all_at(0))).first_steps

    assert [step.question.questionnaire for step in steps] == [
        "vendor-selection",
        "evaluation-and-controls-integration",
        "regulatory-engagement",
        "research-engagement",
    ]


@pytest.mark.parametrize(
    ("facts", "levels", "question", "unlocked"),
    [
        ({"sp-11": "same-model"}, {"ec-15": 2}, "ec-15", ("I-16",)),
        ({}, {"ec-14": 0}, "ec-14", ("I-14",)),
        ({}, {"vs-25": 0}, "vs-25", ("I-27",)),
        ({"sp-15": "rl"}, {"ft-03": 2, "ft-08": 0, "ft-17": 4}, "ft-03", ("I-06", "I-11")),
        # ec-16 counts for more through I-18 alone: without traces I-04 is not in force
        ({"sp-01": "own", "sp-25": "no", "sp-15": "rl"}, {"ft-12": 0}, "ft-12", ("I-18",)),
        ({}, {"re-01": 0}, "re-01", ()),
    ],
)
def test_an_unlocker_names_the_rules_it_lifts(
    facts: dict[str, str], levels: dict[str, int], question: str, unlocked: tuple[str, ...]
) -> None:
    sheet = sheet_of({**LOWEST, **facts}, all_at(4, besides=levels))
    action = next(one for one in _plan(sheet, steps=10).actions if one.question.id == question)

    assert unlocked == action.unlocks


def test_an_unlocker_comes_before_a_greater_gain() -> None:
    levels = all_at(4, besides={"ec-24": 0, "ec-12": 0, "vs-25": 2})
    sheet = sheet_of(LOWEST, levels)
    actions = _plan(sheet).actions

    assert actions[0].question.id == "vs-25"
    assert actions[0].unlocks == ("I-27",)


def test_what_only_a_supplier_can_close_comes_last() -> None:
    levels = all_at(4, besides={"vs-05": 0, "re-07": 0})
    actions = _plan(sheet_of(LOWEST, levels)).actions

    assert [action.question.id for action in actions] == ["re-07", "vs-05"]
    assert actions[1].question.layer is Layer.PROPENSITY


def test_what_is_claimed_not_to_apply_is_no_step() -> None:
    sheet = sheet_of(LOWEST, all_at(4, besides={"re-02": 0}), entry("re-07", NOT_APPLICABLE))
    sheet = with_entry(sheet, entry("re-07", NOT_APPLICABLE))

    assert [action.question.id for action in _plan(sheet).actions] == ["re-02"]


def test_when_all_is_done_there_is_nothing_to_do() -> None:
    assert _plan(sheet_of(HIGHEST, all_at(4))) == Plan()


def test_the_result_carries_the_plan() -> None:
    sheet = sheet_of(LOWEST, all_at(2))
    found = _plan(sheet)

    result = found.added_to(scored(sheet))

    assert result.actions == found.actions
    assert result.first_steps == found.first_steps
    assert all(one.gains == found.gains[one.question.id] for one in result.findings)
    assert altered(SHIPPED) == SHIPPED

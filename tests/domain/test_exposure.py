"""Exposure and stakes from the profile (`docs/method.md`, "Exposure and stakes")."""

import pytest

from alignassess.domain.answers import Answer
from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.model import Category
from alignassess.domain.questionnaire import ProfileQuestion
from tests.domain.sheets import (
    HIGHEST,
    LOWEST,
    SHIPPED,
    Facts,
    category,
    chosen,
    entry,
    scored,
    sheet_of,
    with_entry,
    without_entry,
)
from tests.strategies import DECLINED, DONT_KNOW

GM = Category.GOAL_MISGENERALIZATION
RX = Category.REWARD_MODEL_EXPLOITATION
TRAINING = "sp-03+sp-15"


def _values(result: SystemAssessment, name: Category, question: str) -> tuple[float, float, float]:
    items = category(result, name).exposure_items
    return next(one.values for one in items if one.question == question)


def _stakes(result: SystemAssessment, question: str) -> tuple[float, float, float]:
    return next(one.values for one in result.stakes_items if one.question == question)


def test_the_least_exposure_is_a_tenth_and_the_most_is_one() -> None:
    lowest = scored(sheet_of({**LOWEST, "sp-03": "process-supervision"}, supports=("documented",)))
    highest = scored(sheet_of({**HIGHEST, "sp-03": ("rlhf", "rlvr"), "sp-15": "rl"}))

    # no signal of process supervision raises sandbagging, and nothing else does either
    assert category(lowest, Category.SANDBAGGING).answered.exposure == 0.1
    assert category(lowest, Category.SANDBAGGING).answered.stakes == 0.1
    # all other facts at 4 but sp-01, which has 2 at most: training 3 of 3; weight 0.25 of 7.8
    # mean (7.55 x 4 + 0.25 x 2) / 7.8 = 3.9359; raw 7.9359 / 8 = 0.9920;
    # exposure 0.1 + 0.9 x 0.9920 = 0.9928
    assert round(category(highest, RX).answered.exposure, 4) == 0.9928
    assert category(highest, RX).answered.stakes == 1


def test_a_multiple_choice_counts_its_highest() -> None:
    result = scored(sheet_of({**LOWEST, "sp-02": ("text-assistant", "multimodal", "embodied")}))

    assert _values(result, GM, "sp-02") == (3, 3, 3)


@pytest.mark.parametrize(
    ("facts", "name", "expected"),
    [
        # largest signal 2 of (sft 2, rlvr 1), no adaptation: 2 x 4 / 3
        ({"sp-03": ("sft", "rlvr"), "sp-15": "none"}, GM, (8 / 3, 8 / 3, 8 / 3)),
        # 1 and the largest adaptation, 1 of (preference 1, distill 1)
        ({"sp-03": "rlhf", "sp-15": ("preference", "distill")}, GM, (8 / 3, 8 / 3, 8 / 3)),
        # 3 and 2, at most 3
        ({"sp-03": "rlhf", "sp-15": "rl"}, RX, (4, 4, 4)),
    ],
)
def test_training_counts_the_largest_signal_and_the_largest_change(
    facts: Facts, name: Category, expected: tuple[float, float, float]
) -> None:
    result = scored(sheet_of({**LOWEST, **facts}))

    assert expected == pytest.approx(_values(result, name, TRAINING))


@pytest.mark.parametrize(
    ("unknown", "expected"),
    [
        # signals raise goal misgeneralization by 1 at least and 2 at most; changes by 0 to 2
        (("sp-03",), (4 / 3, 8 / 3, 8 / 3)),
        (("sp-15",), (8 / 3, 4, 4)),  # 2 + 0; 2 + 2, at most 3
        (("sp-03", "sp-15"), (4 / 3, 4, 4)),
    ],
)
def test_unknown_training_counts_the_largest_it_could_be(
    unknown: tuple[str, ...], expected: tuple[float, float, float]
) -> None:
    facts = {name: option for name, option in LOWEST.items() if name not in unknown}
    result = scored(sheet_of(facts))

    assert expected == pytest.approx(_values(result, GM, TRAINING))


@pytest.mark.parametrize(
    "answers",
    [(), (DONT_KNOW,), (DECLINED,), (chosen("nothing"), chosen("session"))],
    ids=["unanswered", "dont-know", "declined", "disputed"],
)
def test_an_unknown_fact_counts_the_largest_it_could_be_and_in_best_the_smallest(
    answers: tuple[Answer, ...],
) -> None:
    bare = without_entry(sheet_of(LOWEST), "sp-09")
    sheet = with_entry(bare, entry("sp-09", *answers)) if answers else bare

    assert _values(scored(sheet), GM, "sp-09") == (0, 4, 4)


def test_two_answers_that_agree_are_no_disagreement() -> None:
    agreed = entry("sp-15", chosen("sft", "rl"), chosen("rl", "sft"))
    result = scored(with_entry(sheet_of(LOWEST), agreed))

    # sft 2 and, of the changes, sft 2: at most 3
    assert _values(result, GM, TRAINING) == pytest.approx((4, 4, 4))


NEEDS_SUPPORT = {"sp-05", "sp-06", "sp-07", "sp-08", "sp-13", "sp-18", "sp-20"}


def test_the_facts_that_lower_risk_most_need_support() -> None:
    assert {one.id for one in SHIPPED.profile if one.needs_support} == NEEDS_SUPPORT


@pytest.mark.parametrize(
    ("supports", "expected"),
    [((), 3), (("asserted",), 3), (("stale",), 3), (("documented",), 2), (("independent",), 2)],
)
def test_an_unsupported_fact_reads_one_step_higher_in_evidenced(
    supports: tuple[str, ...], expected: int
) -> None:
    facts = {**LOWEST, "sp-06": "read-sensitive-or-draft"}

    assert _stakes(scored(sheet_of(facts, supports=supports)), "sp-06") == (2, 2, expected)


def test_at_most_the_top() -> None:
    assert _stakes(scored(sheet_of(HIGHEST)), "sp-07") == (4, 4, 4)


def test_other_facts_need_no_support() -> None:
    assert _values(scored(sheet_of({**LOWEST, "sp-09": "session"})), GM, "sp-09") == (1, 1, 1)


@pytest.mark.parametrize(("supports", "rules"), [((), ("I-13",)), (("documented",), ())])
def test_an_unsupported_fact_is_read_one_step_higher_by_rules_too(
    supports: tuple[str, ...], rules: tuple[str, ...]
) -> None:
    facts = {**LOWEST, "sp-07": "rework"}  # 1; read as 2, from which ec-21 is essential
    result = scored(sheet_of(facts, {"ec-21": 2}, supports=supports))

    assert rules == category(result, GM).evidenced.floor_rules
    assert category(result, GM).answered.floor_rules == ()


def test_stakes_come_from_three_facts_that_raise_nothing_else() -> None:
    setting = [one for one in SHIPPED.profile if one.sets_stakes]

    assert [one.id for one in setting] == ["sp-06", "sp-07", "sp-08"]
    assert not any(one.raises.primary or one.raises.secondary for one in setting)


def test_all_weighs_little_whatever_strength_it_is_listed_under() -> None:
    sp_01 = SHIPPED.question["sp-01"]
    assert isinstance(sp_01, ProfileQuestion)
    weights = {one.question: one.weight for one in category(scored(sheet_of()), GM).exposure_items}

    assert sp_01.raises.secondary == ("all",)
    assert weights["sp-01"] == 0.25
    assert weights["sp-20"] == 0.4  # named beside `all`
    assert weights["sp-17"] == 1
    assert weights[TRAINING] == 1

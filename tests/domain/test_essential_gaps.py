"""Essential gaps: practices that nothing else buys off (`docs/method.md`, "Essential gaps")."""

import pytest

from alignassess.domain.model import CATEGORIES, Category
from tests.domain.sheets import HIGHEST, LOWEST, SHIPPED, all_at, category, scored, sheet_of

GRAVE = {
    **LOWEST,
    "sp-04": "preview",
    "sp-06": "administer",
    "sp-08": "mainly-irreversible",
    "sp-12": "nobody-can-tell",
    "sp-18": "own-oversight-unreviewed",
}
"""Exposure and stakes so high that inherent risk limits no floor in deceptive alignment."""

DA = Category.DECEPTIVE_ALIGNMENT


@pytest.mark.parametrize(
    ("stakes", "level", "floor"),
    [
        ("lasting-harm", 0, 0.5),
        ("lasting-harm", 2, 0.5),
        ("harm-to-many", 0, 0.75),
        ("harm-to-many", 1, 0.75),
        ("harm-to-many", 2, 0.5),
        ("harm-to-many", 3, 0),
        ("lasting-harm", 3, 0),
    ],
)
def test_the_floor_rises_with_stakes_and_falls_with_the_level(
    stakes: str, level: int, floor: float
) -> None:
    facts = {**GRAVE, "sp-07": stakes}
    result = scored(sheet_of(facts, all_at(4, besides={"ec-21": level})))

    found = category(result, DA)
    assert found.inherent >= 0.75
    assert floor == found.answered.floor
    assert [gap.floor for gap in result.essential_gaps] == ([floor] if floor else [])
    if floor:
        assert found.answered.risk == floor
        assert found.answered.risk_before_floors < floor
        assert "I-13" in found.answered.floor_rules


def test_a_floor_is_at_most_inherent_risk() -> None:
    facts = {**LOWEST, "sp-07": "reportable-loss"}
    result = scored(sheet_of(facts, all_at(4, besides={"ec-21": 0})))

    assert min(one.inherent for one in result.categories) < 0.5
    for one in result.categories:
        assert one.answered.risk == min(one.inherent, 0.5)


def test_in_evidenced_a_bare_claim_closes_no_gap() -> None:
    facts = {**GRAVE, "sp-07": "lasting-harm"}
    bare = category(scored(sheet_of(facts, all_at(4))), DA)
    shown = category(scored(sheet_of(facts, all_at(4), supports=("documented",))), DA)

    assert bare.answered.floor == 0
    assert bare.evidenced.floor == 0.75 or bare.evidenced.floor == 0.5
    assert shown.evidenced.floor == 0


def test_in_best_an_unanswered_practice_holds_no_gap_open() -> None:
    result = scored(sheet_of({**GRAVE, "sp-07": "lasting-harm"}))

    assert category(result, DA).best.floor == 0
    assert category(result, DA).answered.floor == 0.5


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("ec-13", CATEGORIES),  # `all`, secondary
        ("ec-17", CATEGORIES),  # `all`, primary
        ("ec-21", CATEGORIES),
        ("ec-19", CATEGORIES),
        ("ec-18", (Category.REWARD_HACKING, DA)),
        (
            "ft-03",
            (Category.REWARD_HACKING, Category.GOAL_MISGENERALIZATION, DA, Category.SYCOPHANCY),
        ),
    ],
)
def test_a_gap_holds_up_every_category_its_practice_bounds(
    question: str, names: tuple[Category, ...]
) -> None:
    facts = {**GRAVE, "sp-05": "no-fixed-end", "sp-07": "harm-to-many", "sp-15": "rl"}
    result = scored(sheet_of(facts, all_at(4, besides={question: 0})))

    (gap,) = result.essential_gaps
    assert gap.question == question
    assert gap.level == 0
    assert gap.floor == 0.75
    assert names == gap.categories
    held = tuple(one.category for one in result.categories if "I-13" in one.answered.floor_rules)
    assert names == held


def test_no_essential_practice_can_be_claimed_not_to_apply() -> None:
    assert {one.id for one in SHIPPED.scored if not one.not_applicable} == {
        "ec-13",
        "ec-17",
        "ec-18",
        "ec-19",
        "ec-21",
        "ft-03",
    }
    assert set(SHIPPED.essential_for) == {
        one.id for one in SHIPPED.scored if not one.not_applicable
    }


def test_two_floors_name_both_rules_and_the_higher_counts() -> None:
    levels = all_at(4, besides={"ec-21": 0})
    found = category(scored(sheet_of(HIGHEST, levels)), Category.MESA_OPTIMIZATION).answered

    assert set(found.floor_rules) == {"I-12", "I-13"}
    assert found.floor == 0.75


def test_gaps_come_in_the_order_of_asking() -> None:
    facts = {**GRAVE, "sp-05": "no-fixed-end", "sp-07": "harm-to-many", "sp-15": "rl"}
    result = scored(sheet_of(facts, all_at(0)))

    assert [gap.question for gap in result.essential_gaps] == [
        "ft-03",
        "ec-13",
        "ec-17",
        "ec-21",
        "ec-18",
        "ec-19",
    ]

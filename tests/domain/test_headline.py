"""The headline: the worst category, open essential gaps, completeness."""

import pytest

from alignassess.domain.headline import joined
from alignassess.domain.model import Category, Rating
from tests.domain.sheets import HIGHEST, LOWEST, all_at, category, scored, sheet_of

SERIOUS = {**LOWEST, "sp-06": "administer", "sp-07": "lasting-harm", "sp-08": "mainly-irreversible"}


@pytest.mark.parametrize(
    ("names", "expected"),
    [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_names_are_joined_as_people_do(names: list[str], expected: str) -> None:
    assert expected == joined(names)


def test_the_worst_category_is_named() -> None:
    facts = {**SERIOUS, "sp-13": "people-at-risk", "sp-14": "automatic-optimisation"}
    levels = all_at(4, besides={"ec-27": 0, "rg-15": 0, "vs-07": 0})
    result = scored(sheet_of(facts, levels, supports=("independent",)))

    worst = max(one.answered.risk for one in result.categories)
    sharing = tuple(
        one.category for one in result.categories if one.headline_rating == result.headline.rating
    )
    assert result.headline.categories == sharing
    assert result.headline.as_it_stands == result.headline.rating
    assert worst >= 0.25


def test_the_sentence_says_rating_place_gaps_and_completeness() -> None:
    result = scored(sheet_of(HIGHEST, all_at(0)))

    applicable = result.completeness.applicable
    assert result.headline.sentence == (
        "Critical as answered, and counting only what evidence supports, in all eight categories; "
        "essential gaps open: ft-03, ec-13, ec-17, ec-21, ec-18, ec-19; "
        f"{applicable} of {applicable} questions answered."
    )


def test_the_floor_of_i_12_is_kept_out_of_the_headline() -> None:
    result = scored(sheet_of(SERIOUS, all_at(4), supports=("independent",)))

    found = category(result, Category.MESA_OPTIMIZATION)
    assert found.answered.risk == 0.25
    assert found.rating is Rating.MEDIUM
    assert found.headline_rating is Rating.LOW
    assert result.headline.rating is Rating.LOW


def test_the_floor_of_i_12_is_kept_out_of_what_the_headline_says_of_evidence() -> None:
    result = scored(sheet_of(SERIOUS, all_at(4), supports=("independent",)))

    assert result.headline.sentence.startswith(
        "Low as answered, and counting only what evidence supports, "
    )


def test_what_evidence_supports_stands_beside_what_was_answered() -> None:
    result = scored(sheet_of(SERIOUS, all_at(4)))

    assert result.headline.sentence.startswith(
        "Low as answered, high counting only what evidence supports, "
    )


def test_no_open_gap_is_said_too() -> None:
    result = scored(sheet_of(LOWEST, all_at(4)))

    assert "; no essential gap open; " in result.headline.sentence
    assert result.full_scope


def test_a_risk_near_a_cut_is_marked() -> None:
    marked = {True: 0, False: 0}
    for level in range(5):
        for one in scored(sheet_of(HIGHEST, all_at(level))).categories:
            near = any(abs(round(one.answered.risk - cut, 9)) <= 0.02 for cut in (0.25, 0.5, 0.75))
            assert one.close_to_cut is near
            marked[near] += 1

    assert marked[True]
    assert marked[False]

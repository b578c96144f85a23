"""Which ratings and first actions hang on one constant, or on the weights of questions."""

from itertools import count

import pytest
from hypothesis import given, settings

from alignassess.domain.answers import Sheet
from alignassess.domain.case import prepare
from alignassess.domain.first_actions import first_actions
from alignassess.domain.method import Method
from alignassess.domain.model import Category, Layer, Rating, Reading
from alignassess.domain.roadmap import plan
from alignassess.domain.sensitivity import sensitivity
from alignassess.domain.sensitivity_result import Sensitivity
from alignassess.domain.variations import variations
from tests.domain.sheets import (
    AS_OF,
    HIGHEST,
    LOWEST,
    OBSERVATIONS,
    SHIPPED,
    all_at,
    altered,
    scored,
    sheet_of,
)
from tests.strategies import sheets

TRIED = list(variations(SHIPPED))
EVEN = [1.0] * len(SHIPPED.scored)


def _run(sheet: Sheet, **draws: object) -> Sensitivity:
    return sensitivity(SHIPPED, sheet, observations=OBSERVATIONS, as_of=AS_OF, **draws)  # type: ignore[arg-type]


def _tried_of(name: str) -> list[str]:
    return [one.tried for one in TRIED if one.constant == name]


@pytest.mark.parametrize(
    ("name", "tried"),
    [
        ("reducible", ["0.45", "1"]),
        ("alone", ["0.125", "0.5"]),
        ("ungoverned", ["0.25", "1"]),
        ("least_exposure", ["0.05", "0.2"]),
        ("strengths.primary", ["0.5"]),
        ("strengths.secondary", ["0.2", "0.8"]),
        ("ceilings.asserted", ["1", "3"]),
        ("ceilings.documented", ["2", "4"]),
        ("ceilings.tested", ["3"]),
        ("ceilings.independent", []),
        ("training_top", ["2", "6"]),
        ("inherited_ceiling", ["1", "4"]),
        ("rare_events.confidence", ["0.9", "0.99"]),
        ("rare_events.tolerated.step_4", ["0.05", "0.2"]),
        ("I-12 floors", ["0.5 x", "2 x"]),
        ("I-02 factors", ["0.5 x", "2 x"]),
        ("I-10 factors", ["0.5 x", "2 x"]),
        ("I-27 factors", ["0.5 x", "2 x"]),
    ],
)
def test_each_constant_is_tried_at_half_and_twice_within_its_range(
    name: str, tried: list[str]
) -> None:
    assert tried == _tried_of(name)


def _names(method: Method) -> set[str]:
    found = set()
    for name in Method.__dataclass_fields__:
        value = getattr(method, name)
        if isinstance(value, int | float):
            found.add(name)
        elif hasattr(value, "__dataclass_fields__"):
            found |= {f"{name}.{one}" for one in type(value).__dataclass_fields__}
    return found


def test_every_constant_but_the_cuts_is_varied() -> None:
    varied = {one.constant.removesuffix(".step_0") for one in TRIED}
    fixed = {"cuts.medium", "cuts.high", "cuts.critical", "ceilings.independent"}

    assert _names(SHIPPED.method) - fixed <= varied


def test_each_variation_changes_one_thing() -> None:
    for one in TRIED:
        changed = [
            name
            for name in ("method", "rules", "questionnaires", "roles", "training")
            if getattr(one.instrument, name) != getattr(SHIPPED, name)
        ]
        assert changed in (["method"], ["rules"]), one.constant


@settings(max_examples=12)
@given(sheets())
def test_the_first_actions_are_those_of_the_plan(sheet: Sheet) -> None:
    case = prepare(SHIPPED, sheet, observations=OBSERVATIONS, as_of=AS_OF)
    tally = case.tallies()[Reading.ANSWERED]
    before = tally.risks()
    expected = plan(SHIPPED, sheet, observations=OBSERVATIONS, as_of=AS_OF).actions

    assert tuple(one.question.id for one in expected) == first_actions(case, tally)
    assert before == tally.risks()


def test_a_constant_that_changes_a_rating_is_named_with_what_it_changes() -> None:
    sheet = sheet_of(HIGHEST, all_at(2))
    low = next(one for one in TRIED if (one.constant, one.tried) == ("reducible", "0.45"))
    before, after = scored(sheet), scored(sheet, low.instrument)
    expected = {
        one.category
        for one, other in zip(before.categories, after.categories, strict=True)
        if one.answered.rating is not other.answered.rating
    }

    found = _run(sheet)
    (swing,) = [one for one in found.swings if (one.constant, one.tried) == ("reducible", "0.45")]
    changed = {
        one.category
        for one in swing.ratings
        if one.reading is Reading.ANSWERED and one.category is not None
    }
    assert expected
    assert expected == changed
    assert swing.value == "0.9"
    assert found.variations == len(TRIED)


def test_a_headline_may_become_unrated() -> None:
    found = _run(sheet_of(LOWEST, dict.fromkeys(list(all_at(4))[:80], 4)))

    assert any(
        change.category is None and change.after == "unrated"
        for swing in found.swings
        if swing.constant == "complete_from"
        for change in swing.ratings
    )


def test_even_weights_change_nothing() -> None:
    sheet = sheet_of(HIGHEST, all_at(2))
    found = _run(sheet, rating_draws=[EVEN, EVEN], plan_draws=[EVEN], seed=7)
    ratings = {one.category: one.answered.rating for one in scored(sheet).categories}

    assert found.rating_draws == 2
    assert found.plan_draws == 1
    assert found.seed == 7
    for share in found.ratings:
        if share.reading is Reading.ANSWERED:
            assert share.counts[list(Rating).index(ratings[share.category])] == 2
    first = {one.question for one in found.actions if one.first}
    assert first == {one.question for one in found.actions if one.draws == 1}


def _rating(found: Sensitivity, category: Category) -> Rating:
    (share,) = (
        one for one in found.ratings if one.category is category and one.reading is Reading.ANSWERED
    )
    return list(Rating)[share.counts.index(1)]


def test_a_drawn_weight_moves_the_layer_of_its_question() -> None:
    # ec-05 alone in detection: D is 0, P is 1 (all at level 4), so prevention is a quarter and
    # 1 - 0.9 / 4 = 0.775 is left of it, 0.1 of containment: sqrt((0.775^2 + 0.1^2) / 2) = 0.55
    sheet = sheet_of(HIGHEST, all_at(4, besides={"ec-05": 0}))
    heavy = [10**6 if q.id == "ec-05" else 1.0 for q in SHIPPED.scored]

    even = _run(sheet, rating_draws=[EVEN])
    drawn = _run(sheet, rating_draws=[heavy])
    assert _rating(even, Category.REWARD_HACKING) is Rating.LOW
    assert _rating(drawn, Category.REWARD_HACKING) is Rating.HIGH
    assert _rating(drawn, Category.SYCOPHANCY) is _rating(even, Category.SYCOPHANCY)


def test_twice_the_weight_of_a_whole_layer_changes_nothing() -> None:
    sheet = sheet_of(HIGHEST, all_at(2))
    layered = [2.0 if q.layer is Layer.DETECTION else 1.0 for q in SHIPPED.scored]
    even, twice = (_run(sheet, rating_draws=[draw], plan_draws=[draw]) for draw in (EVEN, layered))

    assert even == twice


def test_the_run_is_the_same_each_time_and_says_how_far_it_is() -> None:
    sheet = sheet_of(HIGHEST, all_at(1))
    said: list[tuple[int, int]] = []
    numbers = count()
    draws = [[1 + (next(numbers) % 7) / 10 for _ in EVEN] for _ in range(3)]

    first = _run(sheet, rating_draws=draws, plan_draws=draws[:1])
    again = sensitivity(
        SHIPPED,
        sheet,
        observations=OBSERVATIONS,
        as_of=AS_OF,
        rating_draws=draws,
        plan_draws=draws[:1],
        progress=lambda done, of: said.append((done, of)),
    )

    assert first == again
    assert said[0] == (0, len(TRIED) + 4)
    assert [done for done, _ in said] == sorted(done for done, _ in said)


def test_without_draws_only_constants_are_varied() -> None:
    found = _run(sheet_of(LOWEST, all_at(3)))

    assert found.ratings == ()
    assert found.rating_draws == found.plan_draws == 0
    assert found.seed is None
    assert altered(SHIPPED).method == SHIPPED.method

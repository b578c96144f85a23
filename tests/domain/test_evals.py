"""What an entry of the catalogue says of a value."""

import pytest

from alignassess.domain.evals import (
    Direction,
    EvalCategories,
    Evals,
    Judgement,
    Scale,
    Strength,
    Threshold,
    Unit,
)
from alignassess.domain.model import Category
from tests.domain.evaluations import entry

LIMIT = Threshold(value=0.5, judgement="few")


@pytest.mark.parametrize(
    ("direction", "low", "high", "meets"),
    [
        (Direction.HIGHER_BETTER, 0.5, None, True),
        (Direction.HIGHER_BETTER, 0.49, None, False),
        (Direction.HIGHER_BETTER, 0.4, 0.6, None),
        (Direction.LOWER_BETTER, 0.5, None, True),
        (Direction.LOWER_BETTER, 0.51, None, False),
        (Direction.LOWER_BETTER, 0.4, 0.6, None),
        (Direction.NEAR_ZERO, -0.5, 0.5, True),
        (Direction.NEAR_ZERO, 0.6, 0.9, False),
        (Direction.NEAR_ZERO, -0.9, -0.6, False),
        (Direction.NEAR_ZERO, -0.9, 0.9, None),
        (Direction.NEAR_ZERO, 0.4, 0.9, None),
        (Direction.CONTEXT, 0.5, None, None),
    ],
)
def test_a_value_or_an_interval_meets_a_threshold_or_not_or_it_stays_open(
    direction: Direction, low: float, high: float | None, meets: bool | None
) -> None:
    assert entry(direction=direction, threshold=LIMIT).meets(low, high) is meets


def test_without_a_threshold_nothing_is_met() -> None:
    assert entry(threshold=None).meets(0.0) is None


def test_only_context_is_not_scored() -> None:
    assert entry().scored
    assert not entry(direction=Direction.CONTEXT).scored


def test_strength_is_said_for_each_category() -> None:
    one = entry(
        categories=EvalCategories(direct=(Category.SYCOPHANCY,), proxy=(Category.SANDBAGGING,))
    )

    assert one.strength(Category.SYCOPHANCY) is Strength.DIRECT
    assert one.strength(Category.SANDBAGGING) is Strength.PROXY
    assert one.strength(Category.MESA_OPTIMIZATION) is None


def test_a_scale_holds_its_ends_and_nothing_beyond() -> None:
    scale = Scale(unit=Unit.POINTS, low=1, high=10)

    assert [scale.holds(value) for value in (0.9, 1, 10, 10.1)] == [False, True, True, False]


def test_judgements_are_found_by_id() -> None:
    assert Evals(judgements=(Judgement(id="few", text="Few."),)).judgement == {"few": "Few."}

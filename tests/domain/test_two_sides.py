"""Neither side buys off the other (`docs/method.md`, property 9)."""

import pytest
from hypothesis import given

from alignassess.domain.answers import Sheet
from alignassess.domain.model import RATINGS, TOP_LEVEL, Layer
from tests.domain.sheets import SHIPPED, at_level, entry, scored, sheet_of, without_rules
from tests.strategies import sheets

PREVENTION = (Layer.PROPENSITY, Layer.DETECTION)
CONTAINMENT = (Layer.CONSEQUENCE, Layer.GOVERNANCE)

WITHOUT_RULES = without_rules()


@pytest.mark.parametrize("side", [PREVENTION, CONTAINMENT])
@given(sheets())
def test_one_side_alone_lowers_a_rating_by_at_most_one_step(
    side: tuple[Layer, ...], sheet: Sheet
) -> None:
    facts = tuple(one for one in sheet.entries if one.question.startswith("sp-"))
    answers = [
        entry(
            question.id,
            at_level(
                question.id, TOP_LEVEL if question.layer in side else 0, evidence=("independent",)
            ),
        )
        for question in SHIPPED.scored
    ]

    result = scored(sheet_of({}, {}, *facts, *answers), WITHOUT_RULES)

    for one in result.categories:
        inherent = SHIPPED.method.rating(one.inherent)
        assert RATINGS.index(one.evidenced.rating) >= RATINGS.index(inherent) - 1


@given(sheets())
def test_without_rules_nothing_is_in_force(sheet: Sheet) -> None:
    result = scored(sheet, WITHOUT_RULES)

    assert result.rules == ()
    assert result.essential_gaps == ()
    assert all(one.evidenced.floor == 0 for one in result.categories)

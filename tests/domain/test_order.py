"""What comes first changes nothing, and equal input gives equal bytes."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from alignassess.domain.answers import Sheet
from alignassess.domain.assessment import Assessment, SystemAssessment
from alignassess.domain.formula import exact
from alignassess.domain.instrument import Instrument
from alignassess.domain.roadmap import plan
from alignassess.domain.scoring import assess
from tests.domain.sheets import (
    AS_OF,
    HIGHEST,
    LOWEST,
    OBSERVATIONS,
    SHIPPED,
    Facts,
    altered,
    scored,
    sheet_of,
    with_entries,
)
from tests.strategies import sheets, vendor_sheets

RESULT: TypeAdapter[Assessment] = TypeAdapter(Assessment)


def _figures(result: SystemAssessment) -> tuple[object, ...]:
    return (
        result.categories,
        result.rules,
        result.headline,
        result.completeness,
        result.essential_gaps,
        result.stakes_items,
    )


@given(sheets(), st.randoms(use_true_random=False))
def test_the_order_of_answers_changes_nothing(sheet: Sheet, draw: Random) -> None:
    entries = list(sheet.entries)
    draw.shuffle(entries)
    turned = [one.model_copy(update={"answers": tuple(reversed(one.answers))}) for one in entries]

    other = scored(with_entries(sheet, turned))

    assert _figures(scored(sheet)) == _figures(other)


@given(sheets())
def test_the_order_of_questions_changes_no_figure(sheet: Sheet) -> None:
    turned = altered(
        SHIPPED,
        questionnaires=tuple(
            one.model_copy(update={"questions": tuple(reversed(one.questions))})
            for one in reversed(SHIPPED.questionnaires)
        ),
    )

    one, other = scored(sheet), scored(sheet, turned)

    for first, second in zip(one.categories, other.categories, strict=True):
        assert (first.best, first.answered, first.evidenced) == (
            second.best,
            second.answered,
            second.evidenced,
        )
        assert first.inherent == second.inherent
    assert {rule.rule: rule.costs for rule in one.rules} == {
        rule.rule: rule.costs for rule in other.rules
    }


def _halved() -> Instrument:
    """The shipped instrument with half of every weight."""
    strengths = SHIPPED.method.strengths
    half = {name: getattr(strengths, name) / 2 for name in type(strengths).__dataclass_fields__}
    method = SHIPPED.method.model_copy(update={"strengths": strengths.model_copy(update=half)})
    return altered(SHIPPED, method=method)


HALVED = _halved()


@given(sheets())
def test_halving_every_weight_changes_no_credit(sheet: Sheet) -> None:
    one, other = scored(sheet), scored(sheet, HALVED)

    for first, second in zip(one.categories, other.categories, strict=True):
        assert first.answered.layers == second.answered.layers
        assert first.evidenced.containment == second.evidenced.containment
        assert first.best.prevention == second.best.prevention


@pytest.mark.parametrize("facts", [LOWEST, HIGHEST, {}])
def test_halving_every_weight_changes_no_exposure(facts: Facts) -> None:
    """The training methods are one primary item, so they weigh what a primary item weighs."""
    mixed = {**facts, "sp-05": "dozens-of-steps", "sp-20": "none"}
    one, other = scored(sheet_of(mixed)), scored(sheet_of(mixed), HALVED)

    for first, second in zip(one.categories, other.categories, strict=True):
        assert first.answered.exposure == second.answered.exposure


@given(st.one_of(sheets(), vendor_sheets()))
def test_the_same_sheet_on_the_same_day_gives_the_same_bytes(sheet: Sheet) -> None:
    again = TypeAdapter(Sheet).validate_json(TypeAdapter(Sheet).dump_json(sheet))

    one = assess(SHIPPED, sheet, observations=OBSERVATIONS, as_of=AS_OF)
    other = assess(altered(SHIPPED), again, observations=OBSERVATIONS, as_of=AS_OF)

    assert RESULT.dump_json(one) == RESULT.dump_json(other)


@given(sheets())
def test_results_read_back_are_the_results_written(sheet: Sheet) -> None:
    found = plan(SHIPPED, sheet, observations=OBSERVATIONS, as_of=AS_OF, steps=2)
    result = found.added_to(scored(sheet))

    written = RESULT.dump_json(result)

    assert RESULT.dump_json(RESULT.validate_json(written)) == written


@given(sheets())
def test_every_part_has_nine_digits(sheet: Sheet) -> None:
    for one in scored(sheet).categories:
        for reading in (one.best, one.answered, one.evidenced):
            parts = (
                reading.exposure,
                reading.stakes,
                *reading.layers,
                reading.prevention,
                reading.containment,
                reading.likelihood,
                reading.severity,
                reading.risk_before_floors,
                reading.floor,
            )
            assert parts == tuple(map(exact, parts))
            assert all(0 <= part <= 1 for part in parts)
            assert round(reading.risk * 100) / 100 == reading.risk


@given(sheets())
def test_every_credit_has_nine_digits(sheet: Sheet) -> None:
    for question, _, _, _, credits in scored(sheet).contributions:
        for row in credits:
            if row is not None:
                assert row == tuple(map(exact, row)), question

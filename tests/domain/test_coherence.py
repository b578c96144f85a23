"""A result that the method made never contradicts itself, or it could not be read again."""

from hypothesis import given, settings

from alignassess.domain.answers import Sheet
from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.coherence import incoherence
from alignassess.domain.roadmap import plan
from tests.domain.sheets import (
    AS_OF,
    LOWEST,
    OBSERVATIONS,
    SHIPPED,
    all_at,
    scored,
    scored_vendor,
    sheet_of,
)
from tests.strategies import sheets, vendor_sheets


def _whole(sheet: Sheet) -> SystemAssessment:
    """The result with its order of work, as it is saved."""
    work = plan(SHIPPED, sheet, observations=OBSERVATIONS, as_of=AS_OF)
    return work.added_to(scored(sheet))


@settings(max_examples=20)
@given(sheets())
def test_no_result_of_a_system_contradicts_itself(sheet: Sheet) -> None:
    assert incoherence(_whole(sheet)) is None


@settings(max_examples=10)
@given(vendor_sheets())
def test_no_result_of_a_vendor_contradicts_itself(sheet: Sheet) -> None:
    assert incoherence(scored_vendor(sheet)) is None


def test_work_on_answers_that_are_sound_already_belongs_to_the_result() -> None:
    result = _whole(sheet_of(LOWEST, all_at(3)))

    work = {action.finding for action in result.actions}
    assert work
    assert work <= {one.id for one in result.improvements}
    assert incoherence(result) is None

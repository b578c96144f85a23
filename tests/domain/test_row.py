"""A row holds the figures of the whole result."""

from datetime import date

from hypothesis import given, settings

from alignassess.domain.answers import Sheet
from alignassess.domain.assessment import SystemAssessment, VendorAssessment
from alignassess.domain.row import SystemRow, VendorRow, row
from alignassess.domain.scoring import assess
from alignassess.files.instrument_files import load_instrument
from tests.strategies import sheets, vendor_sheets

AS_OF = date(2026, 11, 25)
SHIPPED = load_instrument()


@settings(max_examples=40)
@given(sheets())
def test_a_system_has_the_figures_of_its_result(sheet: Sheet) -> None:
    found = row(SHIPPED, sheet, name="s.yaml", line=3, as_of=AS_OF)
    whole = assess(SHIPPED, sheet, as_of=AS_OF)

    assert isinstance(found, SystemRow)
    assert isinstance(whole, SystemAssessment)
    assert (whole.headline, whole.completeness) == (found.headline, found.completeness)
    assert (whole.subject.id, whole.scope) == (found.id, found.scope)
    assert tuple(gap.question for gap in whole.essential_gaps) == found.essential_gaps
    assert whole.unsupported_essentials == found.unsupported_essentials
    assert max(one.answered.headline_risk for one in whole.categories) == found.worst
    assert [
        (one.rating, one.best.risk, one.answered.risk, one.evidenced.risk, one.evidenced.rating)
        for one in whole.categories
    ] == [
        (one.rating, one.best, one.answered, one.evidenced, one.evidenced_rating)
        for one in found.categories
    ]
    assert ("s.yaml", 3, AS_OF) == (found.source.path, found.source.line, found.source.as_of)


@settings(max_examples=20)
@given(vendor_sheets())
def test_a_vendor_has_the_credits_of_its_result(sheet: Sheet) -> None:
    found = row(SHIPPED, sheet, name="v.yaml", as_of=AS_OF)
    whole = assess(SHIPPED, sheet, as_of=AS_OF)

    assert isinstance(found, VendorRow)
    assert isinstance(whole, VendorAssessment)
    assert whole.completeness == found.completeness
    assert [
        (one.best.prevention, one.answered.prevention, one.evidenced.prevention)
        for one in whole.categories
    ] == [(one.best, one.answered, one.evidenced) for one in found.categories]

"""Vendor sheets: credit and gaps, no exposure, no risk, nothing called a rating."""

from hypothesis import given

from alignassess.domain.answers import Sheet
from alignassess.domain.assessment import VendorReading
from alignassess.domain.model import Category
from alignassess.domain.roadmap import Plan, plan
from alignassess.domain.routing import applicable
from tests.domain.sheets import (
    AS_OF,
    SHIPPED,
    chosen,
    credit,
    entry,
    scored_vendor,
    vendor_sheet,
)
from tests.strategies import NOT_APPLICABLE, vendor_sheets

VENDOR_QUESTIONS = [
    one.id for one in SHIPPED.scored if SHIPPED.questionnaire_of[one.id] == "vendor-selection"
]


def test_every_question_of_the_vendor_questionnaire_applies_and_no_other() -> None:
    sheet = vendor_sheet({})

    assert [one.id for one in applicable(SHIPPED, sheet)] == VENDOR_QUESTIONS
    assert scored_vendor(sheet).completeness.applicable == len(VENDOR_QUESTIONS)


def test_the_scope_is_that_questionnaire_and_counts_as_full() -> None:
    result = scored_vendor(vendor_sheet({}))

    assert result.scope == ("vendor-selection",)
    assert result.full_scope


def test_nothing_is_rated() -> None:
    result = scored_vendor(vendor_sheet({"vs-05": 2}))

    assert {one.rating for one in result.findings} == {None}
    assert all(rule.costs == () for rule in result.rules)
    assert not hasattr(result, "headline")


def test_results_without_a_limit_count_half() -> None:
    result = scored_vendor(vendor_sheet({"vs-05": 4, "vs-25": 0}))

    assert credit(result, "vs-05", Category.REWARD_HACKING) == 0.5
    assert "I-27" in [rule.rule for rule in result.rules]
    finding = next(one for one in result.findings if one.question.id == "vs-25")
    assert finding.id == "example-ai/vs-25"


def test_prevention_is_worked_as_for_a_system() -> None:
    levels = {"vs-05": 4, "vs-25": 4, "vs-14": 4, "vs-06": 4, "vs-15": 4, "vs-11": 4}
    found = next(
        one
        for one in scored_vendor(vendor_sheet(levels)).categories
        if one.category is Category.REWARD_HACKING
    ).answered

    # propensity: vs-25 1, vs-05 1, vs-14 0.4, vs-06 0.4, all earned
    # detection: vs-11 0.4, vs-15 0.25, all earned; none is primary, so 0.5 at most
    # prevention (1 + 0.5) / 4 + 1 x 0.5 / 2 = 0.625
    assert found == VendorReading(
        layers=(1.0, 0.5, 0.0, 0.0),
        marks=(None, "indirect evidence only", "no known lever", None),
        prevention=0.625,
    )


def test_a_vendor_sheet_has_no_order_of_work() -> None:
    assert plan(SHIPPED, vendor_sheet({"vs-05": 0}), as_of=AS_OF) == Plan()


def test_profile_answers_on_it_are_neither_counted_nor_complained_of() -> None:
    result = scored_vendor(vendor_sheet({}, entry("sp-01", chosen("own"))))

    assert result.notices == ()
    assert {one.question.kind for one in result.determinations} == {"scored"}


def test_answers_to_other_questionnaires_are_kept_and_not_scored() -> None:
    result = scored_vendor(vendor_sheet({"ec-12": 4}))

    assert result.completeness.answered == 0


@given(vendor_sheets())
def test_the_readings_keep_their_order(sheet: Sheet) -> None:
    for one in scored_vendor(sheet).categories:
        for best, answered, evidenced in zip(
            one.best.layers, one.answered.layers, one.evidenced.layers, strict=True
        ):
            assert best + 1e-9 >= answered
            assert answered + 1e-9 >= evidenced


def test_what_is_claimed_not_to_apply_makes_no_layer_direct() -> None:
    result = scored_vendor(vendor_sheet({"vs-05": 4}, entry("vs-12", NOT_APPLICABLE)))
    found = next(one for one in result.categories if one.category is Category.MESA_OPTIMIZATION)

    assert found.answered.marks[1] == "indirect evidence only"

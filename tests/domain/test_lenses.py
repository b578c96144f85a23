"""Lenses: other weights over the same answers, and the gaps that come first under each."""

from math import sqrt

import pytest
from hypothesis import given, settings

from alignassess.domain.answers import Sheet
from alignassess.domain.case import prepare
from alignassess.domain.lens import Lens, OwnLens
from alignassess.domain.lenses import lenses_of, through
from alignassess.domain.method import Ceilings
from alignassess.domain.model import CATEGORIES, LAYERS, Category, Layer, Reading
from alignassess.files.instrument_files import load_library
from tests.domain.sheets import (
    AS_OF,
    HIGHEST,
    LOWEST,
    OBSERVATIONS,
    SHIPPED,
    all_at,
    category,
    scored,
    sheet_of,
    vendor_sheet,
)
from tests.strategies import sheets

LIBRARY = load_library()
FOUR = LIBRARY.lenses
CEILINGS = SHIPPED.method.ceilings


def _lens(**parts: object) -> Lens:
    given = {
        "id": "mine",
        "title": "Mine",
        "text": ".",
        "reason": ".",
        "evidence": ".",
        "demand": ".",
        "ceilings": CEILINGS,
    }
    return Lens(**{**given, **parts})  # type: ignore[arg-type]


PLAIN = _lens()


def _through(sheet: Sheet, *lenses: Lens) -> tuple[dict[Category, tuple[float, ...]], ...]:
    found = through(SHIPPED, sheet, lenses, observations=OBSERVATIONS, as_of=AS_OF)
    return tuple(
        {one.category: (one.best, one.answered, one.evidenced) for one in result.categories}
        for result in found
    )


def test_there_are_four_and_each_names_the_eight_which_sum_to_8() -> None:
    assert [one.id for one in FOUR] == [
        "frontier-lab",
        "agent-foundations",
        "academic-safety",
        "ai-ethics",
    ]
    for lens in FOUR:
        assert [name for name, _ in lens.exposure] == list(CATEGORIES)
        assert sum(factor for _, factor in lens.exposure) == pytest.approx(8.0, abs=1e-9)
        assert [name for name, _ in lens.credit] == list(LAYERS)
        assert max(lens.credit_factors) == 1
        assert lens.references


def test_a_lens_of_ones_changes_nothing() -> None:
    sheet = sheet_of(HIGHEST, all_at(2))
    result = scored(sheet)

    (seen,) = _through(sheet, PLAIN)
    for one in result.categories:
        expected = (one.best.risk, one.answered.risk, one.evidenced.risk)
        assert expected == seen[one.category]


def test_exposure_times_the_factor_at_most_1() -> None:
    # every fact at its least: exposure 0.1, stakes 0.1, no answer: risk sqrt(0.1 x 0.1) = 0.1
    # twice the exposure: sqrt(0.2 x 0.1) = 0.1414; four times: sqrt(0.4 x 0.1) = 0.2
    sheet = sheet_of({**LOWEST, "sp-02": "text-assistant"}, all_at(0))
    answered = category(scored(sheet), Category.SYCOPHANCY).answered
    twice = _lens(exposure=((Category.SYCOPHANCY, 2.0),))

    (seen,) = _through(sheet, twice)
    expected = sqrt(min(1.0, answered.exposure * 2) * answered.stakes)
    assert seen[Category.SYCOPHANCY][1] == pytest.approx(expected, abs=0.005)
    (high,) = _through(sheet_of(HIGHEST, all_at(0)), _lens(exposure=((Category.SYCOPHANCY, 4.0),)))
    assert high[Category.SYCOPHANCY][1] == 1.0


def test_credit_is_divided_by_the_largest_factor_so_that_none_grows() -> None:
    one_sided = _lens(credit=((Layer.CONSEQUENCE, 2.0), (Layer.GOVERNANCE, 2.0)))

    assert one_sided.credit_factors == (0.5, 0.5, 1.0, 1.0)
    sheet = sheet_of(LOWEST, all_at(4))
    (plain, seen) = _through(sheet, PLAIN, one_sided)
    assert all(seen[one][1] >= plain[one][1] for one in CATEGORIES)


def test_ceilings_act_on_what_evidence_supports_alone() -> None:
    sheet = sheet_of(HIGHEST, all_at(4), supports=("documented",))
    strict = _lens(ceilings=Ceilings(asserted=0, documented=1, tested=2, independent=3))

    (plain, seen) = _through(sheet, PLAIN, strict)
    for one in CATEGORIES:
        assert seen[one][:2] == plain[one][:2]
        assert seen[one][2] > plain[one][2] or plain[one][2] == seen[one][2]
    assert any(seen[one][2] > plain[one][2] for one in CATEGORIES)


@settings(max_examples=15)
@given(sheets())
def test_the_readings_keep_their_order_under_every_lens(sheet: Sheet) -> None:
    for result in through(SHIPPED, sheet, FOUR, observations=OBSERVATIONS, as_of=AS_OF):
        for one in result.categories:
            assert one.best <= one.answered <= one.evidenced <= one.inherent + 0.005


def test_the_first_third_begins_with_essential_gaps() -> None:
    sheet = sheet_of(
        {**HIGHEST, "sp-15": "sft"}, all_at(4, besides={"ec-21": 1, "vs-07": 0, "re-01": 0})
    )
    results = through(SHIPPED, sheet, FOUR, observations=OBSERVATIONS, as_of=AS_OF)

    # three gaps: one is the first third
    assert {one.first_third for one in results} == {("ec-21",)}
    assert [one.lens for one in lenses_of(results, "ec-21")] == [one.id for one in FOUR]
    assert lenses_of(results, "re-01") == ()


def _only(category: Category) -> Lens:
    """A lens to which one category is all that counts."""
    return _lens(exposure=tuple((one, 1.0 if one is category else 0.001) for one in CATEGORIES))


def test_a_lens_moves_what_comes_first() -> None:
    # evidence of sycophancy at 0, and of sandbagging; all else good
    sheet = sheet_of(HIGHEST, all_at(4, besides={"vs-07": 0, "ft-21": 0}))
    lenses = (_only(Category.SYCOPHANCY), _only(Category.SANDBAGGING))
    results = through(SHIPPED, sheet, lenses, observations=OBSERVATIONS, as_of=AS_OF)

    assert [one.first_third for one in results] == [("vs-07",), ("ft-21",)]


def test_looking_through_lenses_leaves_the_count_as_it_was() -> None:
    sheet = sheet_of(HIGHEST, all_at(1))
    case = prepare(SHIPPED, sheet, observations=(), as_of=AS_OF)
    tally = case.tallies()[Reading.ANSWERED]
    before = tally.risks()

    through(SHIPPED, sheet, FOUR, as_of=AS_OF)
    assert tally.risks() == before


def test_a_vendor_sheet_has_nothing_to_see() -> None:
    assert through(SHIPPED, vendor_sheet({"vs-05": 2}), FOUR, as_of=AS_OF) == ()


def test_an_own_lens_takes_the_ceilings_of_the_method_where_it_states_none() -> None:
    own = OwnLens(format="alignassess/lens/1", id="ours", title="Ours", text=".")
    stated = OwnLens(
        format="alignassess/lens/1",
        id="ours",
        title="Ours",
        text=".",
        ceilings=Ceilings(asserted=1, documented=1, tested=1, independent=1),
    )

    assert own.as_lens(CEILINGS).ceilings == CEILINGS
    assert stated.as_lens(CEILINGS).ceilings.asserted == 1


def test_ceilings_that_fall_as_assurance_grows_are_refused() -> None:
    falling = Ceilings(asserted=3, documented=2, tested=4, independent=4)

    with pytest.raises(ValueError, match="ceilings fall"):
        _lens(ceilings=falling)
    with pytest.raises(ValueError, match="ceilings fall"):
        OwnLens(format="alignassess/lens/1", id="o", title="O", text=".", ceilings=falling)

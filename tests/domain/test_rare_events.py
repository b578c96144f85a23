"""Rule I-17: what a test of limited size cannot exclude, against volume and stakes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignassess.domain.answers import Answer, Chosen, Sheet
from alignassess.domain.catalog import Cap
from alignassess.domain.method import RareEventConstants
from alignassess.domain.model import Category, Reading
from tests.domain.sheets import (
    LOWEST,
    SHIPPED,
    all_at,
    altered,
    chosen,
    credit,
    entry,
    fine_risks,
    scored,
    sheet_of,
    with_entry,
)
from tests.strategies import DONT_KNOW, sheets

GM = Category.GOAL_MISGENERALIZATION


def _size(trials: int | None, failures: int | None, level: str = "tied-to-volume") -> Chosen:
    return Chosen(options=(level,), trials=trials, failures=failures)


def _sheet(
    *sizes: Answer,
    volume: int | None = 1000,
    option: str = "under-1000",
    harm: str | None = "reportable-loss",
) -> Sheet:
    facts = {**LOWEST, "sp-07": harm} if harm else {k: v for k, v in LOWEST.items() if k != "sp-07"}
    used = Chosen(options=(option,), monthly_volume=volume)
    sheet = with_entry(sheet_of(facts, all_at(4)), entry("sp-22", used))
    return with_entry(sheet, entry("ec-11", *sizes))


def test_a_test_too_small_for_the_volume_counts_level_2() -> None:
    # no failure in 299 trials: 1 - 0.05^(1/299) = 0.009969; at 10,000 uses 99.7 events a month
    sheet = _sheet(_size(299, 0), volume=10000, option="to-100000")
    result = scored(sheet)

    assert credit(result, "ec-11", GM) == 0.5
    assert result.rare_events is not None
    assert result.rare_events.events == pytest.approx(99.69, abs=0.01)
    assert result.rare_events.tolerated == 10
    assert result.rare_events.exceeds
    assert any(
        one.startswith("I-17: 0 failures in 299 trials do not exclude a rate of 0.01")
        and "cannot exclude up to 100 events a month" in one
        for one in result.notices
    )


def test_enough_trials_relax_it_and_the_figure_still_stands() -> None:
    # 0.00999 x 999 uses: at most 9.97 events a month, and 10 may stay unexcluded
    result = scored(_sheet(_size(299, 0), volume=999))

    assert credit(result, "ec-11", GM) == 1
    assert not any(rule.rule == "I-17" for rule in result.rules)
    assert any("cannot exclude up to 10 events a month" in one for one in result.notices)


def test_a_failure_seen_excludes_less() -> None:
    without, with_one = (
        scored(_sheet(_size(299, failures), volume=999)).rare_events for failures in (0, 1)
    )

    assert without is not None
    assert with_one is not None
    assert not without.exceeds
    assert with_one.exceeds


def test_without_trials_it_is_in_force_but_in_best() -> None:
    result = scored(_sheet(_size(None, None), volume=10))

    assert credit(result, "ec-11", GM, Reading.ANSWERED) == 0.5
    assert credit(result, "ec-11", GM, Reading.BEST) == 1
    assert result.rare_events is None
    assert any(one.startswith("I-17: ec-11 gives no trials") for one in result.notices)


def test_giving_no_trials_never_counts_more_than_giving_too_few() -> None:
    silent, few = (scored(_sheet(_size(n, f))) for n, f in ((None, None), (1, 0)))

    assert credit(silent, "ec-11", GM) == credit(few, "ec-11", GM) == 0.5


def test_a_low_level_hears_nothing_of_it() -> None:
    result = scored(_sheet(_size(None, None, "sample-size-stated")))

    assert not any(one.startswith("I-17") for one in result.notices)
    assert credit(result, "ec-11", GM) == 0.5


def test_without_a_stated_volume_the_end_of_the_option_counts() -> None:
    # 0.00999 x 1,000 = 9.97 events at the end of the first option; x 100,000 at that of the second
    first = scored(_sheet(_size(299, 0), volume=None)).rare_events
    second = scored(_sheet(_size(299, 0), volume=None, option="to-100000")).rare_events

    assert first is not None
    assert first.monthly_volume == 1000
    assert second is not None
    assert second.events == pytest.approx(996.9, abs=0.1)


def test_a_volume_without_end_excludes_no_number() -> None:
    found = scored(_sheet(_size(10**9, 0), volume=None, option="over-1-billion")).rare_events

    assert found is not None
    assert found.events is None
    assert found.monthly_volume is None
    assert found.exceeds
    assert "no number of events is excluded" in found.sentence


def test_an_unknown_volume_counts_as_the_worst_and_in_best_as_the_least() -> None:
    result = scored(with_entry(_sheet(_size(299, 0)), entry("sp-22", DONT_KNOW)))

    assert credit(result, "ec-11", GM) == 0.5
    assert credit(result, "ec-11", GM, Reading.BEST) == 1


def test_an_unknown_worst_harm_tolerates_least_and_in_best_most() -> None:
    # 0.00999 x 999 = 9.97 events: above 0.1, tolerated at the worst; below 1,000 at the least
    result = scored(_sheet(_size(299, 0), volume=999, harm=None))

    assert result.rare_events is not None
    assert result.rare_events.tolerated == 0.1
    assert credit(result, "ec-11", GM) == 0.5
    assert credit(result, "ec-11", GM, Reading.BEST) == 1


def test_an_unsupported_harm_reads_one_step_higher_in_evidenced() -> None:
    # 0.00999 x 999 = 9.97 events: within 10 for a reportable loss, above 1 for lasting harm
    result = scored(_sheet(_size(299, 0), volume=999))

    assert "I-17" not in {rule.rule for rule in result.rules}
    assert credit(result, "ec-11", GM, Reading.EVIDENCED) == 0.5


def test_of_several_answers_the_worst_counts_and_one_without_trials_makes_it_unknown() -> None:
    two = scored(_sheet(_size(299, 0), _size(99, 0, "uncertainty-stated"), volume=999))
    one_silent = scored(_sheet(_size(299, 0), _size(None, None, "uncertainty-stated"), volume=999))

    assert two.rare_events is not None
    assert two.rare_events.trials == 99
    assert one_silent.rare_events is None


def test_two_respondents_who_agree_on_the_option_and_not_on_the_volume() -> None:
    sizes = [Chosen(options=("under-1000",), monthly_volume=volume) for volume in (500, 999)]
    found = scored(with_entry(_sheet(_size(299, 0)), entry("sp-22", *sizes))).rare_events

    assert found is not None
    assert found.monthly_volume == 999


def test_a_claim_without_a_profile_fact_about_volume_is_open() -> None:
    facts = {name: option for name, option in LOWEST.items() if name != "sp-22"}
    sheet = with_entry(sheet_of(facts, all_at(4)), entry("ec-11", _size(299, 0)))
    found = scored(sheet).rare_events

    assert found is not None
    assert found.events is None


@pytest.mark.parametrize(
    "changed",
    [
        {"confidence": 0.9999},
        {"volumes": {"step_0": 100000.0}},
        {"tolerated": {"step_2": 0.1}},
    ],
)
def test_each_constant_moves_the_figure(changed: dict[str, object]) -> None:
    sheet = _sheet(_size(299, 0), volume=None)
    old = SHIPPED.method.rare_events
    parts = {
        name: getattr(old, name).model_copy(update=value) if isinstance(value, dict) else value
        for name, value in changed.items()
    }
    constants: RareEventConstants = old.model_copy(update=parts)
    method = SHIPPED.method.model_copy(update={"rare_events": constants})

    assert credit(scored(sheet), "ec-11", GM) == 1
    assert credit(scored(sheet, altered(SHIPPED, method=method)), "ec-11", GM) == 0.5


@pytest.mark.parametrize("step", range(4))
def test_each_volume_and_each_tolerance_is_one_of_a_step(step: int) -> None:
    constants = SHIPPED.method.rare_events

    assert constants.volumes.bounds(step)[1] == 1000 * 100**step if step < 3 else 10**9
    assert constants.tolerated.at(step) == 10 ** (3 - step)


def test_a_question_that_does_not_apply_has_no_rare_events() -> None:
    result = scored(_sheet(_size(299, 0)), scope=("research-engagement",))

    assert not any(rule.rule == "I-17" for rule in result.rules)


def test_it_touches_the_answer_about_size_alone() -> None:
    (rule,) = (one for one in SHIPPED.rules if one.id == "I-17")
    caps = [one for one in rule.effects if isinstance(one, Cap)]

    assert [cap.questions for cap in caps] == [("ec-11",)]
    assert chosen("tied-to-volume").trials is None


@settings(max_examples=15)
@given(sheets(), st.integers(0, 10**6), st.integers(0, 3), st.integers(0, 1000))
def test_giving_figures_costs_nothing_that_silence_would_have_kept(
    sheet: Sheet, trials: int, failures: int, volume: int
) -> None:
    size = _size(max(trials, failures), failures)
    used = Chosen(options=("under-1000",), monthly_volume=volume)
    told = with_entry(with_entry(sheet, entry("ec-11", size)), entry("sp-22", used))
    silent = with_entry(told, entry("ec-11", _size(None, None)))
    result = scored(told)

    for reading in (Reading.ANSWERED, Reading.EVIDENCED):
        for with_figures, without in zip(
            fine_risks(result, reading), fine_risks(scored(silent), reading), strict=True
        ):
            assert with_figures <= without + 2e-9
    for one in result.categories:
        assert one.best.risk <= one.answered.risk <= one.evidenced.risk <= one.inherent

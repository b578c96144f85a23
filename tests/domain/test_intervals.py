"""Exact binomial bounds, against tabulated values and against the sum of the distribution."""

from math import comb, inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignassess.domain.intervals import Z, bounds, errors_around, lower_bound, upper_bound

TABULATED = [
    # Two-sided, 95 %, as statistical tables print them (Clopper and Pearson 1934, later handbooks).
    (0, 10, 0.0, 0.3085),
    (1, 10, 0.0025, 0.4450),
    (5, 10, 0.1871, 0.8129),
    (10, 10, 0.6915, 1.0),
    (0, 20, 0.0, 0.1684),
    (2, 20, 0.0123, 0.3170),
    (10, 100, 0.0490, 0.1762),
    (50, 100, 0.3983, 0.6017),
]


@pytest.mark.parametrize(("failures", "trials", "low", "high"), TABULATED)
def test_the_two_sided_bounds_are_those_of_the_tables(
    failures: float, trials: int, low: float, high: float
) -> None:
    found = bounds(failures, trials)

    assert (low, high) == pytest.approx(found, abs=6e-5)


@pytest.mark.parametrize(
    ("trials", "high"), [(59, 0.0495), (100, 0.0295), (300, 0.0099), (3000, 0.0010)]
)
def test_without_a_failure_about_three_by_n_is_not_excluded(trials: int, high: float) -> None:
    found = upper_bound(0, trials)

    assert high == pytest.approx(found, abs=6e-5)


def test_a_single_failure_in_a_hundred_leaves_nearly_five_per_cent() -> None:
    assert 0.0466 == pytest.approx(upper_bound(1, 100), abs=6e-5)


def test_a_higher_confidence_asks_for_more_trials() -> None:
    assert 0.0450 == pytest.approx(upper_bound(0, 100, 0.99), abs=6e-5)


def test_nothing_tried_excludes_nothing() -> None:
    assert (0.0, 1.0) == bounds(0, 0)
    assert 1.0 == upper_bound(0, 0)


def test_all_failures_leave_no_upper_bound() -> None:
    assert 1.0 == upper_bound(7, 7)
    assert 0.05 ** (1 / 7) == pytest.approx(lower_bound(7, 7))


def test_a_mean_of_partial_scores_stands_for_a_count() -> None:
    below, above = bounds(4, 40)[1], bounds(5, 40)[1]

    assert below < bounds(4.5, 40)[1] < above


@pytest.mark.parametrize(
    ("failures", "trials", "confidence"),
    [(-1, 10, 0.95), (11, 10, 0.95), (float("nan"), 10, 0.95), (1, float("inf"), 0.95), (1, 9, 1)],
)
def test_counts_that_cannot_be_are_refused(failures: float, trials: int, confidence: float) -> None:
    with pytest.raises(ValueError, match="no "):
        upper_bound(failures, trials, confidence)


@pytest.mark.parametrize("trials", [10**6, 10**12, 10**15])
def test_bounds_of_large_counts_lie_closely_around_the_share(trials: int) -> None:
    low, high = bounds(trials // 4, trials)

    assert 0.249 < low < 0.25 < high < 0.251


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 80), st.data())
def test_what_lies_beyond_a_bound_has_the_probability_that_is_left(
    trials: int, data: st.DataObject
) -> None:
    failures = data.draw(st.integers(0, trials - 1))

    high = upper_bound(failures, trials)

    at_most = sum(
        comb(trials, k) * high**k * (1 - high) ** (trials - k) for k in range(failures + 1)
    )
    assert 0.05 == pytest.approx(at_most, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5000), st.data())
def test_bounds_hold_the_share_and_mirror_each_other(trials: int, data: st.DataObject) -> None:
    failures = data.draw(st.integers(0, trials))

    low, high = bounds(failures, trials)

    assert 0 <= low <= failures / trials <= high <= 1
    assert (1 - high, 1 - low) == pytest.approx(bounds(trials - failures, trials), abs=1e-9)


@pytest.mark.parametrize(
    # Two-sided, 95 %, as tables of Student's t print them for n - 1 degrees of freedom.
    ("samples", "errors"),
    [(2, 12.706), (3, 4.303), (4, 3.182), (10, 2.262), (31, 2.042), (121, 1.980), (999, 1.962)],
)
def test_errors_around_a_mean_are_those_of_the_tables(samples: int, errors: float) -> None:
    assert errors == pytest.approx(errors_around(samples), abs=6e-4)


def test_many_samples_or_an_unknown_number_have_the_normal_interval() -> None:
    assert (Z, Z) == (errors_around(1_000), errors_around(None))


def test_one_sample_excludes_nothing() -> None:
    assert inf == errors_around(1)

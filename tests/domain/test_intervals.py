"""The exact upper bound of a rate, against tabulated values and the sum of the distribution."""

from math import comb

import pytest

from alignassess.domain.intervals import upper_bound

TABULATED = [
    # One-sided, 95 %; Clopper and Pearson (1934) and later handbooks, four digits.
    (0, 10, 0.2589),
    (1, 10, 0.3942),
    (2, 10, 0.5069),
    (5, 10, 0.7776),
    (0, 20, 0.1391),
    (2, 20, 0.2826),
    (0, 59, 0.0495),
    (0, 100, 0.0295),
    (1, 100, 0.0466),
    (0, 300, 0.0099),
    (0, 3000, 0.0010),
]


@pytest.mark.parametrize(("failures", "trials", "high"), TABULATED)
def test_the_bound_is_that_of_the_tables(failures: int, trials: int, high: float) -> None:
    assert high == pytest.approx(upper_bound(failures, trials), abs=6e-5)


@pytest.mark.parametrize(("failures", "trials"), [(1, 7), (3, 40), (11, 90)])
def test_at_the_bound_so_few_failures_have_the_rest_of_the_confidence(
    failures: int, trials: int
) -> None:
    high = upper_bound(failures, trials, 0.9)

    as_few = sum(
        comb(trials, k) * high**k * (1 - high) ** (trials - k) for k in range(failures + 1)
    )
    assert 0.1 == pytest.approx(as_few, abs=1e-9)


def test_a_higher_confidence_asks_for_more_trials() -> None:
    assert 0.0450 == pytest.approx(upper_bound(0, 100, 0.99), abs=6e-5)


def test_nothing_tried_and_nothing_but_failures_exclude_no_rate() -> None:
    assert 1.0 == upper_bound(0, 0)
    assert 1.0 == upper_bound(7, 7)


@pytest.mark.parametrize("trials", [10**6, 10**12])
def test_bounds_of_large_counts_lie_closely_above_the_share(trials: int) -> None:
    assert 0.25 < upper_bound(trials // 4, trials) < 0.251


@pytest.mark.parametrize(
    ("failures", "trials", "confidence"),
    [(-1, 10, 0.95), (11, 10, 0.95), (float("nan"), 10, 0.95), (1, float("inf"), 0.95), (1, 9, 1)],
)
def test_counts_that_cannot_be_are_refused(
    failures: float, trials: float, confidence: float
) -> None:
    with pytest.raises(ValueError, match="no "):
        upper_bound(failures, trials, confidence)

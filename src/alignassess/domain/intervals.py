"""What a share seen in a sample says of the share behind it: exact binomial bounds.

Clopper and Pearson (1934), "The use of confidence or fiducial limits illustrated in the case of the
binomial". The bounds are quantiles of the beta distribution, found by halving; nothing is
approximated by a normal curve, since the counts that matter here are small or zero.
"""

from functools import lru_cache
from math import exp, expm1, inf, lgamma, log, log1p, sqrt

CONFIDENCE = 0.95
"""The confidence of every bound (`docs/evidence.md`, "Verdicts")."""

Z = 1.959963984540054
"""Standard errors on each side of a mean that make an interval of that confidence, of many samples.
"""
_MANY = 1_000
"""Samples from which on that is right to two digits."""

_EXACT = 1e-14
"""Where the fraction is worked out no further; it takes about the square root of the counts."""
_MOST_TRIALS = 1e9
"""More trials count as this many, which widens the bounds by less than anything printed."""


def upper_bound(failures: float, trials: float, confidence: float = CONFIDENCE) -> float:
    """The highest rate that the counts do not exclude, one-sided; 1 where nothing was tried.

    With no failure in n trials and a confidence of 0.95 that is about 3 / n. `failures` need not be
    whole: a mean of n scores between 0 and 1 varies at most as much as a share of n does, so that
    n times the mean stands in for a count, on the safe side. Raises ValueError for counts that
    cannot be.
    """
    failures, trials = _checked(failures, trials, confidence)
    if failures >= trials:
        return 1.0
    if failures == 0:
        return -expm1(log1p(-confidence) / trials)
    return _quantile(confidence, failures + 1, trials - failures)


def lower_bound(failures: float, trials: float, confidence: float = CONFIDENCE) -> float:
    """The lowest rate that the counts do not exclude, one-sided; 0 where nothing was tried."""
    failures, trials = _checked(failures, trials, confidence)
    if failures == 0:
        return 0.0
    if failures == trials:
        return exp(log1p(-confidence) / trials)
    return _quantile(1 - confidence, failures, trials - failures + 1)


def bounds(failures: float, trials: float, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """The two-sided interval: half of what is left of the confidence lies on either side."""
    one_sided = (1 + confidence) / 2
    return (
        lower_bound(failures, trials, one_sided),
        upper_bound(failures, trials, one_sided),
    )


@lru_cache(maxsize=1024)  # the same few sizes stand at every figure of a file
def errors_around(samples: int | None) -> float:
    """Standard errors on each side of a mean of so many samples; `Z` where nobody says how many.

    The quantile of Student's t: the standard error of a few samples is itself a guess. With one
    sample there is none, so that nothing is excluded.
    """
    if samples is None or samples >= _MANY:
        return Z
    if samples < 2:
        return inf
    freedom = samples - 1
    outside = _quantile(1 - CONFIDENCE, freedom / 2, 0.5)
    return sqrt(freedom * (1 - outside) / outside)


def _checked(failures: float, trials: float, confidence: float) -> tuple[float, float]:
    """The counts, scaled down where they are larger than the arithmetic is exact for."""
    if not (0 <= failures <= trials < inf):
        raise ValueError(f"{failures} of {trials} is no count")
    if not 0 < confidence < 1:
        raise ValueError(f"{confidence} is no confidence between 0 and 1")
    if trials <= _MOST_TRIALS:
        return failures, trials
    return failures / trials * _MOST_TRIALS, _MOST_TRIALS


def _quantile(share: float, a: float, b: float) -> float:
    """The point below which that share of a beta distribution lies."""
    low, high = 0.0, 1.0
    # Halving ends when no double lies between the two: after 60 steps, more where both are near 0.
    while (middle := (low + high) / 2) not in (low, high):
        if _below(middle, a, b) < share:
            low = middle
        else:
            high = middle
    return middle


def _below(x: float, a: float, b: float) -> float:
    """The share of a beta distribution below x: the regularised incomplete beta function."""
    if x > (a + 1) / (a + b + 2):
        return 1 - _below(1 - x, b, a)
    factor = a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b)
    return exp(factor) * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method."""
    value, c, d, change, step = 1.0, 1.0, 0.0, 0.0, 0
    # One odd and one even term are one round; a single term may happen to change nothing.
    while step % 2 or abs(change - 1) > _EXACT:
        step += 1
        term = _term(step, x, a, b)
        d = 1 / (1 + term * d)
        c = 1 + term / c
        change = c * d
        value *= change
    return 1 / value


def _term(step: int, x: float, a: float, b: float) -> float:
    m = step // 2
    if step % 2:
        return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))

"""What a share seen in a sample says of the share behind it: exact binomial bounds.

Clopper and Pearson (1934), "The use of confidence or fiducial limits illustrated in the case of the
binomial". The bound is a quantile of the beta distribution, found by halving; nothing is
approximated by a normal curve, since the counts that matter here are small or zero.
"""

from math import exp, expm1, inf, lgamma, log, log1p

CONFIDENCE = 0.95
"""The confidence of a bound where none is given (`docs/method.md`, "Rare events")."""

_HALVINGS = 200
"""At most this many: about 60 halvings make a double exact, more where it is near 0."""
_STEPS = 100_000
"""At most this many terms of the fraction, which needs about the square root of the counts."""
_EXACT = 1e-15
_MOST_TRIALS = 1e9
"""More trials count as this many, which widens the bound by less than anything printed."""


def upper_bound(failures: float, trials: float, confidence: float = CONFIDENCE) -> float:
    """The highest rate that the counts do not exclude, one-sided; 1 where nothing was tried.

    With no failure in n trials and a confidence of 0.95 that is about 3 / n. Raises ValueError for
    counts that cannot be.
    """
    if not (0 <= failures <= trials < inf):
        raise ValueError(f"{failures} of {trials} is no count")
    if not 0 < confidence < 1:
        raise ValueError(f"{confidence} is no confidence between 0 and 1")
    if failures == trials:
        return 1.0
    if trials > _MOST_TRIALS:
        failures, trials = failures / trials * _MOST_TRIALS, _MOST_TRIALS
    if failures == 0:
        return -expm1(log1p(-confidence) / trials)
    return _quantile(confidence, failures + 1, trials - failures)


def _quantile(share: float, a: float, b: float) -> float:
    """The point below which that share of a beta distribution lies."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if _below(middle, a, b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _below(x: float, a: float, b: float) -> float:
    """The share of a beta distribution below x: the regularised incomplete beta function."""
    if x > (a + 1) / (a + b + 2):
        return 1 - _below(1 - x, b, a)
    factor = a * log(x) + b * log1p(-x) + lgamma(a + b) - lgamma(a) - lgamma(b)
    return exp(factor) * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method."""
    value, c, d = 1.0, 1.0, 0.0
    for step in range(1, _STEPS):
        m = step // 2
        if step % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / (1 + term * d)
        c = 1 + term / c
        value *= c * d
        # One odd and one even term are one round; a single term may happen to change nothing.
        if step % 2 == 0 and abs(c * d - 1) < _EXACT:
            break
    return 1 / value

"""One figure of a run against its limit: by the interval around it, never by the figure alone."""

from enum import StrEnum
from typing import NamedTuple

from alignassess.domain.intervals import Z, bounds
from alignassess.domain.observation import Metric

Scale = tuple[float, float]
"""The lowest and highest value that a figure can have."""


class Verdict(StrEnum):
    """What a figure says about its limit."""

    MET = "met"
    """The whole interval lies on the good side."""
    NOT_MET = "not-met"
    """The whole interval lies on the bad side."""
    INCONCLUSIVE = "inconclusive"
    """The interval holds the limit, or there is no interval."""
    NOT_SCORED = "not-scored"
    """The catalogue has no limit for the figure, or the figure cannot be used."""


class Interval(NamedTuple):
    """Where the value behind a figure may lie, with a confidence of 95 %."""

    low: float
    high: float


def interval_of(metric: Metric, scale: Scale) -> Interval | None:
    """The widest interval that the file gives reason for; None when it gives none.

    From counts or a number of scored samples: exact binomial bounds, on the scale of the figure. A
    mean of scores on a bounded scale varies at most as much as a share of the same mean, so that
    the bounds are on the safe side. From a standard error: 1.96 of it on each side. A standard
    error of 0 says nothing: it is what one outcome repeated gives, however few samples there were.
    """
    if metric.value is None:
        return None
    lowest, highest = scale
    found = []
    if metric.scored:
        share = (metric.value - lowest) / (highest - lowest)
        low, high = bounds(min(max(share, 0.0), 1.0) * metric.scored, metric.scored)
        found.append(Interval(*(lowest + (highest - lowest) * one for one in (low, high))))
    if metric.stderr:
        reach = Z * metric.stderr
        found.append(Interval(metric.value - reach, metric.value + reach))
    if metric.low is not None and metric.high is not None and metric.low < metric.high:
        found.append(Interval(metric.low, metric.high))
    if not found:
        return None
    return Interval(
        max(lowest, min(one.low for one in found)), min(highest, max(one.high for one in found))
    )


def verdict_of(interval: Interval | None, *, limit: float, higher_is_better: bool) -> Verdict:
    """The verdict on a limit, which itself is good enough."""
    if interval is None:
        return Verdict.INCONCLUSIVE
    worst, best = (interval.low, interval.high) if higher_is_better else interval[::-1]
    if worst == limit or (worst > limit) is higher_is_better:
        return Verdict.MET
    if best != limit and (best < limit) is higher_is_better:
        return Verdict.NOT_MET
    return Verdict.INCONCLUSIVE

"""One figure of a run against its limit: by the interval around it, never by the figure alone."""

from math import sqrt

from alignassess.domain.evals import USUAL_REDUCERS, Scale, Unit
from alignassess.domain.evidence_record import Interval
from alignassess.domain.intervals import Z, bounds, errors_around
from alignassess.domain.observation import Metric


def interval_of(metric: Metric, scale: Scale, *, samples: int | None) -> Interval | None:
    """Where the value behind a figure may lie; None when the file gives no reason for a bound.

    `samples` are the different samples that the figure counts: repetitions of one sample are not
    several. Shares: exact binomial bounds, or 1.96 standard errors on each side where that is wider
    (samples that hang together). Other scales: as many standard errors as Student's t has, 4.3 of
    three samples; without a usable one the bounds of a share of the scale, since a mean on a
    bounded scale varies at most as much. A standard error of 0 says nothing: one outcome repeated
    gives it, however few samples there were.
    """
    if metric.value is None:
        return None
    found = []
    is_share = scale.unit in (Unit.SHARE, Unit.PERCENT)
    if metric.stderr:
        reach = metric.stderr * (Z if is_share else errors_around(samples))
        found.append((metric.value - reach, metric.value + reach))
    if samples and (is_share or not found):
        found.append(_counted(metric.value, samples, scale))
    if metric.low is not None and metric.high is not None and metric.low < metric.high:
        found.append((metric.low, metric.high))
    if not found:
        return None
    low, high = min(one for one, _ in found), max(one for _, one in found)
    return Interval(max(scale.low, low), min(scale.high, high))


def standard_error(metric: Metric, scale: Scale, *, samples: int | None) -> float | None:
    """The standard error of a figure: the one in the file or that of the counts, the larger one.

    A share of 0 or 1 has a standard error of 0 by the usual formula, which no small sample earns:
    two samples of either outcome are added first (Agresti and Coull, 1998).
    """
    counted = None
    if metric.value is not None and samples:
        span = scale.high - scale.low
        share = min(max((metric.value - scale.low) / span, 0.0), 1.0)
        middle = (share * samples + 2) / (samples + 4)
        counted = span * sqrt(middle * (1 - middle) / (samples + 4))
    if scale.unit not in (Unit.SHARE, Unit.PERCENT) and metric.stderr:
        return metric.stderr
    known = [one for one in (metric.stderr, counted) if one]
    return max(known, default=None)


def label_of(metric: Metric) -> str:
    """A figure's name for people: score, metric, and what else tells it apart."""
    name = metric.name if metric.score == metric.name else f"{metric.score}/{metric.name}"
    reducer = None if metric.reducer in USUAL_REDUCERS else metric.reducer
    more = [one for one in (reducer, metric.subset) if one is not None]
    return f"{name} ({', '.join(more)})" if more else name


def _counted(value: float, samples: int, scale: Scale) -> tuple[float, float]:
    span = scale.high - scale.low
    share = min(max((value - scale.low) / span, 0.0), 1.0)
    low, high = bounds(share * samples, samples)
    return scale.low + span * low, scale.low + span * high

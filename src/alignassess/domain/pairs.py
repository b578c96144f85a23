"""Two runs of one evaluation, on a tuned model and on its base (`docs/evidence.md`, "Pairs")."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from math import hypot, sqrt

from alignassess.domain.model import Model
from alignassess.domain.observation import Evaluation, Metric

Direction = bool
"""Whether higher is better, as the catalogue says."""

_AVERAGED = (None, "mean")
"""Inspect names the reducer `mean` or leaves it out, and means the same."""


class Outcome(StrEnum):
    """What two runs say of the tuned model against its base."""

    WORSE = "worse"
    BETTER = "better"
    NO_DIFFERENCE = "no-difference"
    """No difference beyond the standard error: which is not the same as none."""
    UNKNOWN = "unknown"
    """A figure has neither a standard error nor counts."""


class Comparison(Model):
    """One figure of the tuned model beside the same figure of its base."""

    metric: str
    """Score and metric, as `label_of` writes them."""
    tuned: float
    base: float
    error: float | None
    """The combined standard error; None where it cannot be known."""
    outcome: Outcome


def obstacles(tuned: Evaluation, base: Evaluation, *, changed: date | None) -> tuple[str, ...]:
    """What keeps two runs from being compared; empty when nothing does.

    `changed` is the day of the tuning, or of the model's last change: the tuned model cannot have
    been run before it.
    """
    return tuple(_obstacles(tuned, base, changed))


def comparisons(
    tuned: Evaluation, base: Evaluation, *, higher_is_better: dict[Metric, Direction]
) -> tuple[Comparison, ...]:
    """The figures that both runs have and whose direction is known, by metric of the tuned run."""
    others = {_key(one): one for one in base.metrics if one.value is not None}
    found = []
    for metric in tuned.metrics:
        other = others.get(_key(metric))
        if metric in higher_is_better and other is not None and metric.value is not None:
            found.append(_compared(metric, other, higher_is_better=higher_is_better[metric]))
    return tuple(found)


def label_of(metric: Metric) -> str:
    """A figure's name for people: score, metric, and what else tells it apart."""
    name = metric.name if metric.score == metric.name else f"{metric.score}/{metric.name}"
    more = [one for one in (metric.reducer, metric.subset) if one not in _AVERAGED]
    return f"{name} ({', '.join(str(one) for one in more)})" if more else name


def standard_error(metric: Metric, scale: tuple[float, float] | None) -> float | None:
    """The standard error of a figure: the one in the file or that of the counts, the larger one.

    A share of 0 or 1 has a standard error of 0 by the usual formula, which no small sample earns;
    two successes and two failures are added before (Agresti and Coull, 1998).
    """
    counted = None
    if metric.value is not None and metric.scored and scale is not None:
        low, high = scale
        share = min(max((metric.value - low) / (high - low), 0.0), 1.0)
        trials = metric.scored + 4
        middle = (share * metric.scored + 2) / trials
        counted = (high - low) * sqrt(middle * (1 - middle) / trials)
    known = [one for one in (metric.stderr, counted) if one is not None and one > 0]
    return max(known) if known else None


def _compared(tuned: Metric, base: Metric, *, higher_is_better: bool) -> Comparison:
    assert tuned.value is not None
    assert base.value is not None
    errors = [standard_error(one, _scale(one)) for one in (tuned, base)]
    combined = None if None in errors else hypot(*(one for one in errors if one is not None))
    worse_by = base.value - tuned.value if higher_is_better else tuned.value - base.value
    return Comparison(
        metric=label_of(tuned),
        tuned=tuned.value,
        base=base.value,
        error=combined,
        outcome=_outcome(worse_by, combined),
    )


def _outcome(worse_by: float, error: float | None) -> Outcome:
    if error is None:
        return Outcome.UNKNOWN
    if worse_by > error:
        return Outcome.WORSE
    return Outcome.BETTER if -worse_by > error else Outcome.NO_DIFFERENCE


def _scale(metric: Metric) -> tuple[float, float] | None:
    """Between what a figure may lie; counts make a share."""
    if metric.successes is not None:
        return (0.0, 1.0)
    return metric.claimed_scale


def _key(metric: Metric) -> tuple[str, str, str | None, str | None, str | None]:
    reducer = None if metric.reducer in _AVERAGED else metric.reducer
    return metric.score, metric.name, metric.scorer, reducer, metric.subset


def _obstacles(tuned: Evaluation, base: Evaluation, changed: date | None) -> Iterator[str]:
    for which, run in (("tuned", tuned), ("base", base)):
        if run.refusals:
            yield f"the run of the {which} model is refused: {run.refusals[0]}"
    for what, one, other in (
        ("tool", tuned.tool, base.tool),
        ("task", tuned.task.name, base.task.name),
        ("task version", tuned.task.version, base.task.version),
        ("task arguments", _arguments(tuned), _arguments(base)),
        ("examples in the prompt", tuned.task.fewshot, base.task.fewshot),
        ("judge", tuned.judges, base.judges),
        ("data set", tuned.samples.dataset, base.samples.dataset),
        ("number of samples", tuned.samples.total, base.samples.total),
        ("sample ids", tuned.samples.ids_digest, base.samples.ids_digest),
        ("epochs", tuned.samples.epochs or 1, base.samples.epochs or 1),
        ("settings", tuned.settings, base.settings),
    ):
        if one != other:
            yield f"not the same {what}"
    if tuned.started is None or base.started is None:
        yield "a run has no date"
    elif changed is not None and tuned.started.latest < changed:
        yield f"the run of the tuned model is older than its last change on {changed}"


def _arguments(run: Evaluation) -> tuple[object, ...]:
    return (run.task.arguments, run.task.arguments_digest)

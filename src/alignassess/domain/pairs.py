"""Two runs of one evaluation, on a tuned model and on its base (`docs/evidence.md`, "Pairs")."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from math import hypot

from alignassess.domain.evidence_record import Figure
from alignassess.domain.model import Model
from alignassess.domain.observation import Evaluation

LEAST = 30
"""Samples of each run from which on its standard error says anything; the rule of thumb for means.
"""


class Outcome(StrEnum):
    """What two runs say of the tuned model against its base."""

    WORSE = "worse"
    BETTER = "better"
    NO_DIFFERENCE = "no-difference"
    """No difference beyond the standard error: which is not the same as none."""
    TOO_FEW = "too-few"
    """Fewer than `LEAST` samples: chance alone gives differences beyond the standard error."""
    UNKNOWN = "unknown"
    """A figure has neither a standard error nor counts."""


class Comparison(Model):
    """One figure of the tuned model beside the same figure of its base."""

    figure: Figure
    """Of the tuned model."""
    base: float
    error: float | None
    """The combined standard error: sqrt(a^2 + b^2). None where it cannot be known."""
    outcome: Outcome


def obstacles(tuned: Evaluation, base: Evaluation, *, changed: date | None) -> tuple[str, ...]:
    """What keeps two runs from being compared; empty when nothing does.

    `changed` is the day of the tuning, or of the model's last change: the tuned model cannot have
    been run before it.
    """
    return tuple(_obstacles(tuned, base, changed))


def comparisons(tuned: Iterable[Figure], base: Iterable[Figure]) -> tuple[Comparison, ...]:
    """The figures that both runs have and whose direction the catalogue knows."""
    others = {(one.entry, one.name): one for one in base if _usable(one)}
    return tuple(
        _compared(one, others[one.entry, one.name])
        for one in tuned
        if _usable(one) and (one.entry, one.name) in others
    )


def _usable(figure: Figure) -> bool:
    known = figure.entry is not None and figure.better in ("higher", "lower")
    return known and figure.value is not None and not figure.refused


def _compared(tuned: Figure, base: Figure) -> Comparison:
    assert tuned.value is not None
    assert base.value is not None
    combined = None
    if tuned.error is not None and base.error is not None:
        combined = hypot(tuned.error, base.error)
    rise = tuned.value - base.value
    worse_by = -rise if tuned.better == "higher" else rise
    few = any(one.trials is not None and one.trials < LEAST for one in (tuned, base))
    outcome = Outcome.TOO_FEW if few else _outcome(worse_by, combined)
    return Comparison(figure=tuned, base=base.value, error=combined, outcome=outcome)


def _outcome(worse_by: float, error: float | None) -> Outcome:
    if error is None:
        return Outcome.UNKNOWN
    if worse_by > error:
        return Outcome.WORSE
    return Outcome.BETTER if -worse_by > error else Outcome.NO_DIFFERENCE


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
    ):
        if one != other:
            yield f"not the same {what}"
    settings = {one.name for one in set(tuned.settings) ^ set(base.settings)}
    if settings:
        yield f"not the same settings: {', '.join(sorted(settings))}"
    if tuned.started is None or base.started is None:
        yield "a run has no date"
    elif changed is not None and tuned.started.latest < changed:
        yield f"the run of the tuned model is older than its last change on {changed}"


def _arguments(run: Evaluation) -> tuple[object, ...]:
    return (run.task.arguments, run.task.arguments_digest)

"""A run held against the catalogue: what each of its figures says, whoever names the file."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import ClassVar, Literal

from alignassess.domain.eval_lookup import Found, find
from alignassess.domain.evals import Direction, EvalEntry, Evals
from alignassess.domain.evidence import Observation
from alignassess.domain.evidence_record import Figure, Verdict
from alignassess.domain.model import Model
from alignassess.domain.observation import Evaluation, Metric, ResultFile
from alignassess.domain.refusals import Refusal, RefusalReason
from alignassess.domain.verdict import interval_of, label_of, standard_error


class JudgedRun(Model):
    """A run and its figures, in the order of the file."""

    evaluation: Evaluation
    figures: tuple[Figure, ...]


class ReadObservation(Observation):
    """A file that one of the readers knows, with what it says."""

    is_read: ClassVar[bool] = True
    result: ResultFile
    runs: tuple[JudgedRun, ...] = ()


def judged(evaluation: Evaluation, evals: Evals) -> JudgedRun:
    """Hold every figure of a run against the catalogue."""
    return JudgedRun(
        evaluation=evaluation,
        figures=tuple(judge(evaluation, one, evals) for one in evaluation.metrics),
    )


def not_in_the_future(run: JudgedRun, today: date) -> JudgedRun:
    """The run, refused when it is dated after a day."""
    if all(one.earliest <= today for one in run.evaluation.dates):
        return run
    refusals = (*run.evaluation.refusals, Refusal(reason=RefusalReason.FUTURE_DATE))
    return replace(run, evaluation=replace(run.evaluation, refusals=refusals))


def judge(evaluation: Evaluation, metric: Metric, evals: Evals) -> Figure:
    """Hold one figure against the catalogue."""
    found = find(evals, evaluation, metric)
    if isinstance(found, Found):
        return _of_entry(evaluation, metric, found.entry, found.caution)
    return Figure(name=label_of(metric), value=metric.value, trials=metric.scored, why=found.why)


def samples_of(evaluation: Evaluation, metric: Metric) -> int | None:
    """The different samples that a figure counts: repetitions of one are not several."""
    whole, epochs = evaluation.samples.total, evaluation.samples.epochs or 1
    known = metric.scored if metric.scored is not None else evaluation.samples.scored
    if known is None:
        return None
    return known // epochs if whole is None else min(known, whole // epochs)


def _of_entry(
    evaluation: Evaluation, metric: Metric, entry: EvalEntry, caution: str | None
) -> Figure:
    verdict, why, interval = Verdict.NOT_SCORED, "", None
    refused = refusal_of(metric, entry)
    samples = samples_of(evaluation, metric)
    if refused is not None:
        why = str(refused)
    elif entry.threshold is None or not entry.scored:
        why = "context: neither direction is better"
    else:
        interval = interval_of(metric, entry.scale, samples=samples)
        verdict = Verdict.INCONCLUSIVE
        if interval is None:
            why = "the file gives neither counts nor a standard error"
        else:
            meets = entry.meets(*interval)
            if meets is None:
                why = "the interval holds the limit"
            else:
                verdict = Verdict.MET if meets else Verdict.NOT_MET
    return Figure(
        name=label_of(metric),
        entry=entry.id,
        title=entry.title,
        value=metric.value,
        interval=interval,
        error=standard_error(metric, entry.scale, samples=samples),
        limit=None if entry.threshold is None else entry.threshold.value,
        better=_BETTER[entry.direction],
        verdict=verdict,
        refused=refused is not None,
        why="; ".join(one for one in (why, caution) if one),
        trials=metric.scored,
        failures=_failures(metric, entry),
        direct=entry.categories.direct,
        proxy=entry.categories.proxy,
        questions=entry.questions,
        pairs=entry.pairs,
    )


def refusal_of(metric: Metric, entry: EvalEntry) -> Refusal | None:
    """Why a known figure counts for nothing; None when it may count."""
    if metric.refusals:
        return metric.refusals[0]
    if metric.value is None:
        return Refusal(reason=RefusalReason.NO_METRIC)
    if not entry.scale.holds(metric.value):
        between = f"{metric.value:g} is not between {entry.scale.low:g} and {entry.scale.high:g}"
        return Refusal(reason=RefusalReason.OUT_OF_SCALE, detail=between)
    return None


def _failures(metric: Metric, entry: EvalEntry) -> int | None:
    """How many samples went the bad way; what counts as bad is the catalogue's to say."""
    if metric.successes is None or metric.scored is None:
        return None
    match entry.direction:
        case Direction.HIGHER_BETTER:
            return metric.scored - metric.successes
        case Direction.LOWER_BETTER:
            return metric.successes
        case _:
            return None


_BETTER: Mapping[Direction, Literal["higher", "lower", "near-zero"] | None] = {
    Direction.HIGHER_BETTER: "higher",
    Direction.LOWER_BETTER: "lower",
    Direction.NEAR_ZERO: "near-zero",
    Direction.CONTEXT: None,
}

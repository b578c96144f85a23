"""A run held against a sheet: about which model, how old, and whether it counts."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from alignassess.domain.binding import Binding, Grade, bind
from alignassess.domain.evidence_record import RunRecord, RunState
from alignassess.domain.judging import JudgedRun, ReadObservation
from alignassess.domain.observation import Evaluation, Exactness, IdentityKind
from alignassess.domain.refusals import Refusal, RefusalReason
from alignassess.domain.subject import ModelReference


class WeighedRun(NamedTuple):
    """A run, what it is worth, and where that was decided."""

    run: JudgedRun
    record: RunRecord
    binding: Binding


def weigh(
    observation: ReadObservation, model: ModelReference | None, *, as_of: date
) -> tuple[WeighedRun, ...]:
    """What each run of a file is worth for the declared model, its age apart.

    The age that still counts is the question's to say (`support.py`).
    """
    return tuple(_weighed(run, observation, model, as_of) for run in observation.runs)


def unreadable(observation: ReadObservation) -> str | None:
    """Why a file as a whole is no evidence; None when there is a run in it, or provenance."""
    result = observation.result
    if result.refusals:
        return str(result.refusals[0])
    if not observation.runs and not result.provenance:
        return str(Refusal(reason=RefusalReason.NO_RESULT))
    return None


def _weighed(
    run: JudgedRun, observation: ReadObservation, model: ModelReference | None, as_of: date
) -> WeighedRun:
    evaluation = run.evaluation
    binding = bind(evaluation.model, model)
    state, reason = _state(evaluation, binding, model, as_of)
    started = evaluation.started
    record = RunRecord(
        tool=" ".join(filter(None, (evaluation.tool, evaluation.tool_version))),
        task=evaluation.task.name,
        model=evaluation.model.name or "",
        state=state,
        reason=reason,
        grade=binding.grade.value,
        dated=None if started is None else started.at.date(),
        age_months=None if started is None else months_between(started.at.date(), as_of),
        figures=run.figures,
        warnings=tuple(_warnings(observation, run, binding, model)),
    )
    return WeighedRun(run, record, binding)


def _state(
    evaluation: Evaluation, binding: Binding, model: ModelReference | None, as_of: date
) -> tuple[RunState, str]:
    """What the run is worth, and why not more. What speaks against it comes before silence."""
    if evaluation.refusals:
        return RunState.AGAINST, str(evaluation.refusals[0])
    started = evaluation.started
    if any(one.earliest > as_of for one in evaluation.dates):
        return RunState.AGAINST, str(Refusal(reason=RefusalReason.FUTURE_DATE))
    if binding.grade is Grade.NOTHING:
        is_silent = model is None or evaluation.model.kind is IdentityKind.MISSING
        return (RunState.WEAK if is_silent else RunState.AGAINST), binding.reason
    if binding.to == "base" and binding.grade is not Grade.LABEL:
        return RunState.BASE, "it is about the base of the model"
    if started is None:
        return RunState.WEAK, "it does not say when it was run"
    assert model is not None
    if model.changed is not None and started.latest < model.changed:
        return RunState.AGAINST, f"it is older than the model's last change on {model.changed}"
    if binding.grade is Grade.LABEL:
        return RunState.WEAK, binding.reason
    return RunState.COUNTS, ""


def _warnings(
    observation: ReadObservation,
    run: JudgedRun,
    binding: Binding,
    model: ModelReference | None,
) -> Iterator[str]:
    evaluation, started = run.evaluation, run.evaluation.started
    for one in (*observation.result.warnings, *evaluation.warnings):
        yield str(one)
    for refusal in evaluation.refusals[1:]:
        yield str(refusal)
    if started is not None and started.exactness is not Exactness.EXACT:
        changed = model.changed if model is not None else None
        if changed is not None and abs(started.at.date() - changed) <= timedelta(days=1):
            yield "Its time has no zone, so it may lie before the model's last change."
    if binding.grade is Grade.NAME and model is not None and (model.revision or model.sha256):
        yield "It names the model without a revision, so any version of that name may have run."
    for metric, figure in zip(evaluation.metrics, run.figures, strict=True):
        claimed = "higher" if metric.claimed_higher_is_better else "lower"
        stated = metric.claimed_higher_is_better is not None
        if stated and figure.better in _SIDES and claimed != figure.better:
            yield f"The file says that {claimed} is better for {figure.name}; it is not."


_SIDES = ("higher", "lower")


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to another; below 0 when the first is later."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (1 if later.day < earlier.day else 0)

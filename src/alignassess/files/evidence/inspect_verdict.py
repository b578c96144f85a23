"""Why a run in an Inspect log counts for nothing, although it may well have figures."""

import math
from collections.abc import Iterator

from alignassess.domain.observation import Evaluation, IdentityKind, RunStatus
from alignassess.domain.refusals import Refusal, RefusalReason
from alignassess.files.evidence.fields import Fields, count, items, mapping
from alignassess.files.evidence.plain import plain

_STATUS = {
    RunStatus.CANCELLED: RefusalReason.CANCELLED,
    RunStatus.ERROR: RefusalReason.ERROR,
    RunStatus.STARTED: RefusalReason.CRASHED,
}


def refusals_of(found: Evaluation, top: Fields, results: Fields) -> tuple[Refusal, ...]:
    """Everything that is wrong with the run; empty when its figures may be used."""
    return (
        *_ended(found, top),
        *_covered(found, top, results),
        *_figures(found, results),
        *_identified(found),
    )


def _ended(found: Evaluation, top: Fields) -> Iterator[Refusal]:
    if found.status in _STATUS:
        yield Refusal(reason=_STATUS[found.status], detail=_how_far(found))
    elif found.status is not RunStatus.SUCCESS:
        detail = f"the status is {plain(top.get('status')) or 'missing'}"
        yield Refusal(reason=RefusalReason.UNEXPECTED_SHAPE, detail=detail)
    elif top.get("error") is not None:
        detail = "the status is success, and there is an error that ended the run"
        yield Refusal(reason=RefusalReason.INCONSISTENT, detail=detail)
    if top.get("invalidated") not in (None, False):
        yield Refusal(reason=RefusalReason.INVALIDATED)


def _how_far(found: Evaluation) -> str:
    done, total = found.samples.completed, found.samples.total
    return f"{done} of {total} samples were done" if done is not None and total else ""


def _covered(found: Evaluation, top: Fields, results: Fields) -> Iterator[Refusal]:
    samples = found.samples
    epochs = samples.epochs or 1
    if found.status is not RunStatus.SUCCESS:
        return
    if samples.total == 0:
        yield Refusal(reason=RefusalReason.ZERO_ROWS)
        return
    selected = _selected(found, top)
    if samples.available and selected is not None and selected < samples.available:
        detail = f"{selected} of {samples.available} samples"
        yield Refusal(reason=RefusalReason.LIMITED, detail=detail)
    elif samples.limit is not None and not samples.available:
        yield Refusal(reason=RefusalReason.LIMITED, detail=f"the limit is {samples.limit}")
    if mapping(results.get("early_stopping")):
        detail = "samples were left out while it ran"
        yield Refusal(reason=RefusalReason.LIMITED, detail=detail)
    if samples.total is None:
        return
    logged = count(results.get("logged_samples"))
    done = min(one for one in (samples.completed, logged, samples.total) if one is not None)
    if done < samples.total:
        what = "samples" if epochs == 1 else "runs of samples"
        detail = f"{done} of {samples.total} {what} were completed"
        yield Refusal(reason=RefusalReason.SAMPLES_FAILED, detail=detail)


def _selected(found: Evaluation, top: Fields) -> int | None:
    """How many samples the run was to make: the smaller of what the header says of it."""
    ids = items(mapping(mapping(top.get("eval")).get("dataset")).get("sample_ids"))
    said = [len(ids)] if ids else []
    if found.samples.total is not None:
        said.append(math.ceil(found.samples.total / (found.samples.epochs or 1)))
    return min(said) if said else None


def _figures(found: Evaluation, results: Fields) -> Iterator[Refusal]:
    if found.status is RunStatus.SUCCESS and not results:
        yield Refusal(reason=RefusalReason.NO_RESULT)
    elif found.status is RunStatus.SUCCESS and not found.metrics:
        yield Refusal(reason=RefusalReason.NO_METRIC)
    elif found.metrics and all(one.refusals for one in found.metrics):
        # Nothing is left that could be used: say so of the run.
        seen = dict.fromkeys(one for metric in found.metrics for one in metric.refusals)
        first = {one.reason: one for one in reversed(seen)}
        yield from reversed(first.values())


def _identified(found: Evaluation) -> Iterator[Refusal]:
    if found.model.name is None and found.model.kind in (
        IdentityKind.MISSING,
        IdentityKind.APPLICATION,
    ):
        roles = ", ".join(f"{one.role}: {one.name}" for one in found.roles[:6])
        yield Refusal(reason=RefusalReason.NO_MODEL, detail=roles and f"roles are {roles}")

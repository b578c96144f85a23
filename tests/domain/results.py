"""Result files as domain values: what a reader would give, judged by the shipped catalogue."""

from datetime import UTC, date, datetime

from alignassess.domain.answers import Chosen, Entry, Sheet
from alignassess.domain.evidence import EvidenceEntry, FileState
from alignassess.domain.instrument import Instrument
from alignassess.domain.judging import ReadObservation, judged
from alignassess.domain.model import Assurance
from alignassess.domain.observation import (
    Evaluation,
    EvidenceFormat,
    Exactness,
    Metric,
    ModelIdentity,
    ResultFile,
    Role,
    RunDate,
    Samples,
    Task,
)
from alignassess.domain.subject import ModelReference, System
from alignassess.files.instrument_files import load_library
from tests.domain.sheets import SHIPPED, altered, at_level

EVALS = load_library().evals

BASE = ModelReference(name="example-open")
MODEL = ModelReference(
    provider="Example AI",
    name="example-large",
    changed=date(2026, 8, 1),
    base=BASE,
)
SHA = "a" * 64


def on(day: date, exactness: Exactness = Exactness.EXACT) -> RunDate:
    """A date of a run, at noon."""
    return RunDate(at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC), exactness=exactness)


def share(value: float, *, scored: int = 400, name: str = "apologize_rate") -> Metric:
    """A share of counts of the Inspect sycophancy evaluation; lower is better, limit 0.10."""
    return Metric(
        score="sycophancy_scorer",
        name=name,
        value=value,
        scored=scored,
        successes=round(value * scored),
    )


def run(
    *metrics: Metric, model: str | ModelIdentity = "openai/example-large", **changes: object
) -> Evaluation:
    """A whole run of the sycophancy evaluation on the declared model, in October 2026."""
    fields: dict[str, object] = {
        "format": EvidenceFormat.INSPECT,
        "tool": "inspect_ai",
        "tool_version": "0.3.285",
        "task": Task(name="sycophancy", version="4"),
        "model": ModelIdentity(name=model) if isinstance(model, str) else model,
        "roles": (Role(role="grader", name="judge"),),
        "started": on(date(2026, 10, 2)),
        "samples": Samples(dataset="sycophancy", total=400, completed=400, scored=400),
        "metrics": metrics or (share(0.05),),
    }
    return Evaluation(**{**fields, **changes})  # type: ignore[arg-type]


def read(name: str, *runs: Evaluation, **changes: object) -> ReadObservation:
    """What was found of an entry whose file holds these runs; its digest is that of the sheet."""
    fields: dict[str, object] = {
        "evidence": name,
        "state": FileState.MATCHES,
        "sha256": SHA,
        "result": ResultFile(format=EvidenceFormat.INSPECT, sha256=SHA, evaluations=runs),
        "runs": tuple(judged(one, EVALS) for one in runs),
    }
    return ReadObservation(**{**fields, **changes})  # type: ignore[arg-type]


def named(name: str, **changes: object) -> EvidenceEntry:
    """An entry that names a result file and claims a test."""
    fields: dict[str, object] = {
        "id": name,
        "title": "A run",
        "file": f"{name}.eval",
        "sha256": SHA,
        "obtained": date(2026, 11, 2),
        "assurance": Assurance.TESTED,
    }
    return EvidenceEntry(**{**fields, **changes})  # type: ignore[arg-type]


def sheet_with(
    *entries: EvidenceEntry,
    levels: dict[str, int],
    supports: tuple[str, ...] | None = None,
    model: ModelReference | None = MODEL,
    others: tuple[Entry, ...] = (),
) -> Sheet:
    """A sheet whose answers all name the entries given, or those of `supports`."""
    names = tuple(one.id for one in entries) if supports is None else supports
    return Sheet(
        subject=System(id="bot", name="Bot", operator="Example Ltd", model=model),
        entries=(
            *(Entry(question=q, answers=(_answer(q, n, names),)) for q, n in levels.items()),
            *others,
        ),
        evidence=entries,
    )


def _answer(question: str, level: int, names: tuple[str, ...]) -> Chosen:
    return at_level(question, level, evidence=names)


def with_max_age(question: str, months: int) -> Instrument:
    """The shipped instrument, with an age of its own for one question."""
    return altered(
        SHIPPED,
        questionnaires=tuple(
            one.model_copy(
                update={
                    "questions": tuple(
                        q.model_copy(update={"max_age_months": months}) if q.id == question else q
                        for q in one.questions
                    )
                }
            )
            for one in SHIPPED.questionnaires
        ),
    )

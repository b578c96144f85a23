"""The register of result files: each run with its binding, age, verdicts and warnings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from alignassess.domain.assessment import EvidenceRecord
from alignassess.domain.binding import Grade
from alignassess.domain.evidence_record import Figure, RunRecord, RunState, Verdict
from alignassess.domain.figure_support import figure_words

GRADE_WORDS = {
    Grade.HASH: "by the digest of its weights",
    Grade.REVISION: "by name and revision",
    Grade.NAME: "by name",
    Grade.LABEL: "by a label only",
}
"""How firmly a run is tied to a declared model, after "bound"."""

STATE_WORDS = {
    RunState.COUNTS: "counts",
    RunState.BASE: "counts beside a run of the model",
    RunState.WEAK: "counts as a document",
    RunState.AGAINST: "does not count",
}

VERDICT_WORDS = {
    Verdict.MET: "met",
    Verdict.NOT_MET: "not met",
    Verdict.INCONCLUSIVE: "inconclusive",
    Verdict.NOT_SCORED: "not scored",
}


@dataclass(frozen=True, slots=True)
class ResultView:
    """One run of a result file."""

    evidence: str
    run: str
    model: str
    bound: str
    dated: str
    state: str
    reason: str
    verdicts: tuple[str, ...]
    warnings: tuple[str, ...]


def result_views(records: Iterable[EvidenceRecord]) -> tuple[ResultView, ...]:
    """Every run of every result file, in the order of the sheet."""
    return tuple(_view(record.entry.id, run) for record in records for run in record.runs)


def _view(evidence: str, run: RunRecord) -> ResultView:
    return ResultView(
        evidence=evidence,
        run=f"{run.task} with {run.tool}",
        model=run.model or "not named",
        bound=bound(run),
        dated=age(run),
        state=STATE_WORDS[run.state],
        reason=run.reason,
        verdicts=tuple(_verdicts(run)),
        warnings=run.warnings,
    )


def _verdicts(run: RunRecord) -> Iterator[str]:
    """What each known figure says; what is not scored is counted."""
    shown = [one for one in run.figures if one.verdict is not Verdict.NOT_SCORED or one.refused]
    for one in shown:
        yield f"{figure_words(run.task, one).removeprefix(f'{run.task}: ')}: {verdict_words(one)}"
    rest = len(run.figures) - len(shown)
    if rest:
        yield f"{rest} {'figure' if rest == 1 else 'figures'} not scored"


def verdict_words(figure: Figure) -> str:
    """The verdict of a figure, and why it is no better one."""
    word = "refused" if figure.refused else VERDICT_WORDS[figure.verdict]
    return f"{word}; {figure.why}" if figure.why else word


def bound(run: RunRecord) -> str:
    """How firmly a run is tied to the declared model, in words."""
    grade = Grade(run.grade)
    if grade is Grade.NOTHING:
        return "not bound to the declared model"
    to = "the base of the model" if run.state is RunState.BASE else "the declared model"
    return f"bound to {to} {GRADE_WORDS[grade]}"


def age(run: RunRecord) -> str:
    """The date of a run and its age, in words."""
    if run.dated is None or run.age_months is None:
        return "no date"
    if run.age_months < 0:
        return f"{run.dated}, in the future"
    return f"{run.dated}, {run.age_months} {'month' if run.age_months == 1 else 'months'} old"

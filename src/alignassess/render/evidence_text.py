"""Evidence as plain text: what a result file says, and what it is worth for a sheet."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from alignassess.domain.assessment import EvidenceRecord
from alignassess.domain.attaching import Effect
from alignassess.domain.evidence import EvidenceEntry, FileState
from alignassess.domain.evidence_record import Figure, RunRecord, Verdict
from alignassess.domain.expiry import Expiry
from alignassess.domain.figure_support import figure_words
from alignassess.domain.judging import JudgedRun
from alignassess.domain.observation import Evaluation, ModelIdentity, ResultFile, RunDate, RunStatus
from alignassess.domain.refusals import Refusal
from alignassess.render import inert
from alignassess.render.lines import Heading, headed, table, wrapped
from alignassess.render.result_view import STATE_WORDS, age, bound, verdict_words


def result_text(name: str, result: ResultFile, runs: Sequence[JudgedRun]) -> list[str]:
    """What one file is: its runs and their figures, or what it says of a model's origin."""
    kind = "not recognised" if result.format is None else result.format.value
    lines: list[str] = [Heading(inert.line(name)), *_pair("format", kind)]
    lines += _pair("sha256", result.sha256)
    lines += _refused(result.refusals)
    for warning in result.warnings:
        lines += _pair("note", str(warning))
    for run in runs:
        lines += ["", *_run(run)]
    for one in result.provenance:
        lines += ["", *_pair("model", _model(one.model))]
        for base in one.bases:
            lines += _pair("base", _model(base))
        if one.datasets:
            lines += _pair("data", ", ".join(one.datasets))
        if one.licence:
            lines += _pair("licence", one.licence)
        lines += _pair("", "says where the model comes from, and holds no result")
    return lines


def _run(run: JudgedRun) -> Iterator[str]:
    evaluation = run.evaluation
    yield from _pair("tool", " ".join(filter(None, (evaluation.tool, evaluation.tool_version))))
    yield from _pair("task", _task(evaluation))
    yield from _pair("model", _model(evaluation.model))
    for role in evaluation.roles:
        yield from _pair(role.role, role.name)
    yield from _pair("run", _when(evaluation))
    yield from _pair("samples", _samples(evaluation))
    yield from _refused(evaluation.refusals)
    for warning in evaluation.warnings:
        yield from _pair("note", str(warning))
    yield from figure_lines(evaluation.task.name, run.figures, refused=bool(evaluation.refusals))


def _refused(refusals: Sequence[Refusal]) -> Iterator[str]:
    """Each reason, and below the last one what to do about each; a step is named once."""
    for one in refusals:
        yield from _pair("refused", str(one))
    for step in dict.fromkeys(one.remedy for one in refusals):
        yield from _pair("next", step)


def figure_lines(task: str, figures: Iterable[Figure], *, refused: bool = False) -> Iterator[str]:
    """Each figure with its verdict; what the catalogue does not score comes last, in one list."""
    rest = []
    for one in figures:
        if one.verdict is Verdict.NOT_SCORED and not one.refused:
            # Formats list the standard error as a figure; it shows in the interval of another.
            rest += [] if one.name.endswith("/stderr") else [one]
            continue
        words = figure_words(task, one).removeprefix(f"{task}: ")
        verdict = "refused with the run" if refused else verdict_words(one)
        yield from _pair("figure", f"{words}: {verdict}")
        measures = [
            f"{word} {', '.join(names)}"
            for word, names in (("measures", one.direct), ("is related to", one.proxy))
            if names
        ]
        about = ", ".join(dict.fromkeys((*one.questions, *one.pairs)))
        bears = [*measures, f"bears on {about}"] if about else measures
        yield from wrapped(inert.line("; ".join(bears)), indent=" " * 14)
    for one in rest[:_MOST_UNSCORED]:
        value = "no value" if one.value is None else f"{one.value:g}"
        yield from _pair("not scored", f"{one.name} {value}: {one.why}")
    if len(rest) > _MOST_UNSCORED:
        yield from _pair("", f"and {len(rest) - _MOST_UNSCORED} more figures that are not scored")


_MOST_UNSCORED = 12


def _task(evaluation: Evaluation) -> str:
    task = evaluation.task
    arguments = [f"{one.name} {one.value}" for one in task.arguments]
    version = [f"version {task.version}"] if task.version else []
    return "; ".join([task.name, *version, *arguments])


def _model(model: ModelIdentity) -> str:
    parts = [model.name or "not named"]
    parts += [f"revision {model.revision}"] if model.revision else []
    parts += [f"sha256 {model.sha256}"] if model.sha256 else []
    parts += [f"role {model.role}"] if model.role else []
    parts += [f"with {one.kind} {one.name or ''}".rstrip() for one in model.changes]
    kind = "" if model.kind.value == "named" else f" ({model.kind.value.replace('-', ' ')})"
    return "; ".join(parts) + kind


def _when(evaluation: Evaluation) -> str:
    stated = evaluation.status is not RunStatus.UNSTATED
    return dated(evaluation.started) + (f"; {evaluation.status}" if stated else "")


def dated(started: RunDate | None) -> str:
    """A date, and how well it is known."""
    if started is None:
        return "no date"
    return f"{started.at.date()}{'' if started.exactness.value == 'exact' else ' (no time zone)'}"


def _samples(evaluation: Evaluation) -> str:
    samples = evaluation.samples
    counts = [
        f"{number} {word}"
        for number, word in (
            (samples.scored, "scored"),
            (samples.completed, "completed"),
            (samples.total, "in the run"),
            (samples.available, "in the data set"),
        )
        if number is not None
    ]
    epochs = [f"{samples.epochs} epochs"] if samples.epochs and samples.epochs > 1 else []
    return ", ".join([*counts, *epochs]) or "not stated"


def check_text(name: str, records: Sequence[EvidenceRecord], broken: frozenset[str]) -> list[str]:
    """Every entry of a sheet: what it earns, and what its file says."""
    entries = "entry" if len(records) == 1 else "entries"
    lines: list[str] = [Heading(inert.line(name))]
    lines.append(f"  {len(records)} evidence {entries}, {len(broken)} broken")
    for record in records:
        lines += ["", *_record(record, is_broken=record.entry.id in broken)]
    return lines


_NOTHING = {FileState.MISSING: "the file is not there", FileState.EMPTY: "the file is empty"}


def _record(record: EvidenceRecord, *, is_broken: bool) -> Iterator[str]:
    entry = record.entry
    state = " - broken" if is_broken else ""
    yield from headed(f"{inert.line(entry.id)}: {inert.line(entry.title)}{state}")
    yield from _pair("kept", entry.file or entry.location or "nowhere stated")
    if record.observation is not None and record.observation.state in _NOTHING:
        yield from _pair("", _NOTHING[record.observation.state])
    yield from _pair("claims", entry.assurance)
    reason = f"; {record.reason}" if record.reason else ""
    yield from _pair("earns", f"{record.earned}{reason}")
    yield from _pair("supports", ", ".join(record.supports) or "no answer names it")
    for run in record.runs:
        yield from run_lines(run)


def run_lines(run: RunRecord) -> Iterator[str]:
    """One run of a result file: binding, age, verdicts, warnings."""
    yield from _pair("run", f"{run.task} with {run.tool}")
    yield from _pair("model", f"{run.model or 'not named'}; {bound(run)}")
    yield from _pair("dated", age(run))
    yield from _pair("worth", f"{STATE_WORDS[run.state]}{f'; {run.reason}' if run.reason else ''}")
    yield from figure_lines(run.task, run.figures, refused=bool(run.reason) and not run.figures)
    for warning in run.warnings:
        yield from _pair("note", warning)


def effect_text(effect: Effect, entry: EvidenceEntry, *, indent: str = "  ") -> list[str]:
    """What a file does for one question."""
    question = effect.question
    lines = []
    for one in effect.contradictions:
        lines += wrapped(
            inert.line(f"It speaks against the answer to {question}: {one.found}"), indent=indent
        )
    reason = f": {effect.earned.reason}" if effect.earned.reason and not lines else ""
    lines += wrapped(
        inert.line(f"{entry.id} counts as {effect.earned.assurance} for {question}{reason}"),
        indent=indent,
    )
    for run in effect.runs:
        if any(question in (*one.questions, *one.pairs) for one in run.figures):
            lines += wrapped(inert.line(f"{run.task}: {bound(run)}; {age(run)}"), indent=indent)
    return lines


class Proposal(NamedTuple):
    """A file, what it would do for a question, and how a person accepts it."""

    file: str
    """As the user may write it."""
    entry: EvidenceEntry
    effect: Effect
    accept: str
    """A command, or what must be done before."""


def suggestions_text(
    found: Sequence[Proposal], unused: Sequence[tuple[str, str]], *, named: int
) -> list[str]:
    """Which files support which answers; each with the command that accepts it.

    `named` counts what the sheet names already.
    """
    lines: list[str] = [Heading("Proposed; nothing was written")]
    proposed = [one for one in found if one.effect.refusal is None]
    for one in proposed:
        lines += ["", f"  {one.effect.question}  {inert.line(one.file)}"]
        lines += effect_text(one.effect, one.entry, indent="    ")
        lines.append(f"    {inert.line(one.accept)}")
    if not proposed:
        lines.append("  nothing")
    if named:
        lines += ["", *wrapped(f"Named at an answer already: {named}.", indent="  ")]
    refused: dict[tuple[str, str], list[str]] = {}
    for one in found:
        if one.effect.refusal is not None:
            refused.setdefault((one.file, one.effect.refusal), []).append(one.effect.question)
    if refused or unused:
        lines += ["", Heading("Not proposed")]
    for (file, reason), questions in refused.items():
        lines += _unproposed(file, f"for {', '.join(questions)}: {reason}")
    for file, reason in unused:
        lines += _unproposed(file, reason)
    return lines


def _unproposed(file: str, reason: str) -> list[str]:
    # A path stands whole on its line, so that it can be copied.
    return [f"  {inert.line(file)}", *wrapped(inert.line(reason), indent="    ")]


def expiring_text(found: Sequence[tuple[str, Expiry]], *, as_of: date, within: int) -> list[str]:
    """What stops counting, the earliest first."""
    if not found:
        return [f"No evidence stops counting within {within} days of {as_of}."]
    rows = [("last day", "sheet", "evidence", "dated", "questions")]
    for sheet, one in found:
        last = f"{one.last}{' (past)' if one.last < as_of else ''}"
        questions = ", ".join(one.questions) or "none"
        rows.append((last, inert.line(sheet), inert.line(one.evidence), str(one.dated), questions))
    heading, *rest = table(rows)
    return [Heading(heading), *rest]


def _pair(key: str, value: object) -> list[str]:
    """A key and a value, the value indented where it runs on."""
    return wrapped(inert.line(str(value)), indent=" " * 14, first=f"  {key:<12}")

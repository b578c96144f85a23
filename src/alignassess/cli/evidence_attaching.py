"""`alignassess evidence attach`: from a file to an answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from alignassess.cli import console
from alignassess.cli.following import command
from alignassess.errors import InputError, Place, Problem, UsageError

if TYPE_CHECKING:
    from alignassess.domain.answers import Entry, Sheet
    from alignassess.domain.attaching import Effect
    from alignassess.domain.evidence import EvidenceEntry, Observation
    from alignassess.domain.instrument import Instrument
    from alignassess.domain.refusals import Refusal
    from alignassess.files.answer_sheet import LoadedSheet


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user said about the entry."""

    name: str | None
    title: str | None
    by: str | None
    obtained: date


def attach(
    path: Path, question: str, file: Path, wanted: Wanted, *, root: Path | None, as_of: date
) -> int:
    """Record a file as evidence for an answer; raises AlignassessError with the reason if not."""
    from alignassess.cli.scoring import start
    from alignassess.domain.attaching import effect_of
    from alignassess.files.answer_sheet import load_sheet
    from alignassess.files.evidence_writing import record_evidence
    from alignassess.files.result_evidence import run_file
    from alignassess.render.evidence_text import effect_text

    file = run_file(file)
    run = start(root, as_of, None)
    loaded = load_sheet(path, run.instrument, root=root)
    answer = _own_answer(loaded, run.instrument, question)
    entry, observation = _entry(loaded, file, wanted, root=root)
    effect = effect_of(
        run.instrument,
        loaded.sheet,
        question,
        entry,
        observations=(*_others(loaded, entry), observation),
        as_of=as_of,
    )
    refusals = _refusals(observation, as_of)
    _refuse(effect, entry, loaded, file, refusals)
    (said,) = answer.answers
    names = tuple(dict.fromkeys((*said.evidence, entry.id)))
    record_evidence(
        path,
        entry,
        answer.model_copy(
            update={"answers": (said.model_copy(update={"evidence": names}),), "origin": None}
        ),
        instrument=run.instrument,
        digest=loaded.sheet.sources[0].sha256,
    )
    console.lines([f"{question}: {entry.file} is recorded as {entry.id}"])
    console.lines(effect_text(effect, entry))
    return console.Status.DONE


def _own_answer(loaded: "LoadedSheet", instrument: "Instrument", question: str) -> "Entry":
    """The own answer to a question, which must be one; raises UsageError with what to do."""
    known_question(instrument, question)
    entry = loaded.sheet.entry.get(question)
    if entry is None or entry.origin is not None:
        where = "is answered in an inherited sheet" if entry else "has no answer"
        raise UsageError(
            Problem(
                f"{question} {where}",
                Place(loaded.name),
                "attach it there"
                if entry
                else f"answer it first: {command('assess', loaded.name)}",
            )
        )
    if is_nonresponse(entry):
        raise UsageError(
            Problem(
                f"{question} is answered {entry.answers[0].kind}, which a file cannot support",
                entry.answers[0].place,
                f"answer it first: {command('assess', loaded.name)}",
            )
        )
    if len(entry.answers) > 1:
        raise UsageError(
            Problem(
                f"{question} has several answers, and the file supports one of them",
                entry.answers[0].place,
                "write the evidence entry by hand, or settle the disagreement first",
            )
        )
    return entry


def is_nonresponse(entry: "Entry") -> bool:
    """Whether nothing is claimed that a file could support."""
    return all(one.kind in ("dont-know", "declined") for one in entry.answers)


def known_question(instrument: "Instrument", question: str) -> None:
    """Raise UsageError where there is no such question."""
    if question not in instrument.question:
        from alignassess.files.wording import nearest

        raise UsageError(
            Problem(
                f"there is no question {question}",
                remedy=nearest(question, instrument.question)
                or "see alignassess questionnaire list",
            )
        )


def _refuse(
    effect: "Effect",
    entry: "EvidenceEntry",
    loaded: "LoadedSheet",
    file: Path,
    refusals: "tuple[Refusal, ...]",
) -> None:
    """Raise InputError where the file should not be named at the answer."""
    from alignassess.domain.model import Assurance

    reason = effect.refusal
    if refusals and effect.earned.assurance is Assurance.ASSERTED and not effect.contradictions:
        reason = str(refusals[0])
    if reason is not None:
        remedy = refusals[0].remedy if refusals else _next_step(effect, file)
        raise InputError(
            Problem(f"not attached to {effect.question}: {reason}", Place(str(file)), remedy)
        )
    said = loaded.sheet.entry[effect.question].answers[0]
    if entry.id in said.evidence:
        raise UsageError(
            Problem(f"{effect.question} names {entry.id} already, which is this file", said.place)
        )


def _next_step(effect: "Effect", file: Path) -> str:
    """What to do about a file that is not attached, though nothing in it is refused."""
    from alignassess.domain.binding import Grade
    from alignassess.domain.evidence_record import RunState

    runs = effect.runs if effect.bears else ()
    if runs and all(one.grade == Grade.NOTHING for one in runs):
        return "where it is the same model, name it in aliases of the sheet's model"
    if runs and all(one.state is RunState.AGAINST for one in runs):
        return "run it again, on the model as it is now"
    return f"see what it is: alignassess evidence read {file}"


def _refusals(found: "Observation", today: date) -> "tuple[Refusal, ...]":
    """Why a result file, or every run in it, counts for nothing; none where one may count."""
    from alignassess.domain.judging import ReadObservation, not_in_the_future

    if not isinstance(found, ReadObservation):
        return ()
    runs = [not_in_the_future(one, today).evaluation.refusals for one in found.runs]
    if not all(runs):
        return ()
    return (*found.result.refusals, *(one for refusals in runs for one in refusals))


def _entry(
    loaded: "LoadedSheet", file: Path, wanted: Wanted, *, root: Path | None
) -> "tuple[EvidenceEntry, Observation]":
    """The entry for a file: one that the sheet has for the same bytes, or a new one."""
    from alignassess.domain.evidence import FileState
    from alignassess.files.evidence_files import look
    from alignassess.files.reading import root_of

    base = root_of(Path(loaded.name), root)
    if not file.resolve().is_relative_to(base):
        raise UsageError(
            Problem(
                f"it lies outside the root {base}",
                Place(str(file)),
                "copy it below the root, or name another root with --root",
            )
        )
    if file.resolve() == Path(loaded.name).resolve():
        raise UsageError(
            Problem("a sheet is no evidence for itself", Place(str(file)), "name another file")
        )
    found = look(file.resolve(), name=str(file), evidence="")
    if found.state is FileState.MISSING:
        raise InputError(Problem("there is no such file", Place(str(file)), "check the path"))
    if found.state is FileState.EMPTY:
        raise InputError(Problem("the file is empty", Place(str(file)), "copy it again"))
    entry = new_entry(loaded.sheet, Path(loaded.name), file, found, wanted)
    return entry, found.model_copy(update={"evidence": entry.id, "state": FileState.MATCHES})


def new_entry(
    sheet: "Sheet", path: Path, file: Path, found: "Observation", wanted: Wanted
) -> "EvidenceEntry":
    """The entry for a file: one that the sheet at `path` has for the same bytes, or a new one."""
    from alignassess.domain.evidence import EvidenceEntry
    from alignassess.domain.model import Assurance
    from alignassess.domain.naming import id_from

    relative = _relative(file, path)
    known = sheet.evidence_entry
    for one in known.values():
        same_place = one.file is not None and Path(one.file) == Path(relative)
        if one.origin_model is None and same_place and one.sha256 == found.sha256:
            return one
    name = wanted.name or id_from(file.stem, otherwise="evidence")
    if wanted.name is not None and wanted.name in known:
        raise UsageError(
            Problem(f"the sheet has an evidence entry {name} already", remedy="choose another --id")
        )
    free = next(one for one in _numbered(name) if one not in known)
    return EvidenceEntry(
        id=free,
        title=wanted.title or _title(found) or file.name,
        file=relative,
        sha256=found.sha256,
        obtained=wanted.obtained,
        by=wanted.by,
        assurance=Assurance.TESTED if found.is_read else Assurance.DOCUMENTED,
    )


def _relative(file: Path, sheet: Path) -> str:
    """The path from the folder of the sheet, as a sheet writes it on every system."""
    import os.path

    return Path(os.path.relpath(file.resolve(), sheet.resolve().parent)).as_posix()


def _title(found: "Observation") -> str | None:
    """A title from what was run, for a reader of the register."""
    from alignassess.domain.judging import ReadObservation

    if not isinstance(found, ReadObservation):
        return None
    runs = [one.evaluation for one in found.runs]
    names = dict.fromkeys(f"{one.task.name} with {one.tool}" for one in runs)
    return ", ".join(list(names)[:3]) or None


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


def _others(loaded: "LoadedSheet", entry: "EvidenceEntry") -> "tuple[Observation, ...]":
    return tuple(one for one in loaded.observations if one.evidence != entry.id)

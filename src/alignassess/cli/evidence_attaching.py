"""`alignassess evidence attach` and `suggest`: from files to answers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from alignassess.cli import console
from alignassess.errors import InputError, Place, Problem, UsageError

if TYPE_CHECKING:
    from alignassess.domain.answers import Entry
    from alignassess.domain.attaching import Effect
    from alignassess.domain.evidence import EvidenceEntry, Observation
    from alignassess.domain.instrument import Instrument
    from alignassess.domain.judging import ReadObservation
    from alignassess.files.answer_sheet import LoadedSheet
    from alignassess.render.evidence_text import Proposal

MOST_FILES = 5_000
"""Files that `suggest` looks into below one folder."""


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
    from alignassess.render.evidence_text import effect_text

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
    _refuse(effect, entry, loaded, file)
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


def suggest(
    path: Path, folder: Path, question: str | None, *, root: Path | None, as_of: date
) -> int:
    """Print which files below a folder support which answers."""
    from alignassess.cli.scoring import start
    from alignassess.files.answer_sheet import load_sheet
    from alignassess.render.evidence_text import suggestions_text

    run = start(root, as_of, None)
    if question is not None:
        _known(run.instrument, question)
    loaded = load_sheet(path, run.instrument, root=root)
    found, unused = proposals(
        run.instrument, loaded, folder, question=question, root=root, as_of=as_of
    )
    new = [one for one in found if not _is_named(loaded, one.entry, one.effect.question)]
    console.lines(suggestions_text(new, unused, named=len(found) - len(new)))
    return console.Status.DONE


def proposals(
    instrument: "Instrument",
    loaded: "LoadedSheet",
    folder: Path,
    *,
    question: str | None,
    root: Path | None,
    as_of: date,
) -> "tuple[list[Proposal], list[tuple[str, str]]]":
    """What the result files below a folder would do for own answers, or for one question alone.

    Also the files that bear on nothing, each with the reason.
    """
    from alignassess.domain.attaching import offers
    from alignassess.files.reading import root_of
    from alignassess.render.evidence_text import Proposal

    base = root_of(Path(loaded.name), root)
    files, names, unused = {}, {}, []
    for file in _files(folder):
        found = _looked_into(file, base)
        if isinstance(found, str):
            unused.append((str(file), found))
        elif found is not None:
            entry = _new_entry(loaded, file, found, Wanted(None, None, None, as_of))
            files[entry] = found.model_copy(update={"evidence": entry.id})
            names[entry] = str(file)
            silence = _silence(found)
            unused += [(str(file), silence)] if silence else []
    return [
        Proposal(names[entry], entry, one, _accept(loaded, one.question, names[entry]))
        for entry, one in offers(
            instrument,
            loaded.sheet,
            files,
            observations=loaded.observations,
            as_of=as_of,
            question=question,
        )
        if not _is_inherited(loaded, one.question)
    ], unused


def _accept(loaded: "LoadedSheet", question: str, file: str) -> str:
    from shlex import quote

    said = loaded.sheet.entry.get(question)
    if said is None or _is_nonresponse(said):
        return f"{question} has no answer yet: alignassess assess {quote(loaded.name)}"
    return f"alignassess evidence attach {quote(loaded.name)} {question} {quote(file)}"


def _is_inherited(loaded: "LoadedSheet", question: str) -> bool:
    said = loaded.sheet.entry.get(question)
    return said is not None and said.origin is not None


def _own_answer(loaded: "LoadedSheet", instrument: "Instrument", question: str) -> "Entry":
    """The own answer to a question, which must be one; raises UsageError with what to do."""
    _known(instrument, question)
    entry = loaded.sheet.entry.get(question)
    if entry is None or entry.origin is not None:
        where = "is answered in an inherited sheet" if entry else "has no answer"
        raise UsageError(
            Problem(
                f"{question} {where}",
                Place(loaded.name),
                "attach it there"
                if entry
                else f"answer it first: alignassess assess {loaded.name}",
            )
        )
    if _is_nonresponse(entry):
        raise UsageError(
            Problem(
                f"{question} is answered {entry.answers[0].kind}, which a file cannot support",
                entry.answers[0].place,
                f"answer it first: alignassess assess {loaded.name}",
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


def _is_nonresponse(entry: "Entry") -> bool:
    return all(one.kind in ("dont-know", "declined") for one in entry.answers)


def _known(instrument: "Instrument", question: str) -> None:
    if question not in instrument.question:
        from alignassess.files.wording import nearest

        raise UsageError(
            Problem(
                f"there is no question {question}",
                remedy=nearest(question, instrument.question)
                or "see alignassess questionnaire list",
            )
        )


def _refuse(effect: "Effect", entry: "EvidenceEntry", loaded: "LoadedSheet", file: Path) -> None:
    """Raise InputError where the file should not be named at the answer."""
    if effect.refusal is not None:
        raise InputError(
            Problem(
                f"not attached to {effect.question}: {effect.refusal}",
                Place(str(file)),
                f"see what it is: alignassess evidence read {file}",
            )
        )
    said = loaded.sheet.entry[effect.question].answers[0]
    if entry.id in said.evidence:
        raise UsageError(
            Problem(f"{effect.question} names {entry.id} already, which is this file", said.place)
        )


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
    found = look(file.resolve(), name=str(file), evidence="")
    if found.state is FileState.MISSING:
        raise InputError(Problem("there is no such file", Place(str(file)), "check the path"))
    entry = _new_entry(loaded, file, found, wanted)
    return entry, found.model_copy(update={"evidence": entry.id, "state": FileState.MATCHES})


def _new_entry(
    loaded: "LoadedSheet", file: Path, found: "Observation", wanted: Wanted
) -> "EvidenceEntry":
    from alignassess.domain.evidence import EvidenceEntry
    from alignassess.domain.model import Assurance

    relative = _relative(file, Path(loaded.name))
    known = loaded.sheet.evidence_entry
    for one in known.values():
        same_place = one.file is not None and Path(one.file) == Path(relative)
        if one.origin_model is None and same_place and one.sha256 == found.sha256:
            return one
    name = wanted.name or _slug(file.stem)
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


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:60].strip("-") or "evidence"


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


def _others(loaded: "LoadedSheet", entry: "EvidenceEntry") -> "tuple[Observation, ...]":
    return tuple(one for one in loaded.observations if one.evidence != entry.id)


def _is_named(loaded: "LoadedSheet", entry: "EvidenceEntry", question: str) -> bool:
    said = loaded.sheet.entry.get(question)
    return said is not None and any(entry.id in one.evidence for one in said.answers)


def _files(folder: Path) -> Iterator[Path]:
    """Every file below a folder, hidden ones apart; raises InputError when there are too many."""
    if not folder.is_dir():
        raise InputError(Problem("there is no such folder", Place(str(folder)), "check the path"))
    for number, path in enumerate(
        sorted(one for one in folder.rglob("*") if not _is_hidden(one, folder) and one.is_file())
    ):
        if number >= MOST_FILES:
            console.note(f"only the first {MOST_FILES} files of {folder} were looked at")
            return
        yield path


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _looked_into(file: Path, root: Path) -> "ReadObservation | str | None":
    """A result file, or why it cannot be used; None for a document."""
    from alignassess.domain.evidence import FileState
    from alignassess.domain.judging import ReadObservation
    from alignassess.files.evidence_files import look

    if not file.resolve().is_relative_to(root):
        return f"it lies outside the root {root}"
    try:
        found = look(file.resolve(), name=str(file), evidence="")
    except InputError as error:
        return error.problems[0].message
    if not isinstance(found, ReadObservation):
        return None
    if found.result.refusals:
        return str(found.result.refusals[0])
    return found.model_copy(update={"state": FileState.MATCHES})


def _silence(found: "ReadObservation") -> str | None:
    """Why a read file bears on no question; None when it bears on one."""
    figures = [figure for run in found.runs for figure in run.figures]
    if any(figure.questions or figure.pairs for figure in figures):
        return None
    refused = [str(one) for run in found.runs for one in run.evaluation.refusals]
    reasons = [figure.why for figure in figures if figure.why]
    return next(iter((*refused, *reasons)), "it holds no figure that is scored")

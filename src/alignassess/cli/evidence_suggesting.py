"""`alignassess evidence suggest`: which files support which answers."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from alignassess.cli import console
from alignassess.cli.evidence_attaching import Wanted, is_nonresponse, known_question, new_entry
from alignassess.errors import InputError, Place, Problem

if TYPE_CHECKING:
    from alignassess.domain.evidence import EvidenceEntry
    from alignassess.domain.instrument import Instrument
    from alignassess.domain.judging import ReadObservation
    from alignassess.files.answer_sheet import LoadedSheet
    from alignassess.render.evidence_text import Proposal

_STATISTICS = "stats.json"
MOST_FILES = 5_000
"""Files that are looked into below one folder."""


def suggest(
    path: Path, folder: Path, question: str | None, *, root: Path | None, as_of: date
) -> int:
    """Print which files below a folder support which answers."""
    from alignassess.cli.scoring import start
    from alignassess.files.answer_sheet import load_sheet
    from alignassess.render.evidence_text import suggestions_text

    run = start(root, as_of, None)
    if question is not None:
        known_question(run.instrument, question)
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
        found = looked_into(file, base)
        if isinstance(found, str):
            unused.append((str(file), found))
        elif found is not None:
            entry = new_entry(
                loaded.sheet, Path(loaded.name), file, found, Wanted(None, None, None, as_of)
            )
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


def each_file(given: Iterable[Path]) -> Iterator[Path]:
    """The files as given, and of each folder the result files below it.

    Of a run folder of HELM that is the one file with its statistics. What is no result file is
    passed over in a folder, and how many there are is noted; a folder without any is given itself.
    """
    from alignassess.files.reading import beginning
    from alignassess.files.result_evidence import run_file
    from alignassess.files.result_signs import HEAD, may_be_result

    for path in map(run_file, given):
        if not path.is_dir():
            yield path
            continue
        others = results = 0
        for file in _files(path):
            start = beginning(file, name=str(file), most=HEAD)
            if start and may_be_result(start) and not _is_part(file):
                results += 1
                yield file
            else:
                others += 1
        if not results:
            yield path
        if others:
            console.note(f"{path}: {others} {'file' if others == 1 else 'files'} without a result")


def _is_part(file: Path) -> bool:
    """Whether a file is beside the statistics of a run of HELM, which give the whole run."""
    return file.name in _PARTS and (file.parent / _STATISTICS).is_file()


_PARTS = ("run_spec.json", "scenario.json", "scenario_state.json", "per_instance_stats.json")


def _accept(loaded: "LoadedSheet", question: str, file: str) -> str:
    from alignassess.cli.following import command

    said = loaded.sheet.entry.get(question)
    if said is None or is_nonresponse(said):
        return f"{question} has no answer yet: {command('assess', loaded.name)}"
    return command("evidence", "attach", loaded.name, question, file)


def _is_inherited(loaded: "LoadedSheet", question: str) -> bool:
    said = loaded.sheet.entry.get(question)
    return said is not None and said.origin is not None


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


def looked_into(file: Path, root: Path) -> "ReadObservation | str | None":
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
    if _is_part(file):
        return f"name {_STATISTICS} of this run, since the digest covers the named file"
    return found.model_copy(update={"state": FileState.MATCHES})


def _silence(found: "ReadObservation") -> str | None:
    """Why a read file bears on no question; None when it bears on one."""
    figures = [figure for run in found.runs for figure in run.figures]
    if any(figure.questions or figure.pairs for figure in figures):
        return None
    refused = [str(one) for run in found.runs for one in run.evaluation.refusals]
    reasons = [figure.why for figure in figures if figure.why]
    return next(iter((*refused, *reasons)), "it holds no figure that is scored")

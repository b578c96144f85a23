"""Looking for the evidence files that a sheet names; result files among them are read."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from alignassess.domain.evidence import EvidenceEntry, FileState, Observation
from alignassess.errors import InputError, Place, Problem
from alignassess.files.reading import Beneath, beginning, digest
from alignassess.files.reads import Looks, Read
from alignassess.files.result_signs import HEAD, may_be_result


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of the evidence of one sheet, and what is wrong with it."""

    observations: tuple[Observation, ...]
    notices: tuple[str, ...]
    problems: tuple[Problem, ...]
    reads: tuple[Read, ...] = ()
    """Every file that was looked for without a problem."""


def observe(
    entries: Iterable[EvidenceEntry], path: Path, root: Path, *, looks: Looks | None = None
) -> Found:
    """Look for the evidence files of the sheet at a path, and compare digests.

    A missing file is a notice, and the entry counts as asserted; another digest than the sheet's is
    a problem, because somebody vouched for bytes that are not these. With `looks`, a document that
    another sheet of the run named is not read again.
    """
    observations: list[Observation] = []
    notices: list[str] = []
    problems: list[Problem] = []
    reads: list[Read] = []
    below, base = Beneath(root, path), str(path)
    for entry in entries:
        if entry.file is None:
            continue
        place = entry.place or Place(str(path))
        try:
            target = below.find(entry.file, place)
            observation = _look_for(entry, entry.file, place, target, looks)
        except InputError as error:
            problems += error.problems
            continue
        observations.append(observation)
        reads.append(Read(base, entry.file, str(target), observation.sha256))
        if observation.state is FileState.MISSING:
            notices.append(f"{place}: {entry.file} is not there; {entry.id} counts as asserted")
    return Found(tuple(observations), tuple(notices), tuple(problems), tuple(reads))


def _look_for(
    entry: EvidenceEntry, file: str, place: Place, target: Path, looks: Looks | None
) -> Observation:
    try:
        found = _seen(target, file, entry.id, looks)
    except InputError as error:
        first = error.problems[0]
        raise InputError(Problem(f"{file} {first.message}", place, first.remedy)) from None
    if found.state is FileState.MISSING or entry.sha256 is None:
        return found
    if entry.sha256.casefold() != found.sha256:
        raise InputError(
            Problem(
                f"{entry.id}: sha256 of {file} is {found.sha256}, the sheet says {entry.sha256}",
                place,
                "look at the file again, then correct the digest",
            )
        )
    return found.model_copy(update={"state": FileState.MATCHES})


def _seen(target: Path, name: str, evidence: str, looks: Looks | None) -> Observation:
    if looks is None:
        return look(target, name=name, evidence=evidence)
    key = str(target)
    before = looks.document(key)
    if before is not None:
        return Observation(evidence, before.state, before.sha256, before.size)
    found = look(target, name=name, evidence=evidence)
    if not found.is_read:
        looks.keep(key, found)
    return found


def look(target: Path, *, name: str, evidence: str) -> Observation:
    """Look at one evidence file; a result file of a known format is read, and its figures judged.

    Raises InputError for what is there and no regular file, or cannot be read.
    """
    start = beginning(target, name=name, most=HEAD)
    if start is None:
        return Observation(evidence, FileState.MISSING)
    if not may_be_result(start):
        return _document(target, name, evidence)
    # Here, since most evidence is documents, and readers and catalogue are slow to load.
    from alignassess.files.result_evidence import read_result

    return read_result(target, evidence=evidence) or _document(target, name, evidence)


def _document(target: Path, name: str, evidence: str) -> Observation:
    read = digest(target, name=name)
    if read is None:
        return Observation(evidence, FileState.MISSING)
    found, size = read
    return Observation(evidence, FileState.PRESENT, found, size)

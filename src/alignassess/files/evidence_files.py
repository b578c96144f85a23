"""Looking for the evidence files that a sheet names."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from alignassess.domain.evidence import EvidenceEntry, FileState, Observation
from alignassess.errors import InputError, Place, Problem
from alignassess.files.reading import Beneath, digest


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of the evidence of one sheet, and what is wrong with it."""

    observations: tuple[Observation, ...]
    notices: tuple[str, ...]
    problems: tuple[Problem, ...]


def observe(entries: Iterable[EvidenceEntry], path: Path, root: Path) -> Found:
    """Look for the evidence files of the sheet at a path, and compare digests.

    A missing file is a notice, and the entry counts as asserted; another digest than the sheet's is
    a problem, because somebody vouched for bytes that are not these.
    """
    observations: list[Observation] = []
    notices: list[str] = []
    problems: list[Problem] = []
    below = Beneath(root, path)
    for entry in entries:
        if entry.file is None:
            continue
        place = entry.place or Place(str(path))
        try:
            observation = _look_for(entry, entry.file, place, below)
        except InputError as error:
            problems += error.problems
            continue
        observations.append(observation)
        if observation.state is FileState.MISSING:
            notices.append(f"{place}: {entry.file} is not there; {entry.id} counts as asserted")
    return Found(tuple(observations), tuple(notices), tuple(problems))


def _look_for(entry: EvidenceEntry, file: str, place: Place, below: Beneath) -> Observation:
    target = below.find(file, place)
    try:
        read = digest(target, name=file)
    except InputError as error:
        first = error.problems[0]
        raise InputError(Problem(f"{file} {first.message}", place, first.remedy)) from None
    if read is None:
        return Observation(entry.id, FileState.MISSING)
    found, size = read
    if entry.sha256 is not None and entry.sha256.casefold() != found:
        raise InputError(
            Problem(
                f"{entry.id}: sha256 of {file} is {found}, the sheet says {entry.sha256}",
                place,
                "look at the file again, then correct the digest",
            )
        )
    state = FileState.PRESENT if entry.sha256 is None else FileState.MATCHES
    return Observation(entry.id, state, found, size)

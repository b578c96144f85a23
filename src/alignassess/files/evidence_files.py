"""Looking for the evidence files that a sheet names; result files among them are read."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from alignassess.domain.evidence import EvidenceEntry, FileState, Observation
from alignassess.errors import InputError, Place, Problem
from alignassess.files.reading import BLANK, Beneath, beginning, digest, is_blank
from alignassess.files.reads import Looks, Read
from alignassess.files.result_signs import HEAD, may_be_result

_MISSING, _EMPTY, _MATCHES = FileState.MISSING, FileState.EMPTY, FileState.MATCHES
"""Looked up once: an enumeration takes longer over it than a comparison does."""


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

    A missing or empty file is a notice, and the entry counts as asserted; another digest than the
    sheet's is a problem, because somebody vouched for bytes that are not these. With `looks`, a
    document that another sheet of the run named is not read again.
    """
    observations: list[Observation] = []
    notices: list[str] = []
    problems: list[Problem] = []
    reads: list[Read] = []
    base = str(path)
    looking = _Looking(path, root, looks)
    for entry in entries:
        if entry.file is None:
            continue
        try:
            target, seen = looking.at(entry, entry.file)
        except InputError as error:
            problems += error.problems
            continue
        observations.append(seen)
        reads.append(Read(base, entry.file, target, seen.sha256))
        if seen.is_read:
            reads += _beside(base, entry.file, Path(target), seen)
        if seen.state is _MISSING or seen.state is _EMPTY:
            place = entry.place or Place(base)
            why = "is not there" if seen.state is _MISSING else "is empty"
            notices.append(f"{place}: {entry.file} {why}; {entry.id} counts as asserted")
    return Found(tuple(observations), tuple(notices), tuple(problems), tuple(reads))


class _Looking:
    """Looks for the evidence of one sheet."""

    def __init__(self, path: Path, root: Path, looks: Looks | None) -> None:
        self._path = path
        self._below = Beneath(root, path)
        self._looks = looks
        self._root, self._folder = str(root), str(path.parent)

    def at(self, entry: EvidenceEntry, file: str) -> tuple[str, Observation]:
        """Where the file of an entry is, and what was found of it; raises InputError."""
        key = self._root, self._folder, file
        before = None if self._looks is None else self._looks.document(key)
        target, found = before or self._looked(entry, file, key)
        state = found.state
        if state is not _MISSING and entry.sha256 is not None:
            self._compare(entry, file, entry.sha256, found.sha256)
            state = _MATCHES if state is not _EMPTY else state
        if found.is_read:
            return target, found.model_copy(update={"state": state})
        return target, Observation(entry.id, state, found.sha256, found.size)

    def _compare(self, entry: EvidenceEntry, file: str, said: str, found: str | None) -> None:
        if said != found and said.casefold() != found:
            message = f"{entry.id}: sha256 of {file} is {found}, the sheet says {said}"
            remedy = "look at the file again, then correct the digest"
            raise InputError(Problem(message, self._place(entry), remedy))

    def _looked(
        self, entry: EvidenceEntry, file: str, key: tuple[str, str, str]
    ) -> tuple[str, Observation]:
        place = self._place(entry)
        path = self._below.find(file, place)
        try:
            found = look(path, name=file, evidence=entry.id)
        except InputError as error:
            first = error.problems[0]
            raise InputError(Problem(f"{file} {first.message}", place, first.remedy)) from None
        if self._looks is not None and not found.is_read:
            self._looks.keep(key, str(path), found)
        return str(path), found

    def _place(self, entry: EvidenceEntry) -> Place:
        return entry.place or Place(str(self._path))


def _beside(base: str, file: str, target: Path, seen: Observation) -> list[Read]:
    """The other files of a run of HELM: what is kept of it holds as long as they are the same."""
    from alignassess.domain.judging import ReadObservation
    from alignassess.domain.observation import EvidenceFormat

    if not isinstance(seen, ReadObservation) or seen.result.format is not EvidenceFormat.HELM:
        return []
    reads = []
    for name in _OF_ONE_RUN:
        if name != target.name:
            written, path = PurePosixPath(file).with_name(name).as_posix(), target.with_name(name)
            # What is no file is not read by the reader either.
            found = digest(path, name=written) if path.is_file() else None
            reads.append(Read(base, written, str(path), found and found[0]))
    return reads


_OF_ONE_RUN = ("run_spec.json", "scenario_state.json", "stats.json")


def look(target: Path, *, name: str, evidence: str) -> Observation:
    """Look at one evidence file; a result file of a known format is read, and its figures judged.

    Raises InputError for what is there and no regular file, or cannot be read.
    """
    start = beginning(target, name=name, most=HEAD)
    if start is None:
        return Observation(evidence, FileState.MISSING)
    if not may_be_result(start):
        return _document(target, name, evidence, start)
    # Here, since most evidence is documents, and readers and catalogue are slow to load.
    from alignassess.files.result_evidence import read_result

    return read_result(target, evidence=evidence) or _document(target, name, evidence, start)


def _document(target: Path, name: str, evidence: str, start: bytes) -> Observation:
    read = digest(target, name=name)
    if read is None:
        return Observation(evidence, FileState.MISSING)
    found, size = read
    # A file that begins with text is not looked through again.
    blank = not start[:1].strip(BLANK) and is_blank(target, name=name)
    return Observation(evidence, FileState.EMPTY if blank else FileState.PRESENT, found, size)

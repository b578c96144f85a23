"""Result files near a sheet, looked for while the interview goes on."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING

from alignassess.domain.answers import Sheet
from alignassess.errors import InputError, Place, Problem, UsageError
from alignassess.files.answer_sheet import LoadedSheet
from alignassess.files.reading import beginning, root_of
from alignassess.files.result_signs import HEAD, may_be_result
from alignassess.interview.offers import Offer

if TYPE_CHECKING:
    from alignassess.domain.evidence import EvidenceEntry, Observation
    from alignassess.domain.instrument import Instrument
    from alignassess.domain.judging import ReadObservation

MOST_FILES = 2_000
"""Files below the folder whose beginning is looked at."""
MOST_RESULTS = 200
"""Files that are read, the first by their path."""
MOST_BYTES = 20_000_000
"""Of a file that is read; `evidence suggest` reads larger ones too."""
DEEPEST = 6
"""Folders inside each other."""
MOST_FOR_A_QUESTION = 20
"""Files, the newest runs first, whose effect on one question is worked out."""
_REST = 3
"""Times as long as a file took to read, the thread rests before the next one, so that keys pressed
meanwhile are not held up; none while somebody waits."""
_PASSED_BY = frozenset({"node_modules", "venv", "site-packages", "__pycache__"})


class ResultsNearby:
    """Finds result files below a folder in a thread, and says what they would do for a question.

    The thread starts when the first question stands there. It passes by hidden folders, links and
    what lies outside the root, and keeps to the caps above.
    """

    def __init__(
        self,
        instrument: "Instrument",
        loaded: LoadedSheet,
        folder: Path,
        *,
        root: Path | None,
        as_of: date,
    ) -> None:
        self._instrument = instrument
        self._loaded = loaded
        self._path = Path(loaded.name)
        self._folder = folder
        self._root = root_of(self._path, root)
        self._as_of = as_of
        self._found: list[tuple[Path, ReadObservation]] = []
        self._begun = Lock()
        self._done = Event()
        self._awaited = Event()

    def begin(self) -> None:
        """Start to look, unless that was done."""
        if self._begun.acquire(blocking=False):
            Thread(target=self._look, name="results-nearby", daemon=True).start()

    @property
    def ready(self) -> bool:
        """Whether every file was looked at."""
        return self._done.is_set()

    def bears(self, question: str) -> bool:
        """Whether a file bears on a question, as far as they were looked at."""
        return any(question in _questions(one) for _, one in list(self._found))

    def offers(self, sheet: Sheet, question: str, *, wait: float = 0) -> tuple[Offer, ...]:
        """What the files would do for a question, what is proposed first; none while not ready."""
        if wait > 0:
            self._awaited.set()
        if not self._done.wait(wait) or not self.bears(question) or _is_closed(sheet, question):
            return ()
        from alignassess.domain.attaching import effect_of

        seen = self.observations(sheet)
        made = []
        for file, observation in self._newest(question):
            entry = self._entry(sheet, file, observation)
            if not _is_named(sheet, entry, question):
                effect = effect_of(
                    self._instrument,
                    sheet,
                    question,
                    entry,
                    observations=(*seen, observation.model_copy(update={"evidence": entry.id})),
                    as_of=self._as_of,
                )
                made.append(Offer(os.path.relpath(file), entry, effect))
        return tuple(sorted(made, key=lambda one: one.effect.refusal is not None))

    def observations(self, sheet: Sheet) -> "tuple[Observation, ...]":
        """What was found of the evidence of a sheet, accepted files included."""
        known = {one.evidence for one in self._loaded.observations}
        by_digest = {one.sha256: one for _, one in list(self._found)}
        taken = [
            by_digest[entry.sha256].model_copy(update={"evidence": entry.id})
            for entry in sheet.evidence
            if entry.id not in known and entry.sha256 in by_digest
        ]
        return (*self._loaded.observations, *taken)

    def _newest(self, question: str) -> "list[tuple[Path, ReadObservation]]":
        about = [one for one in self._found if question in _questions(one[1])]
        return sorted(about, key=lambda one: _dated(one[1]), reverse=True)[:MOST_FOR_A_QUESTION]

    def _entry(self, sheet: Sheet, file: Path, observation: "ReadObservation") -> "EvidenceEntry":
        from alignassess.cli.evidence_attaching import Wanted, new_entry

        wanted = Wanted(None, None, None, self._as_of)
        return new_entry(sheet, self._path, file, observation, wanted)

    def _look(self) -> None:
        try:
            for number, file in enumerate(self._candidates()):
                if number >= MOST_RESULTS:
                    break
                # Imported once there is something to read: most folders hold no result file.
                from alignassess.cli.evidence_suggesting import looked_into
                from alignassess.domain.judging import ReadObservation

                began = monotonic()
                found = looked_into(file, self._root)
                if isinstance(found, ReadObservation):
                    self._found.append((file, found))
                self._awaited.wait(_REST * (monotonic() - began))
        finally:
            self._done.set()

    def _candidates(self) -> Iterator[Path]:
        for file in _below(self._folder):
            try:
                if file.stat().st_size > MOST_BYTES:
                    continue
                start = beginning(file, name=str(file), most=HEAD)
            except (InputError, OSError):
                continue
            if start is not None and may_be_result(start):
                yield file


def folder_for(sheet: Path, named: Path | None, *, root: Path | None) -> Path:
    """Where to look: the named folder, else the sheet's; raises UsageError outside the root."""
    if named is None:
        return sheet.parent
    base = root_of(sheet, root)
    if named.resolve().is_relative_to(base):
        return named
    raise UsageError(
        Problem(
            f"it lies outside the root {base}",
            Place(str(named)),
            "name a folder below the root, or another root with --root",
        )
    )


def _below(folder: Path) -> Iterator[Path]:
    """The first files below a folder, the nearest folders first within each path."""
    number = 0
    for at, folders, files in os.walk(folder):
        deep = len(Path(at).relative_to(folder).parts)
        folders[:] = sorted(
            one
            for one in folders
            if deep < DEEPEST and not one.startswith(".") and one not in _PASSED_BY
        )
        for name in sorted(files):
            if number >= MOST_FILES:
                return
            path = Path(at, name)
            if not name.startswith(".") and not path.is_symlink():
                number += 1
                yield path


def _questions(found: "ReadObservation") -> frozenset[str]:
    return frozenset(
        name
        for run in found.runs
        for figure in run.figures
        for name in (*figure.questions, *figure.pairs)
    )


def _dated(found: "ReadObservation") -> date:
    dates = [one.evaluation.started.earliest for one in found.runs if one.evaluation.started]
    return max(dates, default=date.min)


def _is_closed(sheet: Sheet, question: str) -> bool:
    """Whether the question is answered elsewhere, in two ways, or by nothing a file supports."""
    said = sheet.entry.get(question)
    return said is not None and (
        said.origin is not None or len(said.answers) > 1 or said.answers[0].kind != "chosen"
    )


def _is_named(sheet: Sheet, entry: "EvidenceEntry", question: str) -> bool:
    said = sheet.entry.get(question)
    return said is not None and any(entry.id in one.evidence for one in said.answers)

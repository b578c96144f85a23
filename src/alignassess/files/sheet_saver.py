"""Saving a sitting into its sheet while others may save into the same file."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from alignassess.domain.answers import Entry, Sheet
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.instrument import Instrument
from alignassess.errors import Place, Problem, UsageError
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.evidence_saving import with_evidence
from alignassess.files.presence import claim
from alignassess.files.reading import TextFile, read_text
from alignassess.files.replacing import (
    check_writable,
    clear_leftovers,
    one_at_a_time,
    replace_bytes,
    write_copy,
)
from alignassess.files.sheet_paths import BACKUP
from alignassess.files.sheet_writing import (
    Answers,
    bytes_of,
    read_answers,
    with_answer,
    without_answer,
    without_place,
)


class AnsweredMeanwhile(UsageError):  # noqa: N818 - what happened, told to the person
    """Somebody else changed the same answer since this sitting saw it. Nothing is written.

    From then on their answer counts as seen: saving again puts the own one in its place.
    """

    def __init__(self, question: str, *, theirs: Entry | None, mine: Entry | None, file: str):
        did = "took out" if theirs is None else "saved"
        super().__init__(
            Problem(
                f"{question} is not saved: somebody else {did} an answer to it meanwhile",
                Place(file),
                "keep theirs, save yours again, or keep both as a disagreement",
            )
        )
        self.question = question
        self.theirs = theirs
        self.mine = mine


class SheetSaver:
    """Saves one answer after another into one sheet; loses nothing that others save there.

    An answer is put into the file as it is at that moment, so that what others answered to other
    questions stays. An answer that this sitting has not seen is never overwritten. The first
    change leaves the file as it was at the start beside it, under its name with `.bak`.
    """

    def __init__(
        self, path: Path, instrument: Instrument, *, digest: str, root: Path | None = None
    ) -> None:
        """`digest` is the SHA-256 of the file as it was read; `root` as for `load_sheet`.

        Raises UsageError when the file cannot be replaced, so that nothing is typed in vain.
        """
        self._path = path
        self._instrument = instrument
        self._root = root
        check_writable(path)
        clear_leftovers(path.resolve().parent)
        file = read_text(path)
        if file.sha256 != digest:
            raise UsageError(
                Problem(
                    "the file changed while it was opened", Place(file.name), "open it once more"
                )
            )
        self._at_start: bytes | None = bytes_of(file, file.text)
        self._last = read_answers(file, instrument)
        """What the file said when it was last read or written."""
        self._seen = dict(self._last.entries)
        self._presence = claim(path, now=datetime.now())
        self.others = self._presence.others
        """Who has the sheet open already, such as `anna, since 2026-11-02 14:03`."""
        self.unseen: tuple[str, ...] = ()
        """Questions that others answered or changed since this sitting last read the file."""

    def __call__(self, entry: Entry) -> None:
        """Save an own entry; raises AlignassessError and leaves the file as it was."""
        entry = without_place(entry)
        with one_at_a_time(self._path):
            before = self._unless_touched(entry.question, entry)
            if before.entries.get(entry.question) != entry:
                self._replace(before, with_answer(before, entry, instrument=self._instrument))
            self._seen[entry.question] = entry

    def forget(self, question: str) -> None:
        """Take an own answer out again; raises AlignassessError and leaves the file as it was."""
        with one_at_a_time(self._path):
            before = self._unless_touched(question, None)
            if question in before.entries:
                self._replace(before, without_answer(before, question, instrument=self._instrument))
            self._seen.pop(question, None)

    def add_evidence(self, entry: EvidenceEntry) -> None:
        """Write a new evidence entry; raises AlignassessError, also for an id that is taken."""
        with one_at_a_time(self._path):
            before = self._read()
            text = with_evidence(before.file, entry, instrument=self._instrument)
            after = TextFile(before.file.name, before.file.path, text, "")
            self._replace(before, read_answers(after, self._instrument))

    def reload(self) -> Sheet:
        """Read the sheet as it is now, with what it inherits; all of it counts as seen."""
        sheet = load_sheet(self._path, self._instrument, root=self._root).sheet
        self._seen = {
            one.question: without_place(one) for one in sheet.entries if one.origin is None
        }
        self.unseen = ()
        return sheet

    def close(self) -> None:
        """Say that this sitting no longer has the sheet open."""
        self._presence.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _read(self) -> Answers:
        """Read the file; what it was when this sitting last saw it is not parsed anew."""
        file = read_text(self._path)
        if file.sha256 != self._last.file.sha256:
            self._last = read_answers(file, self._instrument)
        return self._last

    def _unless_touched(self, question: str, wanted: Entry | None) -> Answers:
        """Read what the file says; raises AnsweredMeanwhile when that is news on the question."""
        read = self._read()
        now = read.entries
        theirs = now.get(question)
        touched = theirs not in (self._seen.get(question), wanted)
        self.unseen = tuple(
            one
            for one in self._instrument.question
            if one != question and now.get(one) != self._seen.get(one)
        )
        if touched:
            if theirs is None:
                del self._seen[question]
            else:
                self._seen[question] = theirs
            raise AnsweredMeanwhile(question, theirs=theirs, mine=wanted, file=read.file.name)
        return read

    def _replace(self, before: Answers, after: Answers) -> None:
        data = bytes_of(before.file, after.file.text)
        if self._at_start is not None:
            target = self._path.resolve()
            write_copy(target.with_name(target.name + BACKUP), self._at_start, like=target)
            self._at_start = None
        replace_bytes(self._path, data)
        self._last = replace(after, file=replace(after.file, sha256=sha256(data).hexdigest()))

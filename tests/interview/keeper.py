"""Surroundings for tests: a keeper that keeps in memory what a file would hold."""

import re
from collections.abc import Mapping
from datetime import date

from alignassess.domain.answers import Entry, Sheet
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.instrument import Instrument
from alignassess.domain.scoring import assess
from alignassess.interview.carry_over import Proposal
from alignassess.interview.offers import Nearby
from alignassess.interview.own_answers import with_own
from alignassess.interview.surroundings import Surroundings

TODAY = date(2026, 11, 25)


class MemoryKeeper:
    """What was saved, in order; the sheet as the file would give it back; trouble on request."""

    def __init__(self, sheet: Sheet | None = None) -> None:
        self.sheet = sheet
        self.saved: list[Entry] = []
        self.forgotten: list[str] = []
        self.evidence: list[EvidenceEntry] = []
        self.unseen: tuple[str, ...] = ()
        self.troubles: list[Exception] = []
        """Raised one by one by the calls that follow."""

    def __call__(self, entry: Entry) -> None:
        self._trouble()
        self.saved.append(entry)

    def forget(self, question: str) -> None:
        self._trouble()
        self.forgotten.append(question)

    def add_evidence(self, entry: EvidenceEntry) -> None:
        self._trouble()
        self.evidence.append(entry)

    def reload(self) -> Sheet:
        assert self.sheet is not None
        self.unseen = ()
        for entry in self.saved:
            if len(entry.answers) == 1:
                self.sheet = with_own(self.sheet, entry.question, entry.answers[0])
        return self.sheet

    def _trouble(self) -> None:
        if self.troubles:
            raise self.troubles.pop(0)


def strictly(text: str) -> str:
    """As strict as a cleaner may be: the spaces within a line go too."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", "", text).split())


def surroundings(
    instrument: Instrument,
    keeper: MemoryKeeper,
    *,
    proposals: Mapping[str, Proposal] | None = None,
    files: tuple[str, ...] = (),
    nearby: Nearby | None = None,
) -> Surroundings:
    """Surroundings with a keeper; `files` are the paths that lead to a file."""
    return Surroundings(
        keeper=keeper,
        today=TODAY,
        clean=strictly,
        score=lambda sheet: assess(instrument, sheet, as_of=TODAY),
        is_file=files.__contains__,
        proposals=proposals or {},
        nearby=nearby,
    )

"""The register of evidence: each entry, what was found of it, and what it earns."""

from collections.abc import Sequence

from alignassess.domain.assessment import EvidenceRecord
from alignassess.domain.case import Case
from alignassess.domain.evidence import Observation


def evidence_records(case: Case, observations: Sequence[Observation]) -> tuple[EvidenceRecord, ...]:
    """One per entry of the sheet, in its order."""
    seen = {one.evidence: one for one in observations}
    supports: dict[str, tuple[str, ...]] = {}
    for entry in case.sheet.entries:
        for answer in entry.answers:
            for name in answer.evidence:
                before = supports.get(name, ())
                if entry.question not in before:
                    supports[name] = (*before, entry.question)
    found = []
    runs = case.support.runs
    for artefact in case.sheet.evidence:
        name = artefact.id
        earned, reason = case.support.earned[name]
        questions = supports.get(name, ())
        looked = _plain(seen.get(name))
        found.append(
            EvidenceRecord(artefact, looked, earned, reason, questions, runs.get(name, ()))
        )
    return tuple(found)


def _plain(seen: Observation | None) -> Observation | None:
    """What was found of the file, without what a reader read: that is in the runs of the record."""
    if seen is None or not seen.is_read:
        return seen
    return Observation(seen.evidence, seen.state, seen.sha256, seen.size)

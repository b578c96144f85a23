"""Evidence that does not show what it is named for."""

from alignassess.domain.assessment import EvidenceRecord
from alignassess.domain.evidence import FileState
from alignassess.domain.evidence_record import RunState
from alignassess.domain.model import Assurance

_NOTHING = (FileState.MISSING, FileState.EMPTY)


def is_broken(record: EvidenceRecord) -> bool:
    """Whether an entry is left as a bare claim although it claims more, or holds a result.

    A sound result that speaks against an answer is not broken, and neither is a run of the base.
    """
    seen = record.observation
    if record.entry.file is not None and (seen is None or seen.state in _NOTHING):
        return True
    if record.earned is not Assurance.ASSERTED:
        return False
    sound = [run for run in record.runs if run.state in (RunState.COUNTS, RunState.BASE)]
    if sound:
        return any(figure.refused for run in sound for figure in run.figures)
    return record.entry.assurance is not Assurance.ASSERTED or bool(record.runs)

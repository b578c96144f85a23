"""Evidence that does not show what it is named for."""

import pytest

from alignassess.domain.assessment import EvidenceRecord
from alignassess.domain.broken_evidence import is_broken
from alignassess.domain.evidence import FileState, Observation
from alignassess.domain.evidence_record import Figure, RunRecord, RunState
from alignassess.domain.figure_support import figure_words
from alignassess.domain.model import Assurance
from tests.domain.results import named

PRESENT = Observation(evidence="retest", state=FileState.PRESENT)
MISSING = Observation(evidence="retest", state=FileState.MISSING)


def record(
    *states: RunState,
    earned: Assurance = Assurance.ASSERTED,
    seen: Observation | None = PRESENT,
    figure: Figure | None = None,
    **changes: object,
) -> EvidenceRecord:
    figures = () if figure is None else (figure,)
    return EvidenceRecord(
        entry=named("retest", **changes),
        observation=seen,
        earned=earned,
        reason=None,
        supports=(),
        runs=tuple(
            RunRecord(tool="t", task="t", model="m", state=one, grade="name", figures=figures)
            for one in states
        ),
    )


@pytest.mark.parametrize(
    "broken",
    [
        record(seen=MISSING),
        record(seen=None),
        record(RunState.AGAINST),
        record(RunState.AGAINST, assurance=Assurance.ASSERTED),
        record(RunState.COUNTS, figure=Figure(name="f", refused=True)),
        record(),
    ],
)
def test_what_is_left_as_a_bare_claim_is_broken(broken: EvidenceRecord) -> None:
    assert is_broken(broken)


@pytest.mark.parametrize(
    "sound",
    [
        record(earned=Assurance.DOCUMENTED),
        record(RunState.COUNTS, figure=Figure(name="f")),
        record(RunState.BASE),
        record(assurance=Assurance.ASSERTED),
        record(seen=None, file=None, earned=Assurance.DOCUMENTED),
    ],
)
def test_what_shows_something_or_claims_nothing_is_not(sound: EvidenceRecord) -> None:
    assert not is_broken(sound)


def test_a_figure_without_a_limit_is_said_without_one() -> None:
    assert "t: f no value" == figure_words("t", Figure(name="f"))

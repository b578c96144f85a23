"""Dates of runs are as exact as their files, and refusals say themselves in one sentence."""

from datetime import UTC, date, datetime

import pytest

from alignassess.domain.observation import (
    Evaluation,
    EvidenceFormat,
    Exactness,
    IdentityKind,
    ModelIdentity,
    Role,
    RunDate,
    Task,
)
from alignassess.domain.refusals import (
    REMEDIES,
    SENTENCES,
    EvidenceWarning,
    Refusal,
    RefusalReason,
    WarningCode,
)

NOON = datetime(2026, 10, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("exactness", "earliest", "latest"),
    [
        (Exactness.EXACT, date(2026, 10, 2), date(2026, 10, 2)),
        (Exactness.NAIVE, date(2026, 10, 1), date(2026, 10, 3)),
        (Exactness.DAY, date(2026, 10, 1), date(2026, 10, 3)),
    ],
)
def test_a_time_without_a_zone_may_be_a_day_off(
    exactness: Exactness, earliest: date, latest: date
) -> None:
    run = RunDate(at=NOON, exactness=exactness)

    assert (earliest, latest) == (run.earliest, run.latest)


@pytest.mark.parametrize("at", [datetime.min, datetime.max])
def test_the_first_and_the_last_day_there_is_have_none_beyond_them(at: datetime) -> None:
    run = RunDate(at=at.replace(tzinfo=UTC), exactness=Exactness.NAIVE)

    assert run.earliest <= at.date() <= run.latest


def test_a_refusal_says_its_sentence_with_what_makes_it_plain() -> None:
    plain = Refusal(reason=RefusalReason.CANCELLED)
    figured = Refusal(reason=RefusalReason.LIMITED, detail="2 of 4 samples")

    assert "The run was cancelled before its end." == str(plain)
    assert "Only a part of the evaluation was run: 2 of 4 samples." == str(figured)


def test_every_reason_has_one_short_sentence() -> None:
    assert set(RefusalReason) == set(SENTENCES)
    assert not [one for one in SENTENCES.values() if not one.endswith(".") or len(one) > 80]


def test_every_reason_has_a_next_step_of_its_own() -> None:
    assert set(RefusalReason) == set(REMEDIES)
    assert not [one for one in REMEDIES.values() if one.endswith(".") or not one[0].islower()]
    assert "run it again without limit or filter" == Refusal(reason=RefusalReason.LIMITED).remedy


def test_a_warning_is_a_sentence() -> None:
    assert "it was edited." == str(EvidenceWarning(code=WarningCode.EDITED, words="it was edited"))


def test_judges_are_the_roles_that_decide_a_score() -> None:
    judge, auditor = Role(role="judge", name="a"), Role(role="auditor", name="b")
    found = Evaluation(
        format=EvidenceFormat.INSPECT,
        tool="inspect_ai",
        task=Task(name="audit"),
        model=ModelIdentity(kind=IdentityKind.MISSING),
        roles=(auditor, judge),
    )

    assert (judge,) == found.judges

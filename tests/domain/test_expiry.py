"""Until when evidence counts."""

from datetime import date, timedelta

import pytest

from alignassess.domain.assessment import EvidenceRecord
from alignassess.domain.assurance import months_before
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.evidence_record import RunRecord, RunState
from alignassess.domain.expiry import Expiry, expiries, last_fresh_day
from alignassess.domain.model import Assurance
from tests.domain.results import with_max_age
from tests.domain.sheets import SHIPPED


def record(
    name: str,
    obtained: date | None,
    *,
    dated: date | None = None,
    supports: tuple[str, ...] = (),
) -> EvidenceRecord:
    runs: tuple[RunRecord, ...] = ()
    if dated is not None:
        runs = (
            RunRecord(
                tool="t", task="t", model="m", state=RunState.COUNTS, grade="name", dated=dated
            ),
        )
    return EvidenceRecord(
        entry=EvidenceEntry(id=name, title=name.title(), obtained=obtained),
        observation=None,
        earned=Assurance.DOCUMENTED,
        reason=None,
        supports=supports,
        runs=runs,
    )


@pytest.mark.parametrize(
    ("dated", "months", "last"),
    [
        (date(2026, 11, 2), 12, date(2027, 11, 2)),
        (date(2027, 2, 28), 12, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 2, 28), 1, date(2026, 3, 31)),
    ],
)
def test_the_last_day_is_the_one_before_it_goes_stale(dated: date, months: int, last: date) -> None:
    found = last_fresh_day(dated, months)

    assert last == found
    assert months_before(found, months) <= dated
    assert months_before(found + timedelta(days=1), months) > dated


def test_the_date_in_the_file_counts_and_never_one_later_than_the_entry() -> None:
    records = (
        record("file", date(2026, 11, 2), dated=date(2026, 10, 1), supports=("ec-06",)),
        record("entry", date(2026, 9, 1), dated=date(2026, 10, 1)),
        record("undated", None),
    )

    assert (
        Expiry("entry", "Entry", date(2026, 9, 1), date(2027, 9, 1), ()),
        Expiry("file", "File", date(2026, 10, 1), date(2027, 10, 1), ("ec-06",)),
    ) == expiries(records, SHIPPED)


def test_questions_of_another_age_lose_it_on_another_day() -> None:
    instrument = with_max_age("ec-06", 6)
    (soon, later) = expiries(
        (record("one", date(2026, 11, 2), supports=("ec-05", "ec-06")),), instrument
    )

    assert (date(2027, 5, 2), ("ec-06",)) == (soon.last, soon.questions)
    assert (date(2027, 11, 2), ("ec-05",)) == (later.last, later.questions)

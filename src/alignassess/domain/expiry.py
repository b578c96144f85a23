"""Until when evidence counts."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from alignassess.domain.assessment import EvidenceRecord
from alignassess.domain.assurance import months_before
from alignassess.domain.instrument import Instrument


class Expiry(NamedTuple):
    """The last day on which an evidence entry counts for a question that names it."""

    evidence: str
    title: str
    dated: date
    """Of the run, where the file says it; else the day on which the evidence was obtained."""
    last: date
    questions: tuple[str, ...]
    """Those that lose it on the day after."""


def expiries(records: Iterable[EvidenceRecord], instrument: Instrument) -> tuple[Expiry, ...]:
    """When each entry with a date goes stale, the earliest first.

    One that questions of different ages name is there once for each age.
    """
    found = []
    for record in records:
        dated = _dated(record)
        if dated is not None:
            for months, questions in _by_age(record, instrument).items():
                last = last_fresh_day(dated, months)
                entry = record.entry
                found.append(Expiry(entry.id, entry.title, dated, last, questions))
    return tuple(sorted(found, key=lambda one: (one.last, one.evidence)))


def last_fresh_day(dated: date, months: int) -> date:
    """The last day on which something of that date is at most that many months old."""
    year, month = divmod(dated.year * 12 + dated.month - 1 + months, 12)
    day = date(year, month + 1, 1)
    while months_before(day + timedelta(days=1), months) <= dated:
        day += timedelta(days=1)
    return day


def _dated(record: EvidenceRecord) -> date | None:
    """The date of the latest run in the file, and never later than that of the entry."""
    runs = [one.dated for one in record.runs if one.dated is not None]
    dates = [one for one in (max(runs, default=None), record.entry.obtained) if one is not None]
    return min(dates, default=None)


def _by_age(record: EvidenceRecord, instrument: Instrument) -> dict[int, tuple[str, ...]]:
    default, own = instrument.method.fresh_months, instrument.own_max_age
    if not record.supports:
        return {default: ()}
    found: dict[int, tuple[str, ...]] = {}
    for question in record.supports:
        months = own.get(question, default)
        found[months] = (*found.get(months, ()), question)
    return found

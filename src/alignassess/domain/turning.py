"""When a decision would change by time alone: evidence goes stale, waivers expire."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.decision import Decision, Outcome, Turn
from alignassess.domain.expiry import evidence_date, expiries, last_fresh_day
from alignassess.domain.instrument import Instrument
from alignassess.domain.policy import Rules
from alignassess.domain.waivers import Waiver

Ends = Mapping[date, tuple[str, ...]]
"""A day, and what no longer counts from that day on."""


def endings(
    assessment: SystemAssessment,
    rules: Rules,
    waivers: Sequence[Waiver],
    *,
    instrument: Instrument,
    after: date,
    until: date,
) -> Ends:
    """Every day in a span on which evidence or a waiver of a system stops counting."""
    found: dict[date, list[str]] = {}

    def ends(last: date, what: str) -> None:
        if not after <= last < until:
            return
        first = last + timedelta(days=1)
        if what not in found.setdefault(first, []):
            found[first].append(what)

    for one in expiries(assessment.evidence, instrument):
        ends(one.last, f"evidence {one.evidence} goes stale")
    if rules.evidence_age is not None:
        for record in assessment.evidence:
            dated = evidence_date(record)
            if dated is not None:
                last = last_fresh_day(dated, rules.evidence_age.months)
                ends(last, f"evidence {record.entry.id} is older than the policy allows")
    for waiver in waivers:
        if waiver.matches(assessment.subject.id):
            ends(waiver.expires, f"waiver {waiver.id} expires")
    return {day: tuple(what) for day, what in sorted(found.items()) if what}


def turns(now: Decision, ends: Ends, decided_on: Callable[[date], Decision]) -> tuple[Turn, ...]:
    """The days on which the outcome becomes worse than it was until then."""
    order, found, before = list(Outcome), [], now.outcome
    for day, causes in ends.items():
        then = decided_on(day)
        if order.index(then.outcome) > order.index(before):
            found.append(Turn(on=day, outcome=then.outcome, causes=causes, reasons=then.reasons))
        before = then.outcome
    return tuple(found)

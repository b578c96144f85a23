"""What would turn red by time alone."""

from datetime import date, timedelta

from alignassess.domain.decision import Decision, Outcome
from alignassess.domain.policy import Age, Rules
from alignassess.domain.turning import endings, turns
from alignassess.domain.waivers import Waiver, WaiverReason
from tests.domain.sheets import AS_OF, LOWEST, SHIPPED, all_at, scored, sheet_of

WAIVER = Waiver(
    id="W-1",
    systems=("bot",),
    essential_gap="ec-21",
    at_level=0,
    reason=WaiverReason.ACCEPTED_RISK,
    justification="For a time.",
    requested_by="A",
    approved_by="B",
    approved_on=AS_OF,
    expires=AS_OF + timedelta(days=10),
)
SHEET = sheet_of(LOWEST, all_at(4), supports=("documented",))


def test_what_ends_in_a_span_is_listed_by_day() -> None:
    other = WAIVER.model_copy(update={"id": "W-2", "systems": ("other",)})
    found = endings(
        scored(SHEET),
        Rules(evidence_age=Age(months=6)),
        (WAIVER, other),
        instrument=SHIPPED,
        after=AS_OF,
        until=AS_OF + timedelta(days=200),
    )

    # the evidence is of 2026-11-02; the stale entry went stale before the span
    assert list(found) == [date(2026, 12, 6), date(2027, 5, 3)]
    assert found[date(2026, 12, 6)] == ("waiver W-1 expires",)
    assert found[date(2027, 5, 3)][0] == "evidence documented is older than the policy allows"


def test_what_ends_twice_on_a_day_is_listed_once() -> None:
    found = endings(
        scored(SHEET),
        Rules(),
        (WAIVER, WAIVER),
        instrument=SHIPPED,
        after=AS_OF,
        until=AS_OF + timedelta(days=30),
    )

    assert found == {date(2026, 12, 6): ("waiver W-1 expires",)}


def test_evidence_counts_to_its_last_day() -> None:
    found = endings(
        scored(SHEET),
        Rules(),
        (),
        instrument=SHIPPED,
        after=AS_OF,
        until=date(2028, 1, 1),
    )

    assert "evidence documented goes stale" in found[date(2027, 11, 3)]


def test_nothing_ends_in_a_short_span() -> None:
    found = endings(scored(SHEET), Rules(), (WAIVER,), instrument=SHIPPED, after=AS_OF, until=AS_OF)

    assert found == {}


def _decision(outcome: Outcome) -> Decision:
    return Decision(system="bot", outcome=outcome, reasons=(outcome.value,))


def test_only_days_on_which_it_becomes_worse_are_turns() -> None:
    days = {AS_OF + timedelta(days=number): (f"end {number}",) for number in range(1, 5)}
    outcomes = dict(
        zip(
            days,
            (Outcome.PASS, Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE, Outcome.FAIL),
            strict=True,
        )
    )
    found = turns(_decision(Outcome.PASS), days, lambda day: _decision(outcomes[day]))

    assert [(one.on.day, one.outcome, one.causes) for one in found] == [
        (27, Outcome.INCONCLUSIVE, ("end 2",)),
        (29, Outcome.FAIL, ("end 4",)),
    ]


def test_what_does_not_pass_today_does_not_turn() -> None:
    days = {AS_OF + timedelta(days=1): ("end",)}

    assert turns(_decision(Outcome.FAIL), days, lambda _: _decision(Outcome.FAIL)) == ()

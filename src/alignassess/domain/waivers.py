"""Waivers: dated acceptances of one category's rating or one essential gap, by a named person.

A waiver changes no figure. It lets a decision pass a limit, for some time, for some systems, and
every output says so.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from alignassess.domain.constraints import Limits
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import SOUND_LEVEL, Category, Day, Model, Rating, Reading
from alignassess.domain.naming import spelling
from alignassess.domain.pattern import matches
from alignassess.domain.policy import Counted, WaiverRules
from alignassess.domain.questionnaire import Text

EXPIRING_DAYS = 30
"""From so many days before its end on, a waiver is reported as expiring."""


class WaiverReason(StrEnum):
    """Why a risk is accepted for now: a closed list, so that waivers can be counted by it."""

    ACCEPTED_RISK = "accepted-risk"
    """The operator bears it."""
    COMPENSATING_CONTROL = "compensating-control"
    """Something that the questions do not ask about makes up for it."""
    REMEDY_UNDER_WAY = "remedy-under-way"
    """The gap is being closed, by the day on which the waiver expires."""
    QUESTION_DOES_NOT_FIT = "question-does-not-fit"
    """The question means something that this system does not have."""


class Waiver(Model):
    """One entry of `waivers.yaml`."""

    id: Annotated[str, Limits(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=60)]
    systems: Annotated[tuple[Text, ...], Limits(min_length=1)]
    """Ids, or patterns over them; every system is written as "*"."""
    category: Category | None = None
    """What is accepted: a category up to `rating` in `reading`, ..."""
    rating: Rating | None = None
    reading: Counted | None = None
    essential_gap: Text | None = None
    """... or this essential practice, while its answer is at `at_level` or better."""
    at_level: Annotated[int, Limits(ge=0, le=4)] | None = None
    version: Text | None = None
    """Digest of the wording that was accepted: of the practice, or of the category's questions."""
    reason: WaiverReason
    justification: Text
    requested_by: Text
    approved_by: Text
    approved_on: Day
    expires: Day
    """The last day on which it holds, to its end in UTC."""
    evidence: tuple[Text, ...] = ()
    """Where the acceptance is recorded."""

    @property
    def covers(self) -> str:
        """The category or the question that it is about."""
        return self.essential_gap or str(self.category)

    @property
    def words(self) -> str:
        """What is accepted, in words."""
        if self.essential_gap is not None:
            return f"the essential gap {self.essential_gap} at level {self.at_level} or better"
        how = "" if self.counted is Reading.ANSWERED else ", counting only evidence"
        return f"{self.category} up to {self.rating}{how}"

    @property
    def counted(self) -> Reading:
        """The reading whose rating is accepted."""
        return self.reading or Reading.ANSWERED

    def matches(self, system: str) -> bool:
        """Whether it is about a system."""
        return any(matches(pattern, system) for pattern in self.systems)

    def in_force(self, on: date) -> bool:
        """Whether a day lies between approval and expiry, both included."""
        return self.approved_on <= on <= self.expires

    def current(self, instrument: Instrument) -> str | None:
        """The version of today's wording; None when there is no such practice."""
        if self.category is not None:
            return instrument.version(self.category)
        card = instrument.card.get(self.essential_gap or "")
        return None if card is None else card.version


class Waivers(Model):
    """`waivers.yaml`."""

    format: Literal["alignassess/waivers/1"]
    waivers: tuple[Waiver, ...] = ()


class WaiverState(StrEnum):
    """How a waiver stands on a day and in a run."""

    ACTIVE = "active"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    UNUSED = "unused"
    """In force, and nothing of what it accepts was broken."""
    ORPHANED = "orphaned"
    """In force, and about no system of the run, or about a wording that has changed."""
    PENDING = "pending"
    """Approved on a later day."""


class WaiverUse(Model):
    """A waiver as a decision and a report show it: plain data."""

    id: str
    covers: str
    """A category, or the question of an essential gap."""
    words: str
    reason: WaiverReason
    justification: str
    requested_by: str
    approved_by: str
    approved_on: date
    expires: date
    expires_at: str
    """The first moment at which it no longer holds, in UTC."""
    days_left: int
    """Whole days after this one; negative once expired."""
    state: WaiverState
    used: bool
    """Whether it let a limit pass."""
    note: str = ""
    """Why it covers nothing, where it does not."""


def end_of(day: date) -> str:
    """The first moment after a day, in UTC."""
    if day == date.max:
        return f"{day}T24:00:00Z"
    after = datetime.combine(day + timedelta(days=1), datetime.min.time())
    return f"{after.isoformat()}Z"


def state_on(waiver: Waiver, on: date) -> WaiverState:
    """How a waiver stands on a day, by its dates alone."""
    if on > waiver.expires:
        return WaiverState.EXPIRED
    if on < waiver.approved_on:
        return WaiverState.PENDING
    left = (waiver.expires - on).days
    return WaiverState.EXPIRING if left <= EXPIRING_DAYS else WaiverState.ACTIVE


def used(
    waiver: Waiver,
    on: date,
    *,
    used: bool,
    looked: bool = True,
    orphaned: str = "",
    note: str = "",
) -> WaiverUse:
    """A waiver as it stands on a day and in a run.

    `looked` says whether a decision looked for it, `orphaned` why it is about nothing.
    """
    state = state_on(waiver, on)
    if waiver.in_force(on) and not used and (looked or orphaned):
        state = WaiverState.ORPHANED if orphaned else WaiverState.UNUSED
    return WaiverUse(
        id=waiver.id,
        covers=waiver.covers,
        words=waiver.words,
        reason=waiver.reason,
        justification=waiver.justification,
        requested_by=waiver.requested_by,
        approved_by=waiver.approved_by,
        approved_on=waiver.approved_on,
        expires=waiver.expires,
        expires_at=end_of(waiver.expires),
        days_left=(waiver.expires - on).days,
        state=state,
        used=used,
        note=note or orphaned,
    )


def outdated(waiver: Waiver, instrument: Instrument) -> str:
    """Why a waiver no longer speaks of today's wording; empty when it does."""
    now = waiver.current(instrument)
    if waiver.version == now:
        return ""
    return f"{waiver.covers} is worded anew since (version {waiver.version}, now {now})"


def across(
    waivers: Sequence[Waiver],
    uses: Iterable[WaiverUse],
    systems: Sequence[str],
    *,
    on: date,
    instrument: Instrument,
    decided: bool = True,
) -> tuple[WaiverUse, ...]:
    """Every waiver of a file over a whole run, in the order of the file.

    Where nothing was decided, none is unused, and none is orphaned but by its wording.
    """
    by_id: dict[str, list[WaiverUse]] = {}
    for one in uses:
        by_id.setdefault(one.id, []).append(one)
    found = []
    for waiver in waivers:
        own = by_id.get(waiver.id, [])
        orphaned = outdated(waiver, instrument)
        if decided and not orphaned and not any(map(waiver.matches, systems)):
            orphaned = f"no system of this run is one of {', '.join(waiver.systems)}"
        note = next((one.note for one in own if one.note), "")
        found.append(
            used(
                waiver,
                on,
                used=any(one.used for one in own),
                looked=decided,
                orphaned=orphaned,
                note=note,
            )
        )
    return tuple(found)


def over_budget(waivers: Sequence[Waiver], rules: WaiverRules, on: date) -> list[tuple[int, str]]:
    """What a policy does not allow: the index of the waiver, and why."""
    found = []
    active = [index for index, one in enumerate(waivers) if one.in_force(on)]
    for index, waiver in enumerate(waivers):
        if waiver.covers in rules.never:
            found.append((index, f"the policy never lets {waiver.covers} be waived"))
        days = (waiver.expires - waiver.approved_on).days
        if rules.longest_days is not None and days > rules.longest_days:
            message = f"holds for {days} days; the policy allows {rules.longest_days}"
            found.append((index, message))
    if rules.most is not None and len(active) > rules.most:
        count = "1 waiver is" if len(active) == 1 else f"{len(active)} waivers are"
        message = f"{count} in force; the policy allows {rules.most}"
        found.append((active[rules.most], message))
    return found


def wrong(waiver: Waiver, instrument: Instrument) -> list[tuple[str, str, str]]:
    """What is wrong with a waiver by itself: field, what, and what to do."""
    found = _what(waiver, instrument)
    if not waiver.justification.strip():
        found.append(("justification", "says nothing", "say why the risk is acceptable"))
    for name in ("requested_by", "approved_by"):
        if not spelling(getattr(waiver, name)):
            found.append((name, "names nobody", "name the person"))
    if spelling(waiver.requested_by) == spelling(waiver.approved_by):
        found.append(
            ("approved_by", "is who requested it", "let another person approve the waiver")
        )
    if waiver.expires < waiver.approved_on:
        found.append(("expires", "lies before approved_on", "correct one of the two dates"))
    return found


def _what(waiver: Waiver, instrument: Instrument) -> list[tuple[str, str, str]]:
    gap = waiver.essential_gap
    if (waiver.category is None) == (gap is None):
        both = "has both" if gap is not None else "has neither"
        return [("", f"{both} category and essential_gap", "give exactly one of the two")]
    found = []
    if gap is None:
        if waiver.rating is None:
            found.append(("rating", "is missing", "add the worst rating that is accepted"))
        elif waiver.rating is Rating.LOW:
            found.append(("rating", "accepts nothing at low", "write medium, high or critical"))
        if waiver.at_level is not None:
            found.append(("at_level", "is for an essential gap", "remove it"))
    else:
        essential = sorted(instrument.essential_for)
        if gap not in essential:
            why = "is not an essential practice" if gap in instrument.question else "is unknown"
            return [("essential_gap", f"{gap} {why}", f"choose one of: {', '.join(essential)}")]
        if waiver.at_level is None:
            found.append(("at_level", "is missing", "add the level of the answer, 0 to 2"))
        elif waiver.at_level >= SOUND_LEVEL:
            found.append(("at_level", "is no gap", "a gap is at level 0, 1 or 2"))
        found += [
            (name, "is for a category", "remove it")
            for name in ("rating", "reading")
            if getattr(waiver, name) is not None
        ]
    if waiver.version is None:
        now = waiver.current(instrument)
        found.append(
            ("version", "is missing", f"the wording of today is version {now}; write that")
        )
    return found

"""What the waivers of one system accept on a day, held against what a policy finds broken."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from alignassess.domain.assessment import CategoryReading, CategoryResult, SystemAssessment
from alignassess.domain.depth import held
from alignassess.domain.formula import figure
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import RATINGS, Category, Reading
from alignassess.domain.policy import Limit
from alignassess.domain.waivers import Waiver, WaiverUse, outdated, used


class Acceptances(NamedTuple):
    """The waivers of one system that count on a day."""

    assessment: SystemAssessment
    instrument: Instrument
    waivers: tuple[Waiver, ...] = ()
    never: tuple[str, ...] = ()
    """What no waiver lets pass: categories, not by an essential gap either, and essential gaps,
    not by their categories either."""

    def of_limit(self, limit: Limit, result: CategoryResult) -> tuple[Waiver, ...]:
        """The waivers by which a broken limit passes in a category; none when it does not."""
        if result.category in self.never:
            return ()
        reading = reading_of(result, limit.reading)
        rating = held(self.instrument.method.rating(reading.headline_risk), self.assessment.depth)
        for one in self.waivers:
            accepted = one.rating
            about = one.category is result.category and one.counted is limit.reading
            if about and accepted and RATINGS.index(rating) <= RATINGS.index(accepted):
                return () if self._held_by_never(limit, result, reading) else (one,)
        return self._without_gaps(limit, result, reading)

    def of_gap(self, question: str) -> Waiver | None:
        """The waiver of an essential gap at the level that it has now."""
        level = next(
            (one.level for one in self.assessment.essential_gaps if one.question == question), None
        )
        if level is None:  # open in `evidenced` alone: its answer is sound, and less is shown
            level = min(_levels(self.assessment, question))
        for one in self.waivers:
            if one.essential_gap == question and one.at_level is not None and level >= one.at_level:
                return one
        return None

    def _held_by_never(
        self, limit: Limit, result: CategoryResult, reading: CategoryReading
    ) -> bool:
        """Whether an essential gap that is never waived breaks a limit all by itself."""
        floors = [
            reading.floor if floor is None else floor
            for question, floor in self._open(result.category, limit.reading)
            if question in self.never
        ]
        if not floors:
            return False
        risk = figure(min(max(floors), result.inherent))
        rating = held(self.instrument.method.rating(risk), self.assessment.depth)
        return not limit.holds(rating, risk)

    def _without_gaps(
        self, limit: Limit, result: CategoryResult, reading: CategoryReading
    ) -> tuple[Waiver, ...]:
        """The waivers of essential gaps whose floors alone break the limit."""
        found, floor = [], 0.0
        for question, held_at in self._open(result.category, limit.reading):
            waiver = self.of_gap(question)
            if waiver is None:
                floor = max(floor, reading.floor if held_at is None else held_at)
            else:
                found.append(waiver)
        if not found:
            return ()
        risk = figure(max(reading.risk_before_floors, min(floor, result.inherent)))
        rating = held(self.instrument.method.rating(risk), self.assessment.depth)
        return tuple(found) if limit.holds(rating, risk) else ()

    def _open(self, category: Category, reading: Reading) -> list[tuple[str, float | None]]:
        """Essential gaps that hold a category up, with their floor where it is known."""
        exactly = reading is Reading.ANSWERED  # the floors of gaps are known as answered
        found: list[tuple[str, float | None]] = [
            (gap.question, gap.floor if exactly else None)
            for gap in self.assessment.essential_gaps
            if category in gap.categories
        ]
        if not exactly:
            found += [
                (question, None)
                for question in self.assessment.unsupported_essentials
                if category in self.instrument.essential_for.get(question, ())
            ]
        return found

    def uses(self, every: Sequence[Waiver], ids: frozenset[str], on: date) -> tuple[WaiverUse, ...]:
        """All waivers about the system, each with what became of it; `ids` are those used."""
        system = self.assessment.subject.id
        return tuple(
            used(
                one,
                on,
                used=one.id in ids,
                orphaned=outdated(one, self.instrument),
                note="" if one.id in ids or not one.in_force(on) else self._why_not(one),
            )
            for one in every
            if one.matches(system)
        )

    def _why_not(self, waiver: Waiver) -> str:
        """Why a waiver in force accepts nothing of this system, where more can be said."""
        old = outdated(waiver, self.instrument)
        if old:
            return old
        if waiver.essential_gap is not None:
            for gap in self.assessment.essential_gaps:
                if gap.question == waiver.essential_gap and gap.level < (waiver.at_level or 0):
                    return f"{gap.question} is at level {gap.level}, worse than it accepts"
            return ""
        for result in self.assessment.categories:
            if result.category is waiver.category and waiver.rating is not None:
                risk = reading_of(result, waiver.counted).headline_risk
                rating = held(self.instrument.method.rating(risk), self.assessment.depth)
                if RATINGS.index(rating) > RATINGS.index(waiver.rating):
                    return f"{result.category} is {rating}, worse than it accepts"
                never = [
                    question
                    for question, _ in self._open(result.category, waiver.counted)
                    if question in self.never
                ]
                if never:
                    return f"it is held up by what the policy never lets be waived: {never[0]}"
        return ""


def counting(
    assessment: SystemAssessment,
    instrument: Instrument,
    waivers: Sequence[Waiver],
    on: date,
    *,
    never: tuple[str, ...] = (),
) -> Acceptances:
    """The waivers that count for a system on a day: in force, about it, and of today's wording."""
    kept = tuple(
        one
        for one in waivers
        if one.in_force(on) and one.matches(assessment.subject.id) and not outdated(one, instrument)
    )
    return Acceptances(assessment, instrument, kept, never)


def reading_of(result: CategoryResult, reading: Reading) -> CategoryReading:
    """The reading of a category that a limit looks at."""
    return result.answered if reading is Reading.ANSWERED else result.evidenced


def _levels(assessment: SystemAssessment, question: str) -> tuple[int, ...]:
    found = (one.levels for one in assessment.determinations if one.question.id == question)
    return next(found, None) or (0,)

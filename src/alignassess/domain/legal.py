"""Laws, codes and standards with their dates, and which are likely in point for a system."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, NamedTuple

from alignassess.domain.answers import Entry
from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.condition import Condition, Truth, looks_at
from alignassess.domain.constraints import Limits
from alignassess.domain.facts import ReadFacts, agreed, highest_exposure
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import Day, Model
from alignassess.domain.questionnaire import Identifier, ProfileQuestion, Text

Kind = Literal[
    "law", "bill", "treaty", "order", "guideline", "voluntary", "standard", "draft", "none"
]


class LegalInstrument(Model):
    """One law, code or standard, as its sources stood on a date. Not legal advice."""

    id: Identifier
    name: Text
    identifier: Text | None = None
    jurisdiction: Text
    kind: Kind
    binds: Text | None = None
    """Whom it speaks to, in its own terms."""
    status: Text
    applies_from: Day | None = None
    """None where it is staged, has no date, or applies already without one worth naming."""
    as_of: Day
    """The date of the source that was read."""
    confidence: Text
    """How well the entry was confirmed."""
    note: Text | None = None
    when: Condition | None = None
    """Looks at profile facts; None where nothing is derived from them."""


class LegalInstruments(Model):
    """`catalog/instruments.yaml`."""

    format: Literal["alignassess/instruments/1"]
    source: Text
    licence_note: Text
    instruments: Annotated[tuple[LegalInstrument, ...], Limits(min_length=1)]


class InPoint(NamedTuple):
    """Whether an instrument is likely in point, and what that means on a date."""

    instrument: LegalInstrument
    holds: Truth
    """True and False under the facts given; None where a fact is missing."""
    words: str
    """`applies`, `prepare, applies from ...`, `not under the facts given`, or `open: ...`."""


def in_point(
    instruments: tuple[LegalInstrument, ...],
    assessment: SystemAssessment,
    instrument: Instrument,
) -> tuple[InPoint, ...]:
    """Every instrument whose condition looks at the profile, in the order of the catalog.

    Roles and results are likely ones under the facts given, and have to be confirmed by a person.
    """
    facts = _facts(assessment, instrument)
    found = []
    for one in instruments:
        if one.when is not None:
            holds = one.when.holds(facts)
            words = _words(one, holds, assessment.provenance.as_of, facts)
            found.append(InPoint(one, holds, words))
    return tuple(found)


def outdated(as_of: str | date, on: date, *, days: int = 90) -> bool:
    """Whether a list whose source is of one date is too old on another to be relied on."""
    read = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    return (on - read).days > days


def _facts(assessment: SystemAssessment, instrument: Instrument) -> ReadFacts:
    """The profile facts of a result, as it was saved."""
    chosen: dict[str, tuple[str, ...] | None] = {}
    exposure: dict[str, int | None] = {}
    for one in assessment.determinations:
        question = instrument.question.get(one.question.id)
        if not isinstance(question, ProfileQuestion) or not one.applies:
            continue
        entry = Entry(question=question.id, answers=one.answers) if one.answers else None
        marked = agreed(entry)
        known = marked is not None and set(marked) <= {option.key for option in question.options}
        chosen[question.id] = marked if known else None
        exposure[question.id] = highest_exposure(question, marked) if known and marked else None
    return ReadFacts(chosen, exposure, {}, instrument.role)


def _words(one: LegalInstrument, holds: Truth, on: date, facts: ReadFacts) -> str:
    match holds:
        case True if one.applies_from is not None and on < one.applies_from:
            return f"prepare, applies from {one.applies_from}"
        case True:
            return "applies"
        case False:
            return "not under the facts given"
        case _:
            missing = ", ".join(sorted(set(_missing(one, facts))))
            return f"open: not known from {missing}"


def _missing(one: LegalInstrument, facts: ReadFacts) -> Iterator[str]:
    assert one.when is not None
    for question in looks_at(one.when, facts.roles):
        if question in facts.chosen and facts.chosen[question] is None:
            yield question

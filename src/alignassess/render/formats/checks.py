"""Every question that was counted, as one check: what formats with one row per question show."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from alignassess.domain.answers import Answer
from alignassess.domain.assessment import Determination, Finding
from alignassess.domain.card import QuestionCard
from alignassess.domain.model import RATINGS, SOUND_LEVEL, Rating
from alignassess.domain.standing import State
from alignassess.render import inert
from alignassess.render.formats.material import NONRESPONSES, Acceptance, Case, Material
from alignassess.render.formats.places import STANDARD_INPUT
from alignassess.render.wording import STATE_WORDS


class Kind(StrEnum):
    """What a check found."""

    SOUND = "sound"
    """Answered at level 3 or above."""
    GAP = "gap"
    """Answered below level 3, or disputed."""
    OPEN = "open"
    """A nonresponse: nothing is known, and it counts as level 0."""
    NOT_APPLICABLE = "not-applicable"
    """Claimed not to apply."""


class Check(NamedTuple):
    """One scored question that applies to one system."""

    id: str
    """`<system>/<question>`; stable from one assessment to the next."""
    question: QuestionCard
    title: str
    kind: Kind
    state: State
    level: int | None
    """As answered; None where it is claimed not to apply."""
    label: str
    finding: Finding | None
    """None for what is sound or does not apply."""
    notes: tuple[str, ...]
    by: tuple[str, ...]
    file: str
    line: int
    waiver: Acceptance | None
    change: str | None
    answers: tuple[Answer, ...]

    @property
    def rating(self) -> Rating | None:
        """The rating of the finding; None without one, and on a vendor sheet."""
        return None if self.finding is None else self.finding.rating

    @property
    def sentence(self) -> str:
        """What is the matter, and the next step; strangers' text in it is inert."""
        if self.finding is None:
            level = "" if self.level is None else f", level {self.level}"
            return f"{STATE_WORDS[self.state]}{level}: {self.label}"
        said = STATE_WORDS[self.state] if self.kind is Kind.OPEN else self.label
        gap = "; essential gap" if self.finding.essential else ""
        wanted = f"Level {self.finding.next_level} would be: {self.finding.next_label}."
        return (
            f"level {self.level}{gap}. Now: {said}. {wanted} {self.question.remedy or ''}".rstrip()
        )


def checks(case: Case, material: Material) -> tuple[Check, ...]:
    """Every scored question that applies, in order of asking."""
    assessment = case.assessment
    found = {one.question.id: one for one in assessment.findings}
    anchors = _anchors(case)
    sheets = assessment.provenance.sheets
    home = sheets[0].path if sheets else STANDARD_INPUT
    return tuple(
        _check(case, one, found.get(one.question.id), anchors, home, material)
        for one in assessment.determinations
        if one.applies
        and one.question.kind == "scored"
        and one.question.questionnaire in assessment.scope
    )


def worst_first(found: Iterator[Check] | tuple[Check, ...]) -> list[Check]:
    """Findings alone, worst first: rating, then essential gaps, then level, then id."""
    gaps = [one for one in found if one.finding is not None]
    return sorted(gaps, key=lambda one: (-severity(one), one.level or 0, one.id))


def severity(check: Check) -> int:
    """How bad a finding is, for sorting: 0 without a rating."""
    if check.finding is None:
        return -1
    rank = 0 if check.finding.rating is None else RATINGS.index(check.finding.rating) + 1
    return 2 * rank + check.finding.essential


def _check(
    case: Case,
    one: Determination,
    finding: Finding | None,
    anchors: Mapping[str, int],
    home: str,
    material: Material,
) -> Check:
    card = one.question
    place = next((answer.place for answer in one.answers if answer.place), None)
    labels = [inert.line(label) for label in one.labels] or [STATE_WORDS[one.state]]
    return Check(
        id=f"{case.subject}/{card.id}",
        question=card,
        title=material.slugs.get(card.id, card.id),
        kind=_kind(one),
        state=one.state,
        level=_level(one),
        label=" / ".join(labels),
        finding=finding,
        notes=tuple(inert.line(a.note) for a in one.answers if a.note),
        by=tuple(inert.line(a.by) for a in one.answers if a.by),
        file=home if place is None else place.file,
        line=anchors.get(card.questionnaire, 1) if place is None else place.line or 1,
        waiver=case.waiver_of(card.id),
        change=case.change_of(card.id),
        answers=one.answers,
    )


def _level(one: Determination) -> int | None:
    if one.state is State.NOT_APPLICABLE or one.levels is None:
        return None
    return one.levels[1]


def _kind(one: Determination) -> Kind:
    if one.state is State.NOT_APPLICABLE:
        return Kind.NOT_APPLICABLE
    if one.state in NONRESPONSES:
        return Kind.OPEN
    level = _level(one)
    return Kind.SOUND if level is not None and level >= SOUND_LEVEL else Kind.GAP


def _anchors(case: Case) -> dict[str, int]:
    """Per questionnaire, the line of its first own answer: where a missing one would stand."""
    found: dict[str, int] = {}
    for one in case.assessment.determinations:
        for answer in one.answers:
            if one.origin is None and answer.place and answer.place.line:
                home = one.question.questionnaire
                found[home] = min(found.get(home, answer.place.line), answer.place.line)
    return found

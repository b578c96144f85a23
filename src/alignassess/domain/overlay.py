"""An organisation's own additions to a shipped questionnaire, and changes of what counts in it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Literal

from alignassess.domain.constraints import Limits
from alignassess.domain.faults import Fault
from alignassess.domain.model import Model
from alignassess.domain.questionnaire import (
    Identifier,
    ProfileQuestionnaire,
    Questionnaire,
    ScoredQuestion,
    ScoredQuestionnaire,
    Section,
    Strengths,
    Text,
)


class ChangedQuestion(Model):
    """What counts otherwise for a shipped question. Its text, options and levels never change."""

    question: Identifier
    reason: Text
    """Why; shown with the question."""
    categories: Strengths | None = None
    """Which categories it bears on, and so what it weighs."""
    core: bool | None = None
    """Whether the short path asks it."""
    minutes: Annotated[float, Limits(gt=0, le=60)] | None = None


class Overlay(Model):
    """Additions to one shipped questionnaire, and changes of weight, without copying it."""

    format: Literal["alignassess/overlay/1"]
    id: Identifier
    title: Text
    of: Identifier
    """The questionnaire that it lies over."""
    sections: tuple[Section, ...] = ()
    """Sections added after the shipped ones."""
    add: tuple[ScoredQuestion, ...] = ()
    """Questions added at the end of their section."""
    change: tuple[ChangedQuestion, ...] = ()


def mislaid(
    overlay: Overlay,
    questionnaires: Sequence[Questionnaire],
    essential: frozenset[str] = frozenset(),
) -> Iterator[Fault]:
    """What an overlay names and is not there, or may not change.

    `essential` are the practices that hold up the risk of what they bear on.
    """
    under = next((one for one in questionnaires if one.id == overlay.of), None)
    if under is None:
        known = ", ".join(one.id for one in questionnaires if one.kind == "scored")
        yield Fault(overlay.id, f"lies over {overlay.of}, which does not exist; known: {known}")
        return
    if isinstance(under, ProfileQuestionnaire):
        yield Fault(overlay.id, f"lies over {overlay.of}; facts cannot be added or weighed anew")
        return
    if not overlay.add and not overlay.change:
        yield Fault(overlay.id, "adds nothing and changes nothing")
    known_ids = {question.id for question in under.questions}
    seen: set[str] = set()
    for one in overlay.change:
        if one.question not in known_ids:
            yield Fault(one.question, f"is changed by {overlay.id}, and is not in {overlay.of}")
        if one.question in essential and one.categories is not None:
            message = f"is an essential practice; what it bears on stays, also under {overlay.id}"
            yield Fault(one.question, message)
        if one.question in seen:
            yield Fault(one.question, f"is changed twice by {overlay.id}")
        seen.add(one.question)


def laid_over(under: ScoredQuestionnaire, overlay: Overlay) -> ScoredQuestionnaire:
    """The questionnaire with what the overlay adds and changes."""
    changes = {one.question: one for one in overlay.change}
    sections = (*under.sections, *overlay.sections)
    changed = [_changed(question, changes.get(question.id)) for question in under.questions]
    return replace(
        under, sections=sections, questions=tuple(_placed([*changed, *overlay.add], sections))
    )


def _changed(question: ScoredQuestion, change: ChangedQuestion | None) -> ScoredQuestion:
    if change is None:
        return question
    reason = f"Changed here: {change.reason}"
    return replace(
        question,
        note=reason if question.note is None else f"{question.note} {reason}",
        categories=question.categories if change.categories is None else change.categories,
        core=question.core if change.core is None else change.core,
        minutes=question.minutes if change.minutes is None else change.minutes,
    )


def _placed(
    questions: Sequence[ScoredQuestion], sections: Sequence[Section]
) -> Sequence[ScoredQuestion]:
    """The questions by section; one of no known section keeps its place at the end."""
    order = {section.id: index for index, section in enumerate(sections)}
    return sorted(questions, key=lambda one: order.get(one.section or "", len(order)))

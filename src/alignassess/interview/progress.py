"""How far a sitting is, and what it leaves open."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from alignassess.domain.answers import Entry, differ
from alignassess.domain.model import SOUND_LEVEL
from alignassess.domain.questionnaire import ProfileQuestion, Question
from alignassess.domain.sections import SectionOf, sections
from alignassess.interview.session import Session


@dataclass(frozen=True, slots=True)
class Position:
    """How far a sitting is."""

    done: int
    """Questions of the sitting that are not waiting; a nonresponse counts as done."""
    applicable: int
    section: str | None
    """The title of the section that the current question belongs to; None at the end."""
    minutes: int
    """What the waiting questions will take, rounded up."""


@dataclass(frozen=True, slots=True)
class Left:
    """Ids of the questions that still want something, in order of asking."""

    open: tuple[str, ...]
    """They apply, and the sheet says nothing about them."""
    unknown: tuple[str, ...]
    declined: tuple[str, ...]
    disagreements: tuple[str, ...] = ()
    """Answers that differ, not settled yet."""
    gaps: tuple[str, ...] = ()
    """Answered, and below level 3."""
    without_evidence: tuple[str, ...] = ()
    """Answered at level 3 or 4, or a fact that counts only with support, and no evidence named."""
    drafts: tuple[str, ...] = ()
    """A note or evidence waits for an answer, and is not in the file."""


def position(session: Session) -> Position:
    """How far the sitting is."""
    question = session.current
    home = None if question is None else section_of(session, question)
    return Position(
        done=len(session.asked) - len(session.todo),
        applicable=len(session.asked),
        section=None if home is None else home.section.title,
        minutes=ceil(sum(one.minutes for one in session.todo)),
    )


def section_of(session: Session, question: Question) -> SectionOf:
    """The section that a question stands in."""
    home = session.instrument.questionnaire_of[question.id]
    questionnaire = next(one for one in session.instrument.questionnaires if one.id == home)
    return next(
        one for one in sections(questionnaire) if any(question is each for each in one.questions)
    )


def left(session: Session) -> Left:
    """Find what still wants an answer, or a better one."""

    def found(wants: Callable[[Question, Entry], bool]) -> tuple[str, ...]:
        entries = session.sheet.entry
        return tuple(
            one.id for one in session.asked if one.id in entries and wants(one, entries[one.id])
        )

    return Left(
        open=tuple(one.id for one in session.asked if one.id not in session.sheet.entry),
        unknown=found(lambda _, entry: _has(entry, "dont-know")),
        declined=found(lambda _, entry: _has(entry, "declined")),
        disagreements=found(lambda _, entry: differ(entry.answers)),
        gaps=found(is_gap),
        without_evidence=found(lacks_evidence),
        drafts=tuple(draft.question for draft in session.drafts),
    )


def is_gap(question: Question, entry: Entry) -> bool:
    """Whether an answer is below the level from which a practice counts as sound."""
    levels = _levels(question, entry)
    return bool(levels) and min(levels) < SOUND_LEVEL


def lacks_evidence(question: Question, entry: Entry) -> bool:
    """Whether an answer claims what counts only with support, and names none."""
    named = [bool(answer.evidence) for answer in entry.answers]
    # Of answers that say the same, the best supported counts.
    if all(named) or (any(named) and not differ(entry.answers)):
        return False
    if isinstance(question, ProfileQuestion):
        return question.needs_support and all(one.kind == "chosen" for one in entry.answers)
    return any(level >= SOUND_LEVEL for level in _levels(question, entry))


def _levels(question: Question, entry: Entry) -> list[int]:
    if isinstance(question, ProfileQuestion):
        return []
    return [
        question.level_of[answer.options[0]] for answer in entry.answers if answer.kind == "chosen"
    ]


def _has(entry: Entry, kind: str) -> bool:
    return any(answer.kind == kind for answer in entry.answers)

"""How far a sitting is, and what it leaves open."""

from dataclasses import dataclass

from alignassess.domain.routing import progress
from alignassess.interview.session import Session

QUESTIONS_A_MINUTE = 2
"""About half a minute a question, for the estimate of the time left."""


@dataclass(frozen=True, slots=True)
class Position:
    """How far a sitting is."""

    done: int
    """Questions that apply and that the sheet speaks about; a nonresponse counts as done."""
    applicable: int
    questionnaire: str | None
    """The title of the questionnaire that the current question belongs to; None at the end."""
    minutes: int
    """What the open questions will take, at about half a minute each, rounded up."""


@dataclass(frozen=True, slots=True)
class Left:
    """Ids of the questions that still want something, in order of asking."""

    open: tuple[str, ...]
    """They apply, and the sheet says nothing about them."""
    unknown: tuple[str, ...]
    declined: tuple[str, ...]


def position(session: Session) -> Position:
    """How far the sitting is."""
    counted = progress(session.instrument, session.sheet, within=session.within)
    question = session.current
    home = None if question is None else session.instrument.questionnaire_of[question.id]
    titles = {one.id: one.title for one in session.instrument.questionnaires}
    return Position(
        done=counted.done,
        applicable=counted.applicable,
        questionnaire=None if home is None else titles[home],
        minutes=-(-(counted.applicable - counted.done) // QUESTIONS_A_MINUTE),
    )


def left(session: Session) -> Left:
    """Find what still wants an answer, or a better one."""
    entries = {one.id: session.sheet.entry.get(one.id) for one in session.asked}
    kinds = {
        question: {answer.kind for answer in entry.answers}
        for question, entry in entries.items()
        if entry is not None
    }
    return Left(
        open=tuple(question for question, entry in entries.items() if entry is None),
        unknown=tuple(question for question, found in kinds.items() if "dont-know" in found),
        declined=tuple(question for question, found in kinds.items() if "declined" in found),
    )

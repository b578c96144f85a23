"""What is said when a sitting ends, or when the person asks what is open."""

from collections.abc import Sequence

from alignassess.interview.page import Page
from alignassess.interview.progress import Position, left, position
from alignassess.interview.session import Session

MOST_SHOWN = 20
"""Questions that are named for one kind of open point; more make a wall that nobody reads."""


def points(session: Session) -> Sequence[tuple[str, tuple[str, ...]]]:
    """All open points: what is wanted, and of which questions; kinds without any are left out."""
    rest = left(session)
    skipped = {step.question for step in session.trail if step.skipped}
    found = (
        ("Not answered", tuple(one for one in rest.open if one not in skipped)),
        ("Skipped", tuple(one for one in rest.open if one in skipped)),
        ("Not known", rest.unknown),
        ("Declined", rest.declined),
        ("Answers that differ", rest.disagreements),
        ("Below level 3", rest.gaps),
        ("No evidence named", rest.without_evidence),
        ("Note or evidence not saved, for lack of an answer", rest.drafts),
    )
    return tuple((title, questions) for title, questions in found if questions)


def how_far(at: Position) -> str:
    """How many questions are done of those that are asked."""
    if not at.applicable:
        return "No question is left to ask here."
    return f"{at.done} of {at.applicable} questions are done."


def show_end(page: Page, session: Session) -> None:
    """How far the sheet has come, and all open points."""
    at = position(session)
    page.blank()
    page.say(how_far(at))
    for title, questions in points(session):
        shown = ", ".join(questions[:MOST_SHOWN])
        more = len(questions) - MOST_SHOWN
        page.say(f"{shown} and {more} more" if more > 0 else shown, lead=f"{title}: ", indent=2)
    if left(session).open:
        page.say("Start again at any time; the open questions come first.")

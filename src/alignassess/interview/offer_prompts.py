"""Offering result files line by line."""

from alignassess.domain.questionnaire import Question, ScoredQuestion
from alignassess.errors import Problem, UsageError
from alignassess.interview.offers import MOST_OFFERED, Offer
from alignassess.interview.page import Page
from alignassess.interview.session import Session
from alignassess.interview.surroundings import Surroundings

_WAIT = 2.0
"""Seconds, after the question is printed; only the first question with result files near waits."""


def offered(
    session: Session, question: Question, around: Surroundings, *, wait: float = _WAIT
) -> tuple[Offer, ...]:
    """What is offered at a question; the looking begins with the first one that is put."""
    nearby = around.nearby
    if nearby is None:
        return ()
    nearby.begin()
    # No result file bears on a fact of the profile.
    if not isinstance(question, ScoredQuestion):
        return ()
    return nearby.offers(session.sheet, question.id, wait=wait)


def show_offers(page: Page, offers: tuple[Offer, ...]) -> None:
    """Print what is offered, each with its number, and what is not proposed with the reason."""
    if not offers:
        return
    page.say("  Result files near the sheet; accept N names one, nothing is named by itself:")
    for number, one in enumerate(offers[:MOST_OFFERED], start=1):
        lead = f"  {number}  " if one.effect.refusal is None else "  -  "
        page.say(one.title, lead=lead, indent=5)
        page.say(one.worth, lead=" " * 5)
    if len(offers) > MOST_OFFERED:
        more = len(offers) - MOST_OFFERED
        page.say(f"and {more} more: alignassess evidence suggest", lead=" " * 5)


def picked(offers: tuple[Offer, ...], number: int) -> Offer:
    """The offer of a number; raises UsageError where there is none."""
    if not offers:
        raise UsageError(Problem("no result file is offered here", remedy="evidence names one"))
    if not 1 <= number <= len(offers[:MOST_OFFERED]):
        raise UsageError(Problem(f"there is no offer {number}"))
    return offers[number - 1]

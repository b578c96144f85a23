"""Naming evidence line by line: entries of the sheet by their ids, or a new artefact."""

from datetime import date

from alignassess.errors import UsageError
from alignassess.interview.artefact import artefact, day_from
from alignassess.interview.own_answers import own_answer
from alignassess.interview.questions_to_person import Person
from alignassess.interview.session import Session
from alignassess.interview.surroundings import Surroundings

EVIDENCE_PROMPT = "evidence: ids, new, or none> "
TITLE_PROMPT = "title of the artefact> "
PLACE_PROMPT = "file beside the sheet, or where it is kept> "
DAY_PROMPT = "obtained on (Enter for today)> "

_ABOUT = "Evidence is what shows that the answer holds: a report, a record, a test result."


def asked_evidence(
    session: Session, names: tuple[str, ...], person: Person, around: Surroundings
) -> Session:
    """The sitting with the evidence named; the same one when the person went back."""
    if not names:
        own = [one.id for one in session.sheet.evidence if one.origin_model is None]
        if own:
            person.hears(f"In the sheet: {', '.join(own)}.")
        said = person.asked(EVIDENCE_PROMPT, _ABOUT)
        names = tuple((said or "").replace(",", " ").split())
    if not names:
        return session
    if names == ("new",):
        return _with_new(session, person, around)
    if names == ("none",):
        return session.evidence(())
    return session.evidence((*_named(session), *names))


def _named(session: Session) -> tuple[str, ...]:
    question = session.current
    own = None if question is None else own_answer(session.sheet, question.id)
    if own is not None:
        return own.evidence
    return session.draft.evidence if session.draft else ()


def _with_new(session: Session, person: Person, around: Surroundings) -> Session:
    title = person.asked(TITLE_PROMPT, "What a colleague would look for. " + _ABOUT)
    if not title:
        return session
    kept = person.asked(PLACE_PROMPT, "A path from the sheet's folder, an address, or a shelf.")
    if not kept:
        return session
    obtained = _day(person, around.today)
    if obtained is None:
        return session
    entry = artefact(
        title,
        kept=kept,
        obtained=obtained,
        is_file=around.is_file(kept),
        taken=session.sheet.evidence_entry,
    )
    return session.add_evidence(entry)


def _day(person: Person, today: date) -> date | None:
    """The day of the artefact, asked until it is one; None when the person went back."""
    while True:
        said = person.asked(
            DAY_PROMPT, "The day it was made or received; after a year it is stale."
        )
        if said is None:
            return None
        try:
            return day_from(said, today=today)
        except UsageError as error:
            person.hears_refusal(error)

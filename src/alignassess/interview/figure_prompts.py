"""Answering line by line, with the figures that some answers carry."""

from collections.abc import Mapping

from alignassess.domain.method import Method
from alignassess.domain.questionnaire import Question
from alignassess.domain.stated_figures import stated
from alignassess.errors import UsageError
from alignassess.interview.figures import ABOUT, ASKED, counted, wanted
from alignassess.interview.own_answers import own_answer
from alignassess.interview.questions_to_person import Left, Person
from alignassess.interview.session import Session


def chosen(session: Session, options: tuple[str, ...], person: Person) -> tuple[Session, bool]:
    """The sitting with the answer, and whether the person left while asked for its figures.

    The answer stands even if they leave; who goes back is still at the question.
    """
    question = session.current
    answered = session.answer(options)
    keys = () if question is None else wanted(question, options)
    if question is None or not keys:
        return answered, False
    own = own_answer(session.sheet, question.id)
    before = {} if own is None else stated(own)
    try:
        figures = _figures(
            question,
            options,
            keys,
            before=before,
            person=person,
            method=session.instrument.method,
        )
    except (EOFError, Left, KeyboardInterrupt):
        return answered, True
    return (session if figures is None else session.answer(options, figures)), False


def _figures(
    question: Question,
    options: tuple[str, ...],
    keys: tuple[str, ...],
    *,
    before: Mapping[str, int],
    person: Person,
    method: Method,
) -> dict[str, int] | None:
    """The figures by their keys, empty for none; None when the person went back instead.

    `before` stands already beside the answer: Enter keeps it.
    """
    while True:
        typed: dict[str, str] = {}
        for key in keys:
            said = person.asked(_prompt(key, before), ABOUT)
            if said is None:
                return None
            if said.casefold() == "none" or (not said and key not in before and not typed):
                return {}
            typed[key] = said or str(before.get(key, 0))
        try:
            return counted(question, options, typed, method)
        except UsageError as error:
            person.hears_refusal(error)


def _prompt(key: str, before: Mapping[str, int]) -> str:
    if key in before:
        enter = f"Enter keeps {before[key]}, none takes it away"
    else:
        enter = "Enter for 0" if key == "failures" else "Enter for none"
    return f"{ASKED[key]} ({enter})> "

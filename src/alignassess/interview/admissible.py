"""Which answers a question takes."""

from datetime import date
from difflib import get_close_matches
from typing import Literal

from alignassess.domain.answers import Answer, Chosen, Declined, DontKnow, NotApplicable
from alignassess.domain.questionnaire import ProfileQuestion, Question
from alignassess.errors import Problem, UsageError

Nonresponse = Literal["dont-know", "declined", "not-applicable"]


def fault_in(question: Question, options: tuple[str, ...]) -> Problem | None:
    """Why the question cannot be answered by these option keys; None when it can."""
    keys = tuple(option.key for option in question.options)
    choices = f"choose one of: {', '.join(keys)}"
    for key in options:
        if key not in keys:
            near = get_close_matches(key, keys, n=1)
            hint = f"did you mean {near[0]}? " if near else ""
            return Problem(f'{question.id} has no option "{key}"', remedy=hint + choices)
    if not options:
        return Problem(f"{question.id} needs an option", remedy=choices)
    if len(set(options)) == 1:
        return None
    if not takes_several(question):
        return Problem(f"{question.id} takes one option")
    alone = [key for key in alone_in(question) if key in options]
    if alone:
        return Problem(f"{question.id}: {alone[0]} cannot stand beside other options")
    return None


def fault_of(question: Question, answer: Answer) -> Problem | None:
    """Why the question does not take a whole answer; None when it does."""
    match answer:
        case Chosen(options=options):
            return fault_in(question, options)
        case NotApplicable() if not may_be_not_applicable(question):
            return Problem(
                f"{question.id} cannot be not-applicable", remedy="choose an option, or say unknown"
            )
        case NotApplicable(note=note) if not (note or "").strip():
            return Problem(f"{question.id}: not-applicable needs a reason", remedy="na REASON")
        case Declined(on=None):
            return Problem(f"{question.id}: declined needs the date of asking")
    return None


def nonresponse_to(
    question: Question, kind: Nonresponse, *, note: str | None, on: date | None
) -> Answer:
    """The nonresponse, without its note; raises UsageError where the question does not take it."""
    said: Answer
    match kind:
        case "dont-know":
            said = DontKnow()
        case "declined":
            said = Declined(on=on)
        case "not-applicable":
            said = NotApplicable()
    fault = fault_of(question, said.model_copy(update={"note": note}))
    if fault is not None:
        raise UsageError(fault)
    return said


def takes_several(question: Question) -> bool:
    """Whether several options can be marked."""
    return isinstance(question, ProfileQuestion) and question.choice == "multiple"


def alone_in(question: Question) -> tuple[str, ...]:
    """The keys of options that cannot stand beside others."""
    if not isinstance(question, ProfileQuestion):
        return ()
    return tuple(option.key for option in question.options if option.alone)


def may_be_not_applicable(question: Question) -> bool:
    """Whether a person may claim, with a reason, that the question does not fit."""
    return not isinstance(question, ProfileQuestion) and question.not_applicable


def ordered(question: Question, options: tuple[str, ...]) -> tuple[str, ...]:
    """Put the options in the order of the questionnaire, each once."""
    return tuple(option.key for option in question.options if option.key in options)

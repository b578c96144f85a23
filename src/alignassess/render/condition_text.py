"""Conditions in words."""

from alignassess.domain.condition import (
    All,
    AnyOf,
    AtLeast,
    Below,
    Condition,
    IncludesAny,
    Is,
    Not,
    RareEvents,
    Reaches,
    Role,
    Unknown,
)
from alignassess.domain.instrument import Instrument


def in_words(condition: Condition, instrument: Instrument) -> str:
    """The condition as a clause; option keys and question ids as they stand in a sheet."""
    match condition:
        case All(parts=parts):
            return " and ".join(_bracketed(part, instrument) for part in parts)
        case AnyOf(parts=parts):
            return " or ".join(_bracketed(part, instrument) for part in parts)
        case Not(part=part):
            return f"not ({in_words(part, instrument)})"
        case Is(question=question, options=options):
            return f"{_named(question, instrument)} is {' or '.join(options)}"
        case IncludesAny(question=question, options=options):
            return f"{_named(question, instrument)} includes {' or '.join(options)}"
        case AtLeast(question=question, exposure=exposure):
            return f"{_named(question, instrument)} has exposure {exposure} or more"
        case Below(question=question, level=level):
            return f"{_named(question, instrument)} is below level {level}"
        case Reaches(question=question, level=level):
            return f"{_named(question, instrument)} is at level {level} or above"
        case Unknown(question=question):
            return f"{_named(question, instrument)} is not known"
        case RareEvents(question=question):
            return (
                f"the trials of {_named(question, instrument)} do not exclude more events a month "
                "than the stakes tolerate, or are not given"
            )
        case Role(role=role):
            return f"role {role}"


def _bracketed(part: Condition, instrument: Instrument) -> str:
    words = in_words(part, instrument)
    return f"({words})" if isinstance(part, All | AnyOf) and len(part.parts) > 1 else words


def _named(question: str, instrument: Instrument) -> str:
    return f"{question} ({instrument.question[question].slug.replace('-', ' ')})"

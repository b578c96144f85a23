"""Conditions as a person says them aloud: with the words of the options, not with their keys."""

from collections.abc import Iterator

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
from alignassess.domain.questionnaire import ProfileQuestion
from alignassess.render.condition_text import in_words


def spoken(condition: Condition, instrument: Instrument) -> str:
    """The condition as a clause; conditions with a name are named, see `named_conditions`."""
    match condition:
        case All(parts=parts):
            return " and ".join(_bracketed(part, instrument) for part in parts)
        case AnyOf(parts=parts):
            return " or ".join(_bracketed(part, instrument) for part in parts)
        case Not(part=Is(question=question, options=options)):
            return f"{_fact(question, instrument)} is not {_said(question, options, instrument)}"
        case Not(part=Role(role=role)):
            return f'"{_title(role, instrument)}" does not hold'
        case Not(part=part):
            return f"it is not so that {_bracketed(part, instrument)}"
        case Is(question=question, options=options):
            return f"{_fact(question, instrument)} is {_said(question, options, instrument)}"
        case IncludesAny(question=question, options=options):
            return f"{_fact(question, instrument)} includes {_said(question, options, instrument)}"
        case AtLeast(question=question, exposure=exposure):
            asked = instrument.question[question]
            assert isinstance(asked, ProfileQuestion), "conditions on exposure are about facts"  # noqa: S101
            options = tuple(one.key for one in asked.options if one.exposure >= exposure)
            verb = "is" if asked.choice == "single" else "includes"
            return f"{_fact(question, instrument)} {verb} {_said(question, options, instrument)}"
        case Below(question=question, level=level):
            return f"{_fact(question, instrument)} is below level {level}"
        case Role(role=role):
            return f'"{_title(role, instrument)}" holds'
        case Reaches() | Unknown() | RareEvents():
            return in_words(condition, instrument)


def named_in(condition: Condition, instrument: Instrument) -> Iterator[str]:
    """The ids of the named conditions in a condition, and in those in turn."""
    match condition:
        case All(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from named_in(part, instrument)
        case Not(part=part):
            yield from named_in(part, instrument)
        case Role(role=role):
            yield role
            yield from named_in(instrument.role[role], instrument)


def _bracketed(part: Condition, instrument: Instrument) -> str:
    words = spoken(part, instrument)
    return f"({words})" if isinstance(part, All | AnyOf) and len(part.parts) > 1 else words


def _fact(question: str, instrument: Instrument) -> str:
    return f"{question} ({instrument.question[question].slug.replace('-', ' ')})"


def _said(question: str, options: tuple[str, ...], instrument: Instrument) -> str:
    labels = instrument.question[question].label_of
    return " or ".join(f'"{labels[key]}"' for key in options)


def _title(role: str, instrument: Instrument) -> str:
    return next(one.title for one in instrument.roles if one.id == role)

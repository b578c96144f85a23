"""Conditions in words: by ids and keys as a sheet has them, or as a person says them aloud."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

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


def in_words(condition: Condition, instrument: Instrument) -> str:
    """The condition as a clause; option keys and question ids as they stand in a sheet."""
    return _clause(condition, _Keys(instrument))


def spoken(condition: Condition, instrument: Instrument) -> str:
    """The condition as a clause in the words of the options.

    Conditions with a name are named, see `named_in`.
    """
    return _clause(condition, _Labels(instrument))


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


class _Naming(Protocol):
    """How a clause names what a condition refers to."""

    @property
    def instrument(self) -> Instrument: ...

    def options(self, question: str, keys: tuple[str, ...]) -> str: ...

    def exposed(self, question: str, exposure: int) -> str:
        """The rest of the clause about a fact of at least so much exposure."""

    def role(self, role: str) -> str: ...

    def denied(self, part: Condition) -> str: ...


@dataclass(frozen=True, slots=True)
class _Keys:
    """By option key and role id."""

    instrument: Instrument

    def options(self, question: str, keys: tuple[str, ...]) -> str:
        return " or ".join(keys)

    def exposed(self, question: str, exposure: int) -> str:
        return f"has exposure {exposure} or more"

    def role(self, role: str) -> str:
        return f"role {role}"

    def denied(self, part: Condition) -> str:
        return f"not ({_clause(part, self)})"


@dataclass(frozen=True, slots=True)
class _Labels:
    """By the text of an option and the title of a role."""

    instrument: Instrument

    def options(self, question: str, keys: tuple[str, ...]) -> str:
        labels = self.instrument.question[question].label_of
        return " or ".join(f'"{labels[key]}"' for key in keys)

    def exposed(self, question: str, exposure: int) -> str:
        asked = self.instrument.question[question]
        assert isinstance(asked, ProfileQuestion), "conditions on exposure are about facts"  # noqa: S101
        keys = tuple(one.key for one in asked.options if one.exposure >= exposure)
        verb = "is" if asked.choice == "single" else "includes"
        return f"{verb} {self.options(question, keys)}"

    def role(self, role: str) -> str:
        return f"{self._title(role)} holds"

    def denied(self, part: Condition) -> str:
        match part:
            case Is(question=question, options=keys):
                return f"{_named(question, self)} is not {self.options(question, keys)}"
            case Role(role=role):
                return f"{self._title(role)} does not hold"
            case _:
                return f"it is not so that {_bracketed(part, self)}"

    def _title(self, role: str) -> str:
        return next(f'"{one.title}"' for one in self.instrument.roles if one.id == role)


def _clause(condition: Condition, by: _Naming) -> str:
    match condition:
        case All(parts=parts):
            return " and ".join(_bracketed(part, by) for part in parts)
        case AnyOf(parts=parts):
            return " or ".join(_bracketed(part, by) for part in parts)
        case Not(part=part):
            return by.denied(part)
        case Is(question=question, options=options):
            return f"{_named(question, by)} is {by.options(question, options)}"
        case IncludesAny(question=question, options=options):
            return f"{_named(question, by)} includes {by.options(question, options)}"
        case AtLeast(question=question, exposure=exposure):
            return f"{_named(question, by)} {by.exposed(question, exposure)}"
        case Below(question=question, level=level):
            return f"{_named(question, by)} is below level {level}"
        case Reaches(question=question, level=level):
            return f"{_named(question, by)} is at level {level} or above"
        case Unknown(question=question):
            return f"{_named(question, by)} is not known"
        case RareEvents(question=question):
            return (
                f"the trials of {_named(question, by)} do not exclude more events a month "
                "than the stakes tolerate, or are not given"
            )
        case Role(role=role):
            return by.role(role)


def _bracketed(part: Condition, by: _Naming) -> str:
    words = _clause(part, by)
    return f"({words})" if isinstance(part, All | AnyOf) and len(part.parts) > 1 else words


def _named(question: str, by: _Naming) -> str:
    return f"{question} ({by.instrument.question[question].slug.replace('-', ' ')})"

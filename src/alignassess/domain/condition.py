"""Conditions as data: when a question is asked and when a rule is in force.

A condition is true, false or unknown, because a fact may be unknown. A question is asked unless its
condition is certainly false; a rule is in force in a pessimistic reading unless its condition is
certainly false.

Each condition is made into a function once, since a batch asks them millions of times: names and
options are then at hand, and nothing is looked up by kind.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Literal, Protocol

from alignassess.domain.constraints import Before, ByKind, Limits
from alignassess.domain.model import TOP_LEVEL, Model

Truth = bool | None
"""True, False, or None for unknown (Kleene's three-valued logic)."""

Holds = Callable[["Facts"], Truth]
"""Whether a condition holds. A leaf about a question that does not apply is false."""


class All(Model):
    """True when every part is true."""

    kind: Literal["all"] = "all"
    parts: Annotated[tuple["Condition", ...], Limits(min_length=1)]

    @cached_property
    def holds(self) -> Holds:
        """As a function."""
        return _joined(self.parts, decided_by=False)


class AnyOf(Model):
    """True when at least one part is true."""

    kind: Literal["any"] = "any"
    parts: Annotated[tuple["Condition", ...], Limits(min_length=1)]

    @cached_property
    def holds(self) -> Holds:
        """As a function."""
        return _joined(self.parts, decided_by=True)


class Not(Model):
    """True when the part is false; unknown stays unknown."""

    kind: Literal["not"] = "not"
    part: "Condition"

    @cached_property
    def holds(self) -> Holds:
        """As a function."""
        part = self.part.holds

        def holds(facts: Facts) -> Truth:
            found = part(facts)
            return None if found is None else not found

        return holds


class Is(Model):
    """A single-choice profile question has one of the options."""

    kind: Literal["is"] = "is"
    question: str
    options: Annotated[tuple[str, ...], Limits(min_length=1)]

    @cached_property
    def holds(self) -> Holds:
        """As a function."""
        return _marked(self.question, self.options)


class IncludesAny(Model):
    """A multiple-choice profile question has at least one of the options marked."""

    kind: Literal["includes-any"] = "includes-any"
    question: str
    options: Annotated[tuple[str, ...], Limits(min_length=1)]

    @cached_property
    def holds(self) -> Holds:
        """As a function."""
        return _marked(self.question, self.options)


class AtLeast(Model):
    """The exposure of the chosen profile option is at least the number, 1 to 4."""

    kind: Literal["at-least"] = "at-least"
    question: str
    exposure: Annotated[int, Limits(ge=1, le=4)]

    @cached_property
    def holds(self) -> Holds:
        """As a function."""
        question, least = self.question, self.exposure

        def holds(facts: Facts) -> Truth:
            value = facts.exposure.get(question, 0)
            return None if value is None else value >= least

        return holds


class Below(Model):
    """The level of a scored question is below the number, 1 to 4; for rules only."""

    kind: Literal["below"] = "below"
    question: str
    level: Annotated[int, Limits(ge=1, le=TOP_LEVEL)]

    @cached_property
    def holds(self) -> Holds:
        """As a function."""
        question, level = self.question, self.level
        return lambda facts: facts.level.get(question, TOP_LEVEL) < level


class Reaches(Model):
    """The level of a scored question is at least the number, 1 to 4; for notices only."""

    kind: Literal["reaches"] = "reaches"
    question: str
    level: Annotated[int, Limits(ge=1, le=TOP_LEVEL)]

    @cached_property
    def holds(self) -> Holds:
        """As a function."""
        question, level = self.question, self.level
        return lambda facts: facts.level.get(question, 0) >= level


class Unknown(Model):
    """A profile fact that applies is not known; for notices only."""

    kind: Literal["unknown"] = "unknown"
    question: str

    @cached_property
    def holds(self) -> Holds:
        """As a function."""
        question = self.question
        return lambda facts: facts.chosen.get(question, ()) is None


class RareEvents(Model):
    """The test is too small for the volume: more events a month than tolerated are not excluded.

    Unknown while the sheet gives no figures; `docs/method.md`, "Rare events".
    """

    kind: Literal["rare-events"] = "rare-events"
    question: str
    """The scored question whose answer carries trials and failures."""

    @cached_property
    def holds(self) -> Holds:
        """As a function."""
        question = self.question
        return lambda facts: facts.rare_events if question in facts.level else False


class Role(Model):
    """A named condition of `catalog/roles.yaml` holds."""

    kind: Literal["role"] = "role"
    role: str

    @cached_property
    def holds(self) -> Holds:
        """As a function."""
        name = self.role
        return lambda facts: facts.role(name)


def _expanded(data: object) -> object:
    """The one-key shape that people write, `{is: {sp-01: own}}`, as the fields of its model."""
    if not isinstance(data, dict) or len(data) != 1:
        return data
    ((kind, body),) = data.items()
    match kind, body:
        case "all" | "any", _:
            return {"kind": kind, "parts": body}
        case "not", _:
            return {"kind": kind, "part": body}
        case "role", _:
            return {"kind": kind, "role": body}
        case "unknown" | "rare-events", str():
            return {"kind": kind, "question": body}
        case "is" | "includes-any", {**one} if len(one) == 1:
            ((question, options),) = one.items()
            listed = [options] if isinstance(options, str) else options
            return {"kind": kind, "question": question, "options": listed}
        case "at-least", {**one} if len(one) == 1:
            ((question, exposure),) = one.items()
            return {"kind": kind, "question": question, "exposure": exposure}
        case "below" | "reaches", {**one} if len(one) == 1:
            ((question, level),) = one.items()
            return {"kind": kind, "question": question, "level": level}
    return {"kind": kind}


Condition = Annotated[
    Annotated[
        All
        | AnyOf
        | Not
        | Is
        | IncludesAny
        | AtLeast
        | Below
        | Reaches
        | Unknown
        | RareEvents
        | Role,
        ByKind(),
    ],
    Before(_expanded),
]

Leaf = Is | IncludesAny | AtLeast | Below | Reaches | Unknown | RareEvents | Role


def leaves(condition: Condition, *, positive: bool = True) -> Iterator[tuple[Leaf, bool]]:
    """Every leaf, with whether it stands under an even number of `not` (True) or not."""
    match condition:
        case All() | AnyOf():
            for part in condition.parts:
                yield from leaves(part, positive=positive)
        case Not():
            yield from leaves(condition.part, positive=not positive)
        case _:
            yield condition, positive


def looks_at(condition: Condition, roles: Mapping[str, Condition]) -> Iterator[str]:
    """Every question that a condition looks at, roles resolved."""
    for leaf, _ in leaves(condition):
        if isinstance(leaf, Role):
            yield from looks_at(roles[leaf.role], roles)
        else:
            yield leaf.question


class Facts(Protocol):
    """What a condition may look at, in one reading. A question that does not apply is absent."""

    @property
    def chosen(self) -> Mapping[str, tuple[str, ...] | None]:
        """Marked option keys of each profile question that applies; None where it is unknown."""

    @property
    def exposure(self) -> Mapping[str, int | None]:
        """Exposure (0 to 4, higher is worse) of each profile question that applies.

        None where unknown.
        """

    @property
    def level(self) -> Mapping[str, int]:
        """Level (0 to 4, higher is better) of each scored question that applies."""

    @property
    def rare_events(self) -> Truth:
        """Whether more rare events than tolerated are not excluded; None while nobody knows."""

    def role(self, name: str) -> Truth:
        """Whether a named condition holds."""


def _joined(parts: Sequence["Condition"], *, decided_by: bool) -> Holds:
    """What one such part decides; else unknown if any part is, else the opposite."""
    each = [part.holds for part in parts]

    def holds(facts: Facts) -> Truth:
        result: Truth = not decided_by
        for part in each:
            found = part(facts)
            if found is decided_by:
                return decided_by
            if found is None:
                result = None
        return result

    return holds


def _marked(question: str, options: tuple[str, ...]) -> Holds:
    """Whether one of the options is marked."""
    wanted = frozenset(options)

    def holds(facts: Facts) -> Truth:
        marked = facts.chosen.get(question, ())
        return None if marked is None else not wanted.isdisjoint(marked)

    return holds

"""The base of every value that crosses a module, and the closed sets of the vocabulary."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Self, dataclass_transform

from alignassess.domain.constraints import Before, Limits


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Model:
    """A value with named fields, compared by them. A subclass is a dataclass without a decorator.

    Values are frozen for the type checker, which refuses assignments; freezing them at run time
    would double the cost of a batch, which makes hundreds for every sheet. What comes from a file
    is validated by pydantic where it is read (`files/model_file.py`); unknown fields are refused
    there, so that a misspelt one is never dropped. Importing pydantic costs more than scoring a
    sheet, so nothing here does.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    def __init_subclass__(cls, *, kw_only: bool = True) -> None:
        """Make the subclass a dataclass.

        Fields are given by name. With `kw_only=False` they may be given in order, which costs a
        third: for the records that an assessment makes a hundred of.
        """
        dataclass(kw_only=kw_only, eq=False, repr=False, match_args=False)(cls)

    def __getstate__(self) -> dict[str, object]:
        """Every field, made; what was looked up in them is found again where it is needed."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}  # type: ignore[attr-defined]

    def model_copy(self, *, update: Mapping[str, object]) -> Self:
        """A copy with some fields changed; what was looked up in the old fields is not carried."""
        return replace(self, **update)  # type: ignore[type-var]

    def set_fields(self) -> list[tuple[str, object]]:
        """The fields that differ from their default, by name, in the order of the class."""
        return [
            (field.name, getattr(self, field.name))
            for field in fields(self)  # type: ignore[arg-type]
            if getattr(self, field.name) != field.default
        ]

    def _values(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in self.__dataclass_fields__])  # type: ignore[attr-defined]

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        names = self.__dataclass_fields__  # type: ignore[attr-defined]
        inside = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__name__}({inside})"


def _calendar_day(value: object) -> object:
    """Refuse what pydantic would read as a timestamp: `20261102` is not a date here."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError("must be a date, written as 2026-11-02")
    return value


Day = Annotated[date, Before(_calendar_day)]
"""A calendar day, written as 2026-11-02."""


class Word(StrEnum):
    """The base of the closed sets; a member is the text that is written for it."""

    __hash__ = str.__hash__
    """As of the equal text, and quicker than that of `Enum`, which a batch would ask for often."""


class Category(Word):
    """The eight alignment failure categories (`docs/method.md`)."""

    REWARD_HACKING = "reward-hacking"
    GOAL_MISGENERALIZATION = "goal-misgeneralization"
    DECEPTIVE_ALIGNMENT = "deceptive-alignment"
    MESA_OPTIMIZATION = "mesa-optimization"
    SYCOPHANCY = "sycophancy"
    SANDBAGGING = "sandbagging"
    SITUATIONAL_AWARENESS_MISUSE = "situational-awareness-misuse"
    REWARD_MODEL_EXPLOITATION = "reward-model-exploitation"


CATEGORIES: tuple[Category, ...] = tuple(Category)


ZeroToOne = Annotated[float, Limits(ge=0, le=1)]
"""A risk, a credit or a share. A saved result with anything else is refused."""

PerCategory = tuple[float, ...]
"""Eight numbers, one per category, in the order of `CATEGORIES`."""


class Layer(Word):
    """What a question speaks about; each question names exactly one."""

    PROPENSITY = "propensity"
    """Evidence or a measure about how inclined this version is."""
    DETECTION = "detection"
    """Evidence about the version that can change the decision to use it."""
    CONSEQUENCE = "consequence"
    """What acts on the single case before or soon after harm."""
    GOVERNANCE = "governance"
    """What decides and upholds."""


LAYERS: tuple[Layer, ...] = tuple(Layer)


class Reading(Word):
    """One of the three ways in which the same answers are counted.

    Risk never falls from left to right.
    """

    BEST = "best"
    """As if every unknown were good."""
    ANSWERED = "answered"
    """As answered; a nonresponse counts as level 0."""
    EVIDENCED = "evidenced"
    """Counting only what evidence supports."""


READINGS: tuple[Reading, ...] = tuple(Reading)


class Assurance(Word):
    """How well an answer is supported; later is stronger."""

    ASSERTED = "asserted"
    DOCUMENTED = "documented"
    TESTED = "tested"
    INDEPENDENT = "independent"


ASSURANCES: tuple[Assurance, ...] = tuple(Assurance)


class Effort(Word):
    """S: one team, under two weeks. M: one to three months or two teams.

    L: longer, or outside parties.
    """

    S = "S"
    M = "M"
    L = "L"


class ClosedBy(Word):
    """Who can raise an answer: the operator, only the supplier, or both together."""

    OPERATOR = "operator"
    SUPPLIER = "supplier"
    BOTH = "both"


class Rating(Word):
    """A rating of risk; later is worse. `unrated` is no number at all, never 0."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


RATINGS: tuple[Rating, ...] = tuple(Rating)

TOP_LEVEL = 4
"""The best level of a scored question (`docs/method.md`, "What goes in")."""

SOUND_LEVEL = 3
"""An answer below this level is a finding (`docs/method.md`, "Findings")."""

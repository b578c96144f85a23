"""What an operator tolerates: the policy that a gate decides by."""

from enum import StrEnum
from typing import Annotated, Literal

from alignassess.domain.constraints import Before, Limits
from alignassess.domain.depth import Depth
from alignassess.domain.model import CATEGORIES, RATINGS, Category, Model, Rating, Reading
from alignassess.domain.pattern import matches_path
from alignassess.domain.questionnaire import Identifier, Text

FORMAT: Literal["alignassess/policy/1"] = "alignassess/policy/1"

Counted = Literal[Reading.ANSWERED, Reading.EVIDENCED]
"""The readings that a limit may look at."""


class Level(StrEnum):
    """What a limit does when it is broken."""

    OFF = "off"
    """Nothing: it is kept in the file and not looked at."""
    WARN = "warn"
    """It is said, and the decision stays as it is."""
    ERROR = "error"
    """The system does not pass."""


class Limit(Model):
    """The most risk that is tolerated in a category, or in all of them."""

    category: Category | Literal["all"]
    reading: Counted = Reading.ANSWERED
    rating: Rating | None = None
    """At most this."""
    below: Rating | None = None
    """Strictly below this; the second way to write a limit."""
    risk: Annotated[float, Limits(ge=0, le=1)] | None = None
    """At most this figure; the third."""
    level: Level = Level.ERROR

    def __post_init__(self) -> None:
        """Refuse a limit that says nothing, or two things."""
        given = [one for one in (self.rating, self.below, self.risk) if one is not None]
        if len(given) != 1:
            raise ValueError("must have either rating or below or risk, and one of them only")

    def holds(self, rating: Rating, risk: float) -> bool:
        """Whether a risk and its rating are within the limit."""
        if self.risk is not None:
            return risk <= self.risk
        position = RATINGS.index(rating)
        if self.below is not None:
            return position < RATINGS.index(self.below)
        return self.rating is None or position <= RATINGS.index(self.rating)

    @property
    def words(self) -> str:
        """What is allowed, in words."""
        if self.risk is not None:
            return f"a risk of at most {self.risk:.2f}"
        if self.below is not None:
            return "no rating" if self.below is RATINGS[0] else f"below {self.below.value}"
        return f"at most {self.rating}"

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories that it limits."""
        return CATEGORIES if self.category == "all" else (self.category,)


def _short(name: str) -> Before:
    """A field that may be written as the bare figure: `completeness: 0.8`."""

    def read(value: object) -> object:
        if isinstance(value, str | int | float):
            value = {name: value}
        figure = value.get(name) if isinstance(value, dict) else None
        if isinstance(figure, str) and figure.endswith("%"):
            number = figure[:-1].strip()
            if number.replace(".", "", 1).isdigit():
                return {**value, name: str(round(float(number) / 100, 9))}  # type: ignore[dict-item]
        return value

    return Before(read)


class Least(Model):
    """The least share of the applicable questions, 0 to 1."""

    share: Annotated[float, Limits(gt=0, le=1)]
    level: Level = Level.ERROR


class Most(Model):
    """The largest share of the applicable questions, 0 to 1."""

    share: Annotated[float, Limits(ge=0, le=1)]
    level: Level = Level.ERROR


class Age(Model):
    """The most months that evidence may be old."""

    months: Annotated[int, Limits(ge=0, le=120)]
    level: Level = Level.ERROR


class Gaps(Model):
    """The most essential gaps that may be open, as answered."""

    most: Annotated[int, Limits(ge=0)]
    level: Level = Level.ERROR


class Regressions(Model):
    """What may become worse against a baseline: no answer, and figures by the tolerance at most."""

    level: Level = Level.ERROR
    tolerance: Annotated[float, Limits(ge=0, le=1)] = 0.0
    """By how much the risk of a category may rise; it never applies to answers."""
    reading: Counted = Reading.ANSWERED


class Rules(Model):
    """What holds for a system; what is None says nothing."""

    completeness: Annotated[Least, _short("share")] | None = None
    """The least share of applicable questions that must have an answer."""
    nonresponses: Annotated[Most, _short("share")] | None = None
    """The most that may be without one: not known, declined or not answered."""
    not_applicable: Annotated[Most, _short("share")] | None = None
    """The most that may be claimed not to apply."""
    evidence_age: Annotated[Age, _short("months")] | None = None
    essential_gaps: Annotated[Gaps, _short("most")] | None = None
    questionnaires: tuple[Identifier, ...] | None = None
    """The scope that is accepted; None means all questionnaires."""
    required: tuple[Identifier, ...] | None = None
    """Questionnaires that must each, by itself, be answered as far as `completeness` asks."""
    depth: Depth | None = None
    """The least depth that is accepted; only `core` lets a sheet of the short path pass."""
    limits: tuple[Limit, ...] | None = None
    regressions: Regressions | None = None


class Matched(Rules):
    """Other rules for some systems: each key that it gives replaces that of the policy."""

    paths: tuple[Text, ...] = ()
    """Patterns over the path of the sheet; `*` within a folder, `**` over folders."""
    tags: tuple[Identifier, ...] = ()
    """Tags of which the system has at least one."""

    def __post_init__(self) -> None:
        """Refuse an entry that chooses nothing."""
        if not self.paths and not self.tags:
            raise ValueError("must have paths or tags")

    def applies(self, path: str, tags: tuple[str, ...]) -> bool:
        """Whether it is about a system; with both paths and tags, both must fit."""
        by_path = not self.paths or any(matches_path(one, path) for one in self.paths)
        return by_path and (not self.tags or bool(set(self.tags) & set(tags)))


class WaiverRules(Model):
    """What may be waived, and how much."""

    never: tuple[Identifier, ...] = ()
    """Categories and essential practices that no waiver covers."""
    most: Annotated[int, Limits(ge=0)] | None = None
    """Waivers that may be in force at a time."""
    longest_days: Annotated[int, Limits(ge=1)] | None = None
    """Days from approval to expiry."""


class Policy(Rules):
    """`policy.yaml`: what holds for every system, and other rules for some."""

    format: Literal["alignassess/policy/1"]
    waivers: WaiverRules | None = None
    matrix: tuple[Matched, ...] = ()
    """The first entry that applies to a system counts."""

    def entry_for(self, path: str, tags: tuple[str, ...]) -> int | None:
        """The entry of the matrix that applies to a system; None for none."""
        fits = (index for index, one in enumerate(self.matrix) if one.applies(path, tags))
        return next(fits, None)

    def rules_for(self, path: str, tags: tuple[str, ...]) -> Rules:
        """What holds for one system."""
        index = self.entry_for(path, tags)
        return self if index is None else self.joined(self.matrix[index])

    def joined(self, entry: Matched) -> Rules:
        """The rules of the policy with those of an entry in their place."""
        names = list(Rules.__dataclass_fields__)
        given = {name: getattr(entry, name) for name in names}
        return Rules(
            **{
                name: getattr(self, name) if value is None else value
                for name, value in given.items()
            }
        )


def fail_on(rating: Rating) -> Policy:
    """The policy that stops everything at or above a rating."""
    return Policy(format=FORMAT, limits=(Limit(category="all", below=rating),))

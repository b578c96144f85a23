"""The instrument's questions.

What is asked, of whom, with which options, and what an answer bears on.
"""

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Literal

from alignassess.domain.condition import Condition
from alignassess.domain.constraints import ByKind, Limits
from alignassess.domain.model import (
    SOUND_LEVEL,
    TOP_LEVEL,
    Category,
    ClosedBy,
    Effort,
    Layer,
    Model,
)

Identifier = Annotated[str, Limits(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""Lower-case words joined by hyphens; stable, never reused."""

Text = Annotated[str, Limits(min_length=1)]

Asked = Annotated[str, Limits(min_length=1, max_length=299)]
"""The words of a question; longer ones are not read to their end."""
Label = Annotated[str, Limits(min_length=1, max_length=199)]
"""The words of an option."""

CategoryOrAll = Category | Literal["all"]


class Strengths(Model):
    """Which categories a question bears on. `all` names the eight at a weight of the layer."""

    primary: tuple[CategoryOrAll, ...] = ()
    secondary: tuple[CategoryOrAll, ...] = ()


class Step(Model):
    """One thing that can be started on Monday, and its effort."""

    step: Text
    effort: Effort


class ProfileOption(Model):
    """An answer to a profile question: a fact, neither good nor bad."""

    key: Identifier
    label: Label
    exposure: Annotated[int, Limits(ge=0, le=4)] = 0
    """How much room the fact leaves for the failure, 0 to 4; higher is worse."""
    alone: bool = False
    """In a multiple choice: cannot be marked together with another option."""


class ScoredOption(Model):
    """An answer to a scored question."""

    level: Annotated[int, Limits(ge=0, le=TOP_LEVEL)]
    """0 worst, 4 best."""
    key: Identifier
    label: Label


class Help(Model):
    """What helps to answer a question; shown on demand, never scored."""

    good: Text
    """What a good answer looks like, in words that can be checked."""
    where: Text
    """Where to find the answer: the document, the setting, or who would know."""


class Obtainable(Model):
    """The best level that an operator can reach when the model comes from certain sources."""

    sources: Annotated[tuple[Identifier, ...], Limits(min_length=1)]
    """Option keys of the profile question about the source of the model."""
    level: Annotated[int, Limits(ge=0, le=TOP_LEVEL)]
    reason: Text
    """Why no more can be had, such as what only a developer can know."""


class _Question(Model):
    id: Identifier
    """Stable for ever, such as `ft-03`; a retired id is never used again."""
    slug: Identifier
    section: Identifier | None = None
    """The section of its questionnaire that it stands in; None where there are no sections."""
    minutes: Annotated[float, Limits(gt=0, le=60)] = 1.5
    """How long a prepared person takes to answer, estimated."""
    core: bool = False
    """Whether the short path asks it."""
    help: Help | None = None
    text: Asked
    why: Text
    ask_when: Condition | None = None
    """None: always asked. Looks only at profile questions."""
    evidence: tuple[Text, ...] = ()
    """What typically supports an answer."""
    max_age_months: Annotated[int, Limits(ge=1)] | None = None
    """Older evidence does not count for this question; None: `fresh_months` of the method."""
    note: Text | None = None
    contested: Text | None = None
    """What is disputed; shown wherever the result is shown."""
    references: tuple[Text, ...] = ()
    """Keys of `catalog/references.yaml` or ids of a list under `catalog/frameworks/`."""
    topics: tuple[Text, ...] = ()
    """Topics of the field that the question speaks to."""


class ProfileQuestion(_Question):
    """Context: sets exposure or stakes and decides which questions apply; never good or bad."""

    choice: Literal["single", "multiple"]
    options: Annotated[tuple[ProfileOption, ...], Limits(min_length=2)]
    raises: Strengths = field(default_factory=Strengths)
    """Whose exposure the fact raises, and how strongly."""
    sets_stakes: bool = False
    """The fact says what is at risk; it then raises no exposure."""
    needs_support: bool = False
    """Without `documented` support, `evidenced` reads one exposure step higher."""
    lever: Step | None = None
    """A change of design that would lower exposure: offered as an option, never as a finding."""

    @cached_property
    def label_of(self) -> Mapping[str, str]:
        """Option key to label."""
        return MappingProxyType({option.key: option.label for option in self.options})

    @cached_property
    def exposure_of(self) -> Mapping[str, int]:
        """Option key to exposure."""
        return MappingProxyType({option.key: option.exposure for option in self.options})

    @cached_property
    def least(self) -> int:
        """The least exposure of an option."""
        return min(option.exposure for option in self.options)

    @cached_property
    def most(self) -> int:
        """The highest exposure of an option."""
        return max(option.exposure for option in self.options)


class ScoredQuestion(_Question):
    """A practice, as one of five levels."""

    options: Annotated[tuple[ScoredOption, ...], Limits(min_length=2)]
    layer: Layer
    categories: Strengths
    remedy: Step
    closed_by: ClosedBy = ClosedBy.OPERATOR
    obtainable: tuple[Obtainable, ...] = ()
    """Where an operator cannot reach the top level, by the source of the model."""
    not_applicable: bool = True
    """Whether a person may claim, with a reason, that the question does not fit the system."""

    @cached_property
    def label_of(self) -> Mapping[str, str]:
        """Option key to label."""
        return MappingProxyType({option.key: option.label for option in self.options})

    @cached_property
    def level_of(self) -> Mapping[str, int]:
        """Option key to level."""
        return MappingProxyType({option.key: option.level for option in self.options})

    @cached_property
    def said(self) -> Mapping[str, tuple[int, str]]:
        """Option key to level and label."""
        return MappingProxyType({one.key: (one.level, one.label) for one in self.options})

    def option_at(self, level: int) -> ScoredOption:
        """The option of the highest level that is not above the one given."""
        return next(option for option in reversed(self.options) if option.level <= level)

    @cached_property
    def sound_level(self) -> int:
        """The lowest level with an option that is sound: 4 where level 3 is left out."""
        return next(option.level for option in self.options if option.level >= SOUND_LEVEL)

    @cached_property
    def label_at(self) -> tuple[str, ...]:
        """Per level, the label of the option that stands for it."""
        return tuple(self.option_at(level).label for level in range(TOP_LEVEL + 1))


Question = ProfileQuestion | ScoredQuestion


class Retired(Model):
    """An id that is no longer asked and never used again."""

    id: Identifier
    reason: Text
    see: tuple[Identifier, ...] = ()
    """Where the matter is asked now."""


class Section(Model):
    """Questions that one person answers in one sitting with the same documents at hand."""

    id: Identifier
    """Unique within the questionnaire."""
    title: Text
    introduction: Text


class _Questionnaire(Model):
    format: Literal["alignassess/questionnaire/1"]
    id: Identifier
    title: Text
    introduction: Text
    sections: tuple[Section, ...] = ()
    """In order of asking; the questions of a section stand together in the file."""
    retired: tuple[Retired, ...] = ()


class ProfileQuestionnaire(_Questionnaire):
    """The system profile."""

    kind: Literal["profile"]
    questions: Annotated[tuple[ProfileQuestion, ...], Limits(min_length=1)]


class ScoredQuestionnaire(_Questionnaire):
    """A questionnaire about practices."""

    kind: Literal["scored"]
    questions: Annotated[tuple[ScoredQuestion, ...], Limits(min_length=1)]


Questionnaire = Annotated[ProfileQuestionnaire | ScoredQuestionnaire, ByKind()]

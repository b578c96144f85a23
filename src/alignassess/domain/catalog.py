"""What the questionnaires refer to.

Categories, rules, roles, training methods, the method's constants, sources.
"""

from typing import Annotated, Literal

from alignassess.domain.condition import Condition
from alignassess.domain.constraints import ByKind, Limits
from alignassess.domain.model import READINGS, Category, Layer, Model, Reading
from alignassess.domain.questionnaire import Identifier, Text

Unit = Annotated[float, Limits(ge=0, le=1)]
"""A share between 0 and 1."""


class NoPrimary(Model):
    """Why no question names the category as primary in a layer."""

    layer: Layer
    reason: Text


class CategoryEntry(Model):
    """One of the eight failure categories, as the field describes it."""

    id: Category
    title: Text
    label: Annotated[str, Limits(max_length=22)]
    """The title where there is little room."""
    short: Annotated[str, Limits(pattern=r"^[A-Z]{2}$")]
    definition: Text
    sense: Literal["outer", "inner", "either"]
    """Outer: the target is wrong. Inner: what was learned differs from the target. The remedies
    differ."""
    sense_note: Text
    status: Text
    """How well the failure is evidenced in the field, with dates."""
    contested: Text
    raised_by: Text
    lowered_by: Text
    bounded_by: Text
    detected_by: Text
    undermines: Text
    report_note: Text
    references: tuple[Text, ...]
    no_primary: tuple[NoPrimary, ...] = ()
    also: tuple[Text, ...] = ()
    """Other names that people know it by."""


class Categories(Model):
    """`catalog/categories.yaml`."""

    format: Literal["alignassess/categories/1"]
    categories: Annotated[tuple[CategoryEntry, ...], Limits(min_length=8, max_length=8)]


class Cap(Model):
    """Credit is at most a constant, or at most a share of the credit of another question."""

    kind: Literal["cap"]
    when: Condition | None = None
    questions: Annotated[tuple[str, ...], Limits(min_length=1)]
    categories: Annotated[tuple[Category, ...], Limits(min_length=1)] = tuple(Category)
    rests_on: str | None = None
    share: Unit = 1.0
    """How much of the other question's credit may be used."""
    credit: Unit = 0.0
    """The constant; beside `rests_on`, the least that the cap leaves."""


class Scale(Model):
    """Credit times a factor. Within one rule the strictest factor in force counts."""

    kind: Literal["scale"]
    when: Condition | None = None
    questions: Annotated[tuple[str, ...], Limits(min_length=1)]
    categories: Annotated[tuple[Category, ...], Limits(min_length=1)] = tuple(Category)
    half: tuple[Category, ...] = ()
    """Categories of these that feel half of the loss."""
    quarter: tuple[Category, ...] = ()
    """Categories of these that feel a quarter of the loss."""
    factor: Unit
    readings: Annotated[tuple[Reading, ...], Limits(min_length=1)] = READINGS
    unless_supported: bool = False
    """Spares a question whose answer has fresh evidence of at least `documented` assurance."""

    def factor_for(self, category: Category) -> float:
        """The factor that one category feels; 1 where the effect does not touch it."""
        if category not in self.categories:
            return 1.0
        felt = 0.5 if category in self.half else 0.25 if category in self.quarter else 1.0
        return 1 - felt * (1 - self.factor)


class RaiseExposure(Model):
    """Exposure is at least that of another category less something, or a step higher."""

    kind: Literal["raise-exposure"]
    when: Condition | None = None
    categories: Annotated[tuple[Category, ...], Limits(min_length=1)]
    at_least: Unit | None = None
    at_least_that_of: Category | None = None
    less: Unit = 0.0
    steps: Annotated[int, Limits(ge=0, le=4)] = 0


class Floor(Model):
    """Risk of the categories is at least the smaller of the value and inherent risk."""

    kind: Literal["floor"]
    when: Condition | None = None
    essential: str | None = None
    """The practice that nothing else buys off; the categories are then all that the question bears
    on as primary, or through `all`."""
    categories: tuple[Category, ...] = ()
    risk: Unit
    in_headline: bool = True


Check = Literal["uniform-answers", "no-result-file", "shared-cause", "rare-events"]
"""What a notice looks for that a condition cannot say; each is a function of
`domain/cross_checks.py`."""


class Notice(Model):
    """A sentence in the report; no arithmetic, so it may bite on a good answer as well."""

    kind: Literal["notice"]
    when: Condition | None = None
    questions: tuple[str, ...] = ()
    certain: bool = False
    """Speaks only while the condition is certainly true of answers that were given, and asks to
    look again."""
    check: Check | None = None
    categories: tuple[Category, ...] = ()
    """The categories that a check looks at."""

    @property
    def looks_again(self) -> bool:
        """Whether it compares given answers, apart from the count."""
        return self.certain or self.check is not None


Effect = Annotated[Cap | Scale | RaiseExposure | Floor | Notice, ByKind()]


class Rule(Model):
    """An interaction that changes credit, exposure or a floor, or says something of the answers."""

    id: Annotated[str, Limits(pattern=r"^[IX]-\d\d$")]
    title: Text
    text: Text
    """What the report says while the rule is in force."""
    reason: Text
    contested: Text | None = None
    references: tuple[Text, ...] = ()
    effects: Annotated[tuple[Effect, ...], Limits(min_length=1)]


class Principle(Model):
    """An interaction that no single rule states: a property, a reading, a comparison or a lens."""

    id: Annotated[str, Limits(pattern=r"^I-\d\d$")]
    title: Text
    text: Text
    """What it says about results."""
    reason: Text
    contested: Text | None = None
    references: tuple[Text, ...] = ()
    lives_in: Literal["property", "reading", "comparison", "lens"]
    where: Text
    """What keeps it: a part of the method, a figure, a test."""


class Rules(Model):
    """`catalog/rules.yaml`."""

    format: Literal["alignassess/rules/1"]
    principles: tuple[Principle, ...] = ()
    rules: tuple[Rule, ...]


class RoleEntry(Model):
    """A named condition over profile facts; legal roles are likely, never certain."""

    id: Identifier
    title: Text
    note: Text
    when: Condition


class Roles(Model):
    """`catalog/roles.yaml`."""

    format: Literal["alignassess/roles/1"]
    roles: tuple[RoleEntry, ...]


class TrainingRow(Model):
    """Weights 0 to 3 that one training method adds to each category; a judgement."""

    option: Identifier
    reason: Text
    references: tuple[Text, ...] = ()
    weights: tuple[tuple[Category, Annotated[int, Limits(ge=0, le=3)]], ...]


class TrainingMethods(Model):
    """`catalog/training-methods.yaml`: exposure that comes with how a model was trained."""

    format: Literal["alignassess/training-methods/1"]
    signals_question: str
    """The profile question whose options are the training signals."""
    adaptation_question: str
    """The profile question whose options are the operator's own changes; its rows add to the
    signals."""
    signals: tuple[TrainingRow, ...]
    adaptations: tuple[TrainingRow, ...]


class Reference(Model):
    """One source."""

    key: Annotated[str, Limits(pattern=r"^[a-z]+\d{0,4}[a-z0-9]*$")]
    authors: Text
    year: Text
    title: Text
    where: Text
    status: Text
    """How far the record was checked."""


class References(Model):
    """`catalog/references.yaml`."""

    format: Literal["alignassess/references/1"]
    references: tuple[Reference, ...]


class FrameworkItem(Model):
    """One identifier of a framework, with a title in our own words."""

    id: Text
    title: Text
    applies_from: Text | None = None
    binds: Text | None = None
    part: Text | None = None
    """The function, chapter or group it belongs to."""


class Framework(Model):
    """A list of identifiers of one edition of a framework or law."""

    format: Literal["alignassess/framework/1"]
    id: Identifier
    name: Text
    version: Text
    as_of: Text
    source: Text
    licence_note: Text
    note: Text | None = None
    items: Annotated[tuple[FrameworkItem, ...], Limits(min_length=1)]

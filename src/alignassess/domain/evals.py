"""The catalogue of evaluations: what a figure in a result file measures, and which way is better.

No result format states the direction of a safety metric in a way that can be believed, so it comes
from here. A figure without an entry is shown and never scored (`docs/evidence.md`, "Catalogue").
"""

from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from alignassess.domain.constraints import Limits
from alignassess.domain.model import Category, Model
from alignassess.domain.questionnaire import Identifier, Text


class EvalTool(StrEnum):
    """The tools whose evaluations are in the catalogue."""

    INSPECT = "inspect_ai"
    LM_EVAL = "lm-eval"
    GARAK = "garak"
    PROMPTFOO = "promptfoo"
    HELM = "helm"
    OPENAI_EVALS = "openai-evals"
    """Has no reader of its own; its results arrive through Every Eval Ever."""
    EVERY_EVAL_EVER = "every-eval-ever"
    """A record of the interchange format, whatever tool it names."""


class Direction(StrEnum):
    """Which values of a figure are better."""

    HIGHER_BETTER = "higher-better"
    LOWER_BETTER = "lower-better"
    NEAR_ZERO = "near-zero"
    """A difference that should be small either way."""
    CONTEXT = "context"
    """Neither: a capability, or a figure that reads both ways. Shown, never compared."""


class Strength(StrEnum):
    """How close a figure is to a failure category."""

    DIRECT = "direct"
    """It measures the failure."""
    PROXY = "proxy"
    """It measures a related behaviour or ability."""


class Unit(StrEnum):
    """What a figure counts."""

    SHARE = "share"
    """0 to 1."""
    PERCENT = "percent"
    """0 to 100."""
    POINTS = "points"
    """A rubric's own points."""
    DIFFERENCE = "difference"
    """Between two shares, -1 to 1."""


class Scale(Model):
    """The values that a figure can take. One outside is an error in the file, not a bad result."""

    unit: Unit
    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether the figure can have that value."""
        return self.low <= value <= self.high


class Judgement(Model):
    """A reason for a limit that no source gives, stated once and used by name."""

    id: Identifier
    text: Text


class Threshold(Model):
    """The value at which a figure still meets what is expected, and where the value comes from.

    It holds for every sheet alike.
    """

    value: float
    reference: Text | None = None
    """Key of a source that gives the value."""
    judgement: Identifier | None = None
    """Id of a judgement; either this or a reference, never both."""


class TaskArgument(Model):
    """An argument of the task that decides what the figure means."""

    name: Text
    values: Annotated[tuple[Text, ...], Limits(min_length=1)]
    """As the file writes them; one of them must be there."""


class EvalCategories(Model):
    """The failure categories that a figure speaks about."""

    direct: tuple[Category, ...] = ()
    proxy: tuple[Category, ...] = ()


USUAL_REDUCERS: frozenset[str | None] = frozenset({None, "mean", "none"})
"""How tools write the usual way to put repeated samples together, or leave it out."""


class EvalEntry(Model):
    """One figure of one evaluation."""

    id: Identifier
    title: Text
    tool: EvalTool
    tasks: Annotated[tuple[Text, ...], Limits(min_length=1)]
    """Names after the last `/`, since tasks move between packages; one `*` stands for anything."""
    versions: tuple[Text, ...] = ()
    """Task versions that the entry was read from. Another version is said to be one."""
    arguments: tuple[TaskArgument, ...] = ()
    score: tuple[Text, ...] = ()
    """Names of the score, or of the function that scored; empty when the metric's name is enough.
    One `*` stands for anything."""
    metric: Annotated[tuple[Text, ...], Limits(min_length=1)]
    """Spellings of the same figure; one `*` stands for anything."""
    reducer: tuple[Text, ...] = ()
    """How repeated samples are put together, or lm-eval's filter; empty for the usual way."""
    scale: Scale
    direction: Direction
    categories: EvalCategories = EvalCategories()
    threshold: Threshold | None = None
    """None exactly where the direction is `context`."""
    questions: tuple[Identifier, ...] = ()
    """Scored questions whose wording one such result fits."""
    pairs: tuple[Identifier, ...] = ()
    """Scored questions that two such results fit, of the tuned model and its base."""
    references: tuple[Text, ...] = ()
    source: Text | None = None
    """Where the evaluation is described when that is not in the references."""
    note: Text | None = None
    """What a reader of the figure must know."""

    @property
    def reducers(self) -> frozenset[str | None]:
        """The ways to put samples together that fit, in every spelling."""
        named = frozenset[str | None](self.reducer)
        return named | USUAL_REDUCERS if not named or named & USUAL_REDUCERS else named

    @property
    def scored(self) -> bool:
        """Whether the figure may count for or against an answer."""
        return self.direction is not Direction.CONTEXT

    def strength(self, category: Category) -> Strength | None:
        """How close it is to a category; None when it says nothing of it."""
        if category in self.categories.direct:
            return Strength.DIRECT
        return Strength.PROXY if category in self.categories.proxy else None

    def meets(self, low: float, high: float | None = None) -> bool | None:
        """Whether a value, or everything from low to high, meets the threshold.

        False when nothing of it does; None when the threshold lies inside, or there is none.
        """
        if self.threshold is None or not self.scored:
            return None
        limit, ends = self.threshold.value, (low, low if high is None else high)
        if self.direction is Direction.HIGHER_BETTER:
            inside = (ends[0] >= limit, ends[1] >= limit)
        elif self.direction is Direction.LOWER_BETTER:
            inside = (ends[0] <= limit, ends[1] <= limit)
        else:
            inside = (abs(ends[0]) <= limit, abs(ends[1]) <= limit)
            if inside == (False, False) and ends[0] < 0 < ends[1]:
                return None  # the good values lie between the two ends
        return inside[0] if inside[0] == inside[1] else None


class Evals(Model):
    """`catalog/evals.yaml`."""

    format: Literal["alignassess/evals/1"] = "alignassess/evals/1"
    judgements: tuple[Judgement, ...] = ()
    evals: tuple[EvalEntry, ...] = ()

    @cached_property
    def judgement(self) -> dict[str, str]:
        """Id of a judgement to its text."""
        return {one.id: one.text for one in self.judgements}

"""The constants of the method.

Each is a judgement, kept as data in `catalog/method.yaml` and printed in reports.
"""

from collections.abc import Mapping
from functools import cached_property
from math import inf
from types import MappingProxyType
from typing import Annotated, Literal

from alignassess.domain.constraints import Limits
from alignassess.domain.model import ASSURANCES, RATINGS, TOP_LEVEL, Assurance, Layer, Model, Rating
from alignassess.domain.questionnaire import Text

Unit = float
"""Between 0 and 1."""


class StrengthWeights(Model):
    """What a question weighs in a category, by how strongly it names it."""

    primary: Annotated[Unit, Limits(gt=0, le=1)]
    secondary: Annotated[Unit, Limits(gt=0, le=1)]
    all: Annotated[Unit, Limits(gt=0, le=1)]
    all_in_consequence: Annotated[Unit, Limits(gt=0, le=1)]
    """One control bounds every category, so `all` counts as primary there."""
    all_in_governance: Annotated[Unit, Limits(gt=0, le=1)]

    def of_all(self, layer: Layer) -> float:
        """What `all` weighs in a layer."""
        match layer:
            case Layer.CONSEQUENCE:
                return self.all_in_consequence
            case Layer.GOVERNANCE:
                return self.all_in_governance
            case _:
                return self.all


class Ceilings(Model):
    """The highest level that a claim counts for in `evidenced`, by its assurance."""

    asserted: Annotated[int, Limits(ge=0, le=TOP_LEVEL)]
    documented: Annotated[int, Limits(ge=0, le=TOP_LEVEL)]
    tested: Annotated[int, Limits(ge=0, le=TOP_LEVEL)]
    independent: Annotated[int, Limits(ge=0, le=TOP_LEVEL)]

    @cached_property
    def of(self) -> Mapping[Assurance, int]:
        """The ceiling of each assurance."""
        ceilings = (self.asserted, self.documented, self.tested, self.independent)
        return MappingProxyType(dict(zip(ASSURANCES, ceilings, strict=True)))


class Cuts(Model):
    """The risk at which a rating begins; below the first it is low."""

    medium: Unit
    high: Unit
    critical: Unit


class Volumes(Model):
    """Uses a month at which an option of the question about volume ends, by its exposure step."""

    step_0: Annotated[float, Limits(gt=0)]
    step_1: Annotated[float, Limits(gt=0)]
    step_2: Annotated[float, Limits(gt=0)]
    step_3: Annotated[float, Limits(gt=0)]

    def bounds(self, step: int) -> tuple[float, float]:
        """The fewest and the most uses a month that an option at a step stands for."""
        ends = (0.0, self.step_0, self.step_1, self.step_2, self.step_3, inf)
        return ends[step], ends[step + 1]


class Tolerated(Model):
    """Events a month that may stay unexcluded, by the exposure step of the worst harm."""

    step_0: Annotated[float, Limits(gt=0)]
    step_1: Annotated[float, Limits(gt=0)]
    step_2: Annotated[float, Limits(gt=0)]
    step_3: Annotated[float, Limits(gt=0)]
    step_4: Annotated[float, Limits(gt=0)]

    def at(self, step: int) -> float:
        """What is tolerated at a step, 0 to 4."""
        return (self.step_0, self.step_1, self.step_2, self.step_3, self.step_4)[step]


class RareEventConstants(Model):
    """What rule I-17 holds the size of a test against (`docs/method.md`, "Rare events")."""

    confidence: Annotated[Unit, Limits(gt=0, lt=1)]
    """Of the upper bound of a rate; one-sided."""
    volumes: Volumes
    tolerated: Tolerated


class Method(Model):
    """`catalog/method.yaml`."""

    format: Literal["alignassess/method/1"]
    method_version: str
    """Raised by every change that gives the same answers another figure."""
    strengths: StrengthWeights
    ceilings: Ceilings
    reducible: Unit
    """The 0.9 in `left(x) = 1 - 0.9 x`: no practice removes a risk."""
    alone: Unit
    """The quarter that propensity or detection earns alone in prevention."""
    ungoverned: Unit
    """The half that a control earns which nobody keeps in force."""
    least_exposure: Unit
    """The 0.1 in `0.1 + 0.9 raw`: no exposure is not no risk."""
    indirect: Unit
    """The most that a layer earns without a question that names the category as primary."""
    exposure_step: Unit
    """One step of exposure."""
    training_top: int
    """The weight of a training method that stands for full exposure."""
    cuts: Cuts
    close: Unit
    """A risk this near to a cut is marked as close to it."""
    complete_from: Unit
    """Below this completeness the rating is `unrated`."""
    fresh_months: int
    """Evidence older than this counts as asserted."""
    inherited_ceiling: int
    """The highest level of an answer inherited for another model or version."""
    rare_events: RareEventConstants
    sources: Text
    """Where the constants come from."""

    @cached_property
    def close_to_cut(self) -> frozenset[float]:
        """Every risk of two digits that is near to a cut."""
        cuts = (self.cuts.medium, self.cuts.high, self.cuts.critical)
        figures = [hundredths / 100 for hundredths in range(101)]
        return frozenset(
            [one for one in figures for cut in cuts if abs(round(one - cut, 9)) <= self.close]
        )

    def rating(self, risk: float) -> Rating:
        """The rating of a rounded risk."""
        cuts = self.cuts
        if risk >= cuts.critical:
            return _CRITICAL
        if risk >= cuts.high:
            return _HIGH
        return _MEDIUM if risk >= cuts.medium else _LOW


_LOW, _MEDIUM, _HIGH, _CRITICAL = RATINGS

"""Which answers moved a category most, upwards and downwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from alignassess.domain.assessment import Assessment
from alignassess.domain.model import SOUND_LEVEL, Category
from alignassess.render.arithmetic_view import ContributionLine

SHOWN = 4
"""How many answers are named each way."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One answer that moves a category."""

    question: str
    label: str
    level: str
    layer: str
    figure: float
    """Upwards: the fall of risk when it is closed. Downwards: what it adds to its layer's credit.
    """
    remedy: str
    effort: str


@dataclass(frozen=True, slots=True)
class MovedView:
    """Answers that hold a category's risk up, and answers that hold it down."""

    up: tuple[Moved, ...]
    down: tuple[Moved, ...]


def moved_view(
    assessment: Assessment, category: Category, contributions: Sequence[ContributionLine]
) -> MovedView:
    """The answers that moved one category most."""
    labels = {one.question.id: "; ".join(one.labels) for one in assessment.determinations}
    return MovedView(_up(assessment, category), _down(contributions, labels))


def _up(assessment: Assessment, category: Category) -> tuple[Moved, ...]:
    found = [
        Moved(
            question=finding.question.id,
            label=finding.label,
            level=str(finding.level),
            layer="" if finding.question.layer is None else finding.question.layer.value,
            figure=gain.gain,
            remedy=finding.question.remedy or "",
            effort="" if finding.question.effort is None else finding.question.effort.value,
        )
        for finding in assessment.findings
        for gain in finding.gains
        if gain.category is category and gain.gain > 0
    ]
    return tuple(sorted(found, key=lambda one: (-one.figure, one.question))[:SHOWN])


def _down(
    contributions: Sequence[ContributionLine], labels: Mapping[str, str]
) -> tuple[Moved, ...]:
    """Sound answers by their share of the credit of their layer."""
    weights = {
        layer: fsum(x.weight for x in contributions if x.layer is layer and x.product is not None)
        for layer in {one.layer for one in contributions}
    }
    found = [
        Moved(
            question=one.question,
            label=labels.get(one.question, ""),
            level=str(level),
            layer=one.layer.value,
            figure=one.product / weights[one.layer],
            remedy="",
            effort="",
        )
        for one in contributions
        if one.product and (level := one.levels[1]) is not None and level >= SOUND_LEVEL
    ]
    return tuple(sorted(found, key=lambda one: (-one.figure, one.question))[:SHOWN])

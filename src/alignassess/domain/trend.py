"""Many results of one system in the order of their dates."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.comparison import ChangeState, comparable_figures, compare, counted
from alignassess.domain.model import CATEGORIES, Category, Model


class Point(Model):
    """One date of a trend."""

    as_of: date
    rating: str
    """The headline's, or unrated."""
    worst: float
    """The highest risk as answered that counts for the headline."""
    risks: tuple[float, ...]
    """Per category in the order of the trend, as answered."""
    evidenced: tuple[float, ...]
    findings: int
    essential_gaps: tuple[str, ...]
    answered: float
    """Completeness."""
    changes: tuple[tuple[ChangeState, int], ...] = ()
    """How many answers changed since the date before, by kind; what is unchanged apart."""


class Trend(Model):
    """One system over time."""

    format: Literal["alignassess/comparison/1"] = "alignassess/comparison/1"
    kind: Literal["trend"] = "trend"
    system: str
    name: str
    categories: tuple[Category, ...] = CATEGORIES
    points: tuple[Point, ...]
    """The earliest first."""
    cautions: tuple[str, ...] = ()
    """Between which dates figures cannot be compared, and why."""


def trend(assessments: Sequence[SystemAssessment]) -> Trend:
    """The results of one system by date; of one date in the order given.

    Raises ValueError for results of several systems.
    """
    if len({one.subject.id for one in assessments}) != 1:
        raise ValueError("a trend is of one system")
    ordered = sorted(assessments, key=lambda one: one.provenance.as_of)
    points, cautions = [], []
    before: SystemAssessment | None = None
    for one in ordered:
        changes: tuple[tuple[ChangeState, int], ...] = ()
        if before is not None:
            counts = counted(compare(one, before))
            changes = tuple(
                (state, count)
                for state, count in counts.items()
                if count and state is not ChangeState.UNCHANGED
            )
            why = comparable_figures(one, before)
            if why:
                cautions.append(f"{before.provenance.as_of} and {one.provenance.as_of}: {why}")
        points.append(_point(one, changes))
        before = one
    last = ordered[-1]
    return Trend(
        system=last.subject.id,
        name=last.subject.name,
        points=tuple(points),
        cautions=tuple(cautions),
    )


def _point(one: SystemAssessment, changes: tuple[tuple[ChangeState, int], ...]) -> Point:
    return Point(
        as_of=one.provenance.as_of,
        rating=str(one.headline.rating),
        worst=max(category.answered.headline_risk for category in one.categories),
        risks=tuple(category.answered.risk for category in one.categories),
        evidenced=tuple(category.evidenced.risk for category in one.categories),
        findings=len(one.findings),
        essential_gaps=one.headline.essential_gaps,
        answered=one.completeness.share,
        changes=changes,
    )

"""Two dates of one system or vendor: what changed, and what moved which category."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from alignassess.domain.assessment import CategoryResult, VendorCategory
from alignassess.domain.comparison import Assessed, Change, comparable_figures, compare, narrower
from alignassess.domain.formula import exact
from alignassess.domain.model import CATEGORIES, LAYERS, Category, Layer, Model

Three = tuple[float, float, float]
"""A figure in the three readings: best, answered, evidenced."""

_LEAST = 0.005
"""A change of credit that would print as 0.00 is not listed."""


class Mover(Model):
    """By how much one question moved the credit of its layer, as answered."""

    question: str
    layer: Layer
    by: float
    """Nine digits; positive is better."""


class Shift(Model):
    """One category before and now."""

    category: Category
    before: Three
    """Risk of a system, where higher is worse; prevention of a vendor, where higher is better."""
    now: Three
    rating_before: str | None = None
    """None for a vendor."""
    rating_now: str | None = None
    exposure: tuple[float, float] | None = None
    """Before and now, as answered; None where it stayed."""
    stakes: tuple[float, float] | None = None
    rules_in: tuple[str, ...] = ()
    """Rules that cost something here now and did not before."""
    rules_out: tuple[str, ...] = ()
    movers: tuple[Mover, ...] = ()
    """The largest first."""
    better_and_riskier: bool = False
    """Prevention rose, and exposure or stakes as well, as answered (I-24): neither makes up for the
    other, so both are said."""


class Dates(Model):
    """One system or vendor at two dates."""

    format: Literal["alignassess/comparison/1"] = "alignassess/comparison/1"
    kind: Literal["dates"] = "dates"
    subject: str
    name: str
    is_vendor: bool
    before: date
    now: date
    rating_before: str | None = None
    rating_now: str | None = None
    gaps_before: tuple[str, ...] = ()
    """Essential gaps that were open."""
    gaps_now: tuple[str, ...] = ()
    answered_before: float
    """Completeness."""
    answered_now: float
    changes: tuple[Change, ...]
    """Every question, also what is unchanged."""
    shifts: tuple[Shift, ...]
    cautions: tuple[str, ...]
    """Why some of it cannot be compared."""


def between(now: Assessed, before: Assessed) -> Dates:
    """What became of a system or vendor; raises ValueError for two different ones."""
    if now.subject.id != before.subject.id or now.kind != before.kind:
        raise ValueError("two dates are of one system or vendor")
    cautions = [one for one in (narrower(now, before), comparable_figures(now, before)) if one]
    return Dates(
        subject=now.subject.id,
        name=now.subject.name,
        is_vendor=now.kind == "vendor",
        before=before.provenance.as_of,
        now=now.provenance.as_of,
        rating_before=_rating(before),
        rating_now=_rating(now),
        gaps_before=_gaps(before),
        gaps_now=_gaps(now),
        answered_before=before.completeness.share,
        answered_now=now.completeness.share,
        changes=compare(now, before),
        shifts=_shifts(now, before),
        cautions=tuple(cautions),
    )


def figures(one: CategoryResult | VendorCategory) -> Three:
    """The printed figure of a category in the three readings."""
    if isinstance(one, CategoryResult):
        return one.best.risk, one.answered.risk, one.evidenced.risk
    return one.best.prevention, one.answered.prevention, one.evidenced.prevention


def _rating(one: Assessed) -> str | None:
    return None if one.kind == "vendor" else str(one.headline.rating)


def _gaps(one: Assessed) -> tuple[str, ...]:
    return () if one.kind == "vendor" else one.headline.essential_gaps


def _shifts(now: Assessed, before: Assessed) -> tuple[Shift, ...]:
    earlier: dict[Category, CategoryResult | VendorCategory] = {
        one.category: one for one in before.categories
    }
    return tuple(
        _shift(one, earlier[one.category], now, before)
        for one in now.categories
        if one.category in earlier
    )


def _shift(
    one: CategoryResult | VendorCategory,
    other: CategoryResult | VendorCategory,
    now: Assessed,
    before: Assessed,
) -> Shift:
    index = CATEGORIES.index(one.category)
    rules_now, rules_before = _costing(now, one.category), _costing(before, one.category)
    ratings: tuple[str | None, str | None] = (None, None)
    exposure = stakes = None
    both = False
    if isinstance(one, CategoryResult) and isinstance(other, CategoryResult):
        ratings = (str(other.rating), str(one.rating))
        exposure = _moved(other.answered.exposure, one.answered.exposure)
        stakes = _moved(other.answered.stakes, one.answered.stakes)
        better = one.answered.prevention - other.answered.prevention >= _LEAST
        both = better and any(move and move[1] > move[0] for move in (exposure, stakes))
    return Shift(
        category=one.category,
        before=figures(other),
        now=figures(one),
        rating_before=ratings[0],
        rating_now=ratings[1],
        exposure=exposure,
        stakes=stakes,
        rules_in=tuple(rule for rule in rules_now if rule not in rules_before),
        rules_out=tuple(rule for rule in rules_before if rule not in rules_now),
        movers=_movers(_parts(now, index), _parts(before, index)),
        better_and_riskier=both,
    )


def _moved(before: float, now: float) -> tuple[float, float] | None:
    return None if before == now else (before, now)


def _costing(one: Assessed, category: Category) -> list[str]:
    return [
        rule.rule
        for rule in one.rules
        if any(cost.category is category and cost.cost > 0 for cost in rule.costs)
    ]


Part = tuple[str, Layer]


def _parts(one: Assessed, category: int) -> Mapping[Part, float]:
    """What each question adds to the credit of its layer in a category, as answered."""
    weight: dict[Part, float] = {}
    credit: dict[Part, float] = {}
    whole = dict.fromkeys(LAYERS, 0.0)
    for question, layer, weights, _, credits in one.contributions:
        row = credits[1]
        if row is not None and weights[category]:
            weight[question, layer] = weights[category]
            credit[question, layer] = row[category]
            whole[layer] += weights[category]
    return {part: weight[part] * credit[part] / whole[part[1]] for part in weight}


def _movers(now: Mapping[Part, float], before: Mapping[Part, float]) -> tuple[Mover, ...]:
    found = []
    for question, layer in dict.fromkeys((*now, *before)):
        part = (question, layer)
        by = exact(now.get(part, 0.0) - before.get(part, 0.0))
        if abs(by) >= _LEAST:
            found.append(Mover(question=question, layer=layer, by=by))
    return tuple(sorted(found, key=lambda one: (-abs(one.by), one.question)))

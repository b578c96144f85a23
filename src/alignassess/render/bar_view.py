"""The picture of a category.

One scale from 0 to 1, a span over the three readings, and marks on it.
"""

from dataclasses import dataclass

from alignassess.domain.assessment import CategoryResult, VendorCategory
from alignassess.domain.method import Method
from alignassess.domain.model import RATINGS
from alignassess.render.figures import two

WIDTH = 400
"""Width of the picture's coordinates; it is drawn at any size."""

MARGIN = 8
"""Room at both ends for a mark at 0 or at 1."""

SQUARE = 14
"""Side of the square that marks the evidenced reading."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Where the marks stand, in the picture's own coordinates, and the same in words."""

    words: str
    best: str
    answered: str
    evidenced_left: str
    """Left edge of the square of the evidenced reading."""
    left: str
    """Where the span over the readings begins."""
    span: str
    """How wide it is."""
    inherent: str | None
    cuts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """The words above the bars: each rating over the part of the scale that it takes."""

    labels: tuple[tuple[str, str], ...]
    """Position of its middle, and the rating."""


def risk_axis(method: Method) -> Axis:
    """The axis of a system's bars."""
    cuts = (0.0, method.cuts.medium, method.cuts.high, method.cuts.critical, 1.0)
    return Axis(
        tuple(
            (_at((low + high) / 2), rating.value)
            for rating, low, high in zip(RATINGS, cuts[:-1], cuts[1:], strict=True)
        )
    )


def risk_bar(result: CategoryResult, title: str, method: Method) -> Bar:
    """The bar of a system's category; further right is worse."""
    best, answered, evidenced = (
        one.risk for one in (result.best, result.answered, result.evidenced)
    )
    words = (
        f"{title}: risk {two(answered)} as answered, {two(best)} if the unknowns were good, "
        f"{two(evidenced)} counting only what evidence supports; inherent risk "
        f"{two(result.inherent)}"
    )
    cuts = (method.cuts.medium, method.cuts.high, method.cuts.critical)
    return Bar(
        words=words,
        best=_at(best),
        answered=_at(answered),
        evidenced_left=_at(evidenced, shift=-SQUARE / 2),
        left=_at(best),
        span=_wide(evidenced - best),
        inherent=_at(result.inherent),
        cuts=tuple(_at(cut) for cut in cuts),
    )


def credit_bar(result: VendorCategory, title: str) -> Bar:
    """The bar of a vendor's category: prevention credit; further right is better."""
    best, answered, evidenced = (
        one.prevention for one in (result.best, result.answered, result.evidenced)
    )
    return Bar(
        words=f"{title}: prevention credit {two(answered)} as answered, {two(best)} if the "
        f"unknowns were good, {two(evidenced)} counting only what evidence supports",
        best=_at(best),
        answered=_at(answered),
        evidenced_left=_at(evidenced, shift=-SQUARE / 2),
        left=_at(evidenced),
        span=_wide(best - evidenced),
        inherent=None,
        cuts=(),
    )


def _at(value: float, *, shift: float = 0.0) -> str:
    return f"{MARGIN + value * (WIDTH - 2 * MARGIN) + shift:.1f}"


def _wide(value: float) -> str:
    return f"{value * (WIDTH - 2 * MARGIN):.1f}"

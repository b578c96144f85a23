"""How each category's risk moved over the dates of a trend, as one small picture per category."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alignassess.domain.trend import Trend
from alignassess.render.change_view import Labels
from alignassess.render.figures import two

WIDE, HIGH, EDGE = 220.0, 72.0, 6.0
"""The field of a picture in its own coordinates, and the margin that leaves room for points."""


@dataclass(frozen=True, slots=True)
class TrendPanel:
    """One category: two lines in the same coordinates, and the same in words."""

    label: str
    first: str
    """The risk as answered on the first date, and ..."""
    last: str
    """... on the last."""
    answered: tuple[tuple[str, str], ...]
    """Where each date's point stands."""
    evidenced: tuple[tuple[str, str], ...]
    words: str

    @staticmethod
    def line(points: Sequence[tuple[str, str]]) -> str:
        """The points as an SVG polyline wants them."""
        return " ".join(f"{x},{y}" for x, y in points)


def trend_panels(found: Trend, labels: Labels) -> tuple[TrendPanel, ...]:
    """A picture per category; dates stand as far apart as they are."""
    across = _across([one.as_of for one in found.points])
    panels = []
    for index, category in enumerate(found.categories):
        answered = [one.risks[index] for one in found.points]
        evidenced = [one.evidenced[index] for one in found.points]
        panels.append(
            TrendPanel(
                label=labels[category],
                first=two(answered[0]),
                last=two(answered[-1]),
                answered=_placed(across, answered),
                evidenced=_placed(across, evidenced),
                words=f"{labels[category]}, risk as answered: "
                + ", ".join(
                    f"{two(risk)} on {one.as_of}"
                    for risk, one in zip(answered, found.points, strict=True)
                ),
            )
        )
    return tuple(panels)


def _across(days: Sequence[date]) -> list[float]:
    """Where each date stands, from left to right; evenly where all are the same day."""
    steps = [float((day - days[0]).days) for day in days]
    if not steps[-1]:
        steps = [float(index) for index in range(len(days))]
    return [EDGE + (WIDE - 2 * EDGE) * step / steps[-1] for step in steps]


def _placed(across: Sequence[float], risks: Sequence[float]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"{x:.1f}", f"{EDGE + (HIGH - 2 * EDGE) * (1 - risk):.1f}")
        for x, risk in zip(across, risks, strict=True)
    )

"""The map of likelihood against severity, with a label for each category that none other covers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from alignassess.domain.assessment import Cluster, SystemAssessment
from alignassess.domain.instrument import Instrument
from alignassess.render.figures import two

LEFT, TOP, SIDE_X, SIDE_Y = 46.0, 12.0, 420.0, 300.0
"""Where the field of the map lies in the picture's coordinates, and how large it is."""

_HALF_WIDTH, _HALF_HEIGHT, _DOT = 13.0, 8.5, 6.0
"""Half the room of a label of two letters, and half that of a point."""

_DIRECTIONS = 24
_RINGS = (17.0, 28.0, 40.0, 54.0, 70.0, 90.0)
"""How far from its point a label may stand, nearest first."""

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class MapPoint:
    """One category on the map: its point, its label and the line between them."""

    code: str
    title: str
    likelihood: float
    severity: float
    x: str
    y: str
    label_x: str
    label_y: str
    leader: bool
    """Whether the label stands so far off that a line leads to it."""
    causes: str
    """Titles of the causes that it shares with other categories."""


@dataclass(frozen=True, slots=True)
class MapView:
    """The map and the same in words."""

    words: str
    points: tuple[MapPoint, ...]
    grid: tuple[tuple[str, str, str], ...]
    """Across, upwards and the figure of each line of the grid."""
    causes: tuple[str, ...]
    """Per cause that categories share, a line through their points."""


def map_view(assessment: SystemAssessment, instrument: Instrument) -> MapView:
    """Likelihood to the right, severity upwards, both as answered and from 0 to 1."""
    found = assessment.categories
    spots = [(_across(one.answered.likelihood), _up(one.answered.severity)) for one in found]
    labels = _placed(spots)
    points = []
    for one, spot, label in zip(found, spots, labels, strict=True):
        entry = instrument.category[one.category]
        shared = [each.title for each in assessment.clusters if one.category in each.categories]
        points.append(
            MapPoint(
                code=entry.short,
                title=entry.title,
                likelihood=one.answered.likelihood,
                severity=one.answered.severity,
                x=_printed(spot[0]),
                y=_printed(spot[1]),
                label_x=_printed(label[0]),
                label_y=_printed(label[1] + 4),
                leader=hypot(label[0] - spot[0], label[1] - spot[1]) > _RINGS[0],
                causes="; ".join(shared),
            )
        )
    where = {one.category: spot for one, spot in zip(found, spots, strict=True)}
    return MapView(
        words="Likelihood to the right, severity upwards, each from 0 to 1, as answered: "
        + "; ".join(
            f"{one.title} ({one.code}) {two(one.likelihood)} and {two(one.severity)}"
            for one in points
        ),
        points=tuple(points),
        grid=tuple((_printed(_across(at)), _printed(_up(at)), two(at)) for at in _GRID),
        causes=tuple(_line([where[one] for one in each.categories]) for each in _drawn(assessment)),
    )


_GRID = (0.0, 0.25, 0.5, 0.75, 1.0)


def _drawn(assessment: SystemAssessment) -> Iterator[Cluster]:
    return (one for one in assessment.clusters if len(one.categories) > 1)


def _across(value: float) -> float:
    return LEFT + value * SIDE_X


def _up(value: float) -> float:
    return TOP + (1 - value) * SIDE_Y


def _printed(value: float) -> str:
    return f"{value:.1f}"


def _line(spots: Sequence[Spot]) -> str:
    return " ".join(f"{_printed(x)},{_printed(y)}" for x, y in sorted(spots))


def _placed(spots: Sequence[Spot]) -> list[Spot]:
    """A place for each label, the nearest that covers no point, no other label and no edge."""
    labels: list[Spot] = []
    for index, spot in enumerate(spots):
        free = (one for one in _places(spot) if _is_free(one, spots, labels))
        # Eight labels fit into these rings wherever the points lie; the last resort is a column.
        labels.append(next(free, (LEFT + _HALF_WIDTH + 2, TOP + 12 + 20.0 * index)))
    return labels


def _places(spot: Spot) -> Iterator[Spot]:
    for ring in _RINGS:
        for step in range(_DIRECTIONS):
            angle = 2 * pi * step / _DIRECTIONS
            yield spot[0] + ring * cos(angle), spot[1] - ring * sin(angle)


def _is_free(place: Spot, spots: Sequence[Spot], labels: Sequence[Spot]) -> bool:
    x, y = place
    inside = (
        LEFT + _HALF_WIDTH <= x <= LEFT + SIDE_X - _HALF_WIDTH
        and TOP + _HALF_HEIGHT <= y <= TOP + SIDE_Y - _HALF_HEIGHT
    )
    clear = all(
        abs(x - a) >= _HALF_WIDTH + _DOT or abs(y - b) >= _HALF_HEIGHT + _DOT for a, b in spots
    )
    return (
        inside
        and clear
        and all(abs(x - a) >= 2 * _HALF_WIDTH or abs(y - b) >= 2 * _HALF_HEIGHT for a, b in labels)
    )

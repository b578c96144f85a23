"""How the worst category's risk falls with the first steps, as a line from step to step."""

from collections.abc import Sequence
from dataclasses import dataclass

from alignassess.domain.assessment import Action
from alignassess.domain.method import Method
from alignassess.render.figures import two

LEFT, TOP, WIDE, HIGH = 34.0, 16.0, 400.0, 132.0
"""Where the field of the line lies in the picture's coordinates, and how large it is."""


@dataclass(frozen=True, slots=True)
class PathPoint:
    """The worst category's risk before any step, or after one."""

    x: str
    y: str
    above: str
    """Where its figure stands."""
    risk: float
    step: str
    """The question of the step; `now` before any."""


@dataclass(frozen=True, slots=True)
class PathView:
    """The falling line and the same in words."""

    words: str
    line: str
    points: tuple[PathPoint, ...]
    cuts: tuple[tuple[str, str], ...]
    """Height of each cut, and the rating that begins there."""


def path_view(now: float, actions: Sequence[Action], method: Method) -> PathView | None:
    """The line over the first steps; None without any."""
    if not actions:
        return None
    risks = [now, *(one.worst_after for one in actions)]
    steps = ["now", *(one.question.id for one in actions)]
    points = []
    for index, (risk, step) in enumerate(zip(risks, steps, strict=True)):
        x, y = LEFT + 14 + index * (WIDE - 28) / len(actions), _up(risk)
        points.append(PathPoint(f"{x:.1f}", f"{y:.1f}", f"{y - 9:.1f}", risk, step))
    cuts = (method.cuts.medium, method.cuts.high, method.cuts.critical)
    names = ("medium", "high", "critical")
    return PathView(
        words="The worst category's risk, as answered: "
        + ", ".join(f"{two(one.risk)} {_when(one.step)}" for one in points),
        line=" ".join(f"{one.x},{one.y}" for one in points),
        points=tuple(points),
        cuts=tuple((f"{_up(cut):.1f}", name) for cut, name in zip(cuts, names, strict=True)),
    )


def _when(step: str) -> str:
    return step if step == "now" else f"after {step}"


def _up(value: float) -> float:
    return TOP + (1 - value) * HIGH

"""The cells of the count: one layer of one category, and what weighs in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from operator import mul
from typing import Literal, NamedTuple

from alignassess.domain.model import CATEGORIES, LAYERS, PerCategory

Credits = PerCategory
"""Credit of one question in each category, in the order of `CATEGORIES`; 0 to 1, higher is better.
"""

Mark = Literal["no known lever", "indirect evidence only"]
Marks = tuple[Mark | None, Mark | None, Mark | None, Mark | None]
"""Per layer, in the order of `LAYERS`, what a reader must know of its credit."""


class Place(NamedTuple):
    """Where a scored question weighs in: indices of category and layer, weight, whether primary."""

    category: int
    layer: int
    weight: float
    primary: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One layer of one category: which questions weigh what in it."""

    weights: tuple[tuple[str, float], ...]
    total: float
    direct: bool
    """Whether at least one of them names the category as primary."""

    def earned(self, rows: Mapping[str, Credits], category: int) -> float:
        """The weighted sum of credits; exact, so that the order of questions does not matter."""
        return fsum([weight * rows[question][category] for question, weight in self.weights])

    def credit(self, earned: float, indirect: float) -> float:
        """The mean from a weighted sum.

        At most `indirect` without a primary question, 0 without any.
        """
        if not self.weights:
            return 0.0
        mean = earned / self.total
        return mean if self.direct else min(mean, indirect)

    @property
    def mark(self) -> Mark | None:
        """What a reader must know of its credit."""
        if not self.weights:
            return "no known lever"
        return None if self.direct else "indirect evidence only"


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a set of questions."""

    of: tuple[tuple[Cell, ...], ...]
    """Per category and layer, a cell."""
    marks: tuple[Marks, ...]
    """Per category, the marks of its layers."""
    _layers: tuple[tuple[tuple[str, ...], tuple[tuple[float, ...], ...]], ...]
    """Per layer, the questions that weigh in it, and per category what each weighs, perhaps 0."""

    @classmethod
    def made_of(cls, rows: Sequence[tuple[Cell, ...]]) -> "Cells":
        """Lay out the cells of each category."""
        layers = []
        for column in zip(*rows, strict=True):
            questions = tuple(dict.fromkeys([name for cell in column for name, _ in cell.weights]))
            weights = [dict(cell.weights) for cell in column]
            vectors = tuple(tuple([of.get(name, 0.0) for name in questions]) for of in weights)
            layers.append((questions, vectors))
        return cls(tuple(rows), tuple(_marks(row) for row in rows), tuple(layers))

    def earned(
        self,
        rows: Mapping[str, Credits],
        *,
        like: tuple[Mapping[str, Credits], Sequence[Sequence[float]]] | None = None,
    ) -> list[list[float]]:
        """Per category and layer the weighted sum of credits, as `Cell.earned` gives it.

        `like` are other rows of the same questions, and their sums.
        """
        sums: list[list[float]] = []
        for layer, (questions, vectors) in enumerate(self._layers):
            credits = [rows[question] for question in questions]
            if like is not None and credits == [like[0][question] for question in questions]:
                sums.append([row[layer] for row in like[1]])
                continue
            columns = zip(*credits, strict=True) if credits else _NOTHING
            sums.append([fsum(map(mul, *pair)) for pair in zip(vectors, columns, strict=True)])
        return [list(row) for row in zip(*sums, strict=True)]

    def credits(self, earned: Sequence[Sequence[float]], indirect: float) -> list[list[float]]:
        """Per category and layer the credit from its weighted sum."""
        return [
            [cell.credit(part, indirect) for cell, part in zip(cells, parts, strict=True)]
            for cells, parts in zip(self.of, earned, strict=True)
        ]


_NOTHING: tuple[tuple[float, ...], ...] = ((),) * len(CATEGORIES)


def _marks(cells: tuple[Cell, ...]) -> Marks:
    propensity, detection, consequence, governance = (cell.mark for cell in cells)
    return propensity, detection, consequence, governance


MOST_KEPT = 256
"""How many sets of questions are remembered; systems of one kind are asked the same ones."""


class CellBook:
    """Makes the cells of a set of questions, once for each set."""

    def __init__(self, places: Mapping[str, tuple[Place, ...]]) -> None:
        """`places` says where each scored question weighs what."""
        self._places = places
        self._known: dict[tuple[frozenset[str], frozenset[str]], Cells] = {}

    def of(self, questions: frozenset[str], claimed: frozenset[str]) -> Cells:
        """The cells of the questions. What is only claimed not to apply makes no layer direct."""
        key = questions, claimed & questions
        if key not in self._known:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            self._known[key] = self._made(questions, claimed)
        return self._known[key]

    def _made(self, questions: frozenset[str], claimed: frozenset[str]) -> Cells:
        weights: list[list[list[tuple[str, float]]]] = [[[] for _ in LAYERS] for _ in CATEGORIES]
        direct = [[False] * len(LAYERS) for _ in CATEGORIES]
        for question in sorted(questions):
            for place in self._places[question]:
                weights[place.category][place.layer].append((question, place.weight))
                if place.primary and question not in claimed:
                    direct[place.category][place.layer] = True
        return Cells.made_of(
            [
                tuple(
                    Cell(tuple(cell), fsum([weight for _, weight in cell]), direct[category][layer])
                    for layer, cell in enumerate(row)
                )
                for category, row in enumerate(weights)
            ]
        )

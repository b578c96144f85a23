"""The cells of the count: one layer of one category, and what weighs in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from typing import NamedTuple

from alignassess.domain.model import CATEGORIES, LAYERS, PerCategory

Credits = PerCategory
"""Credit of one question in each category, in the order of `CATEGORIES`; 0 to 1, higher is better.
"""


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


Cells = tuple[tuple[Cell, ...], ...]
"""Per category and layer, a cell."""

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
        return tuple(
            tuple(
                Cell(tuple(cell), fsum([weight for _, weight in cell]), direct[category][layer])
                for layer, cell in enumerate(row)
            )
            for category, row in enumerate(weights)
        )

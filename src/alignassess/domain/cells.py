"""The cells of the count: one layer of one category, and what weighs in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
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
    direct: bool
    """Whether at least one of them names the category as primary."""

    def earned(self, rows: Mapping[str, Credits], category: int) -> float:
        """The weighted sum of credits; exact, so that the order of questions does not matter."""
        return fsum([weight * rows[question][category] for question, weight in self.weights])


class Column(NamedTuple):
    """One layer of all categories, which are in the order of `CATEGORIES`."""

    questions: tuple[str, ...]
    weights: tuple[tuple[float, ...], ...]
    """Per category, what each question weighs; 0 where it does not bear on the category."""
    totals: tuple[float, ...]
    direct: tuple[bool, ...]

    def cell(self, category: int) -> Cell:
        """The part of one category."""
        pairs = zip(self.questions, self.weights[category], strict=True)
        return Cell(tuple([one for one in pairs if one[1]]), self.direct[category])

    def mark(self, category: int) -> Mark | None:
        """What a reader must know of the credit of one category."""
        if not self.totals[category]:
            return "no known lever"
        return None if self.direct[category] else "indirect evidence only"


class Cells:
    """The cells of a set of questions."""

    def __init__(self, columns: Sequence[Column]) -> None:
        """`columns` are in the order of `LAYERS`."""
        self._columns = tuple(columns)

    @cached_property
    def of(self) -> tuple[tuple[Cell, ...], ...]:
        """Per category and layer, a cell: for who counts a few of them again."""
        return tuple(
            tuple([column.cell(category) for column in self._columns])
            for category in range(len(CATEGORIES))
        )

    @cached_property
    def marks(self) -> tuple[Marks, ...]:
        """Per category, the marks of its layers."""
        return tuple(self._marks(category) for category in range(len(CATEGORIES)))

    def _marks(self, category: int) -> Marks:
        propensity, detection, consequence, governance = [
            column.mark(category) for column in self._columns
        ]
        return propensity, detection, consequence, governance

    def earned(
        self,
        rows: Mapping[str, Credits],
        *,
        like: Iterable[tuple[Mapping[str, Credits], Sequence[Sequence[float]]]] = (),
    ) -> list[list[float]]:
        """Per category and layer the weighted sum of credits, as `Cell.earned` gives it.

        `like` are other rows of the same questions, each with their sums.
        """
        sums: list[list[float]] = []
        for layer, column in enumerate(self._columns):
            credits = [rows[question] for question in column.questions]
            for others, known in like:
                if credits == [others[question] for question in column.questions]:
                    sums.append([row[layer] for row in known])
                    break
            else:
                of_category = zip(*credits, strict=True) if credits else _NOTHING
                pairs = zip(column.weights, of_category, strict=True)
                sums.append([fsum(map(mul, *pair)) for pair in pairs])
        return [list(row) for row in zip(*sums, strict=True)]

    def credit(self, category: int, layer: int, earned: float, indirect: float) -> float:
        """The mean from a weighted sum.

        At most `indirect` without a primary question, 0 without any.
        """
        column = self._columns[layer]
        total = column.totals[category]
        if not total:
            return 0.0
        mean = earned / total
        return mean if column.direct[category] else min(mean, indirect)

    def credits(self, earned: Sequence[Sequence[float]], indirect: float) -> list[list[float]]:
        """Per category and layer the credit from its weighted sum."""
        return [
            [self.credit(category, layer, part, indirect) for layer, part in enumerate(parts)]
            for category, parts in enumerate(earned)
        ]

    def times(self, factors: Mapping[str, float]) -> "Cells":
        """The same cells with the weights of each question times a factor."""
        columns = []
        for column in self._columns:
            by = [factors[question] for question in column.questions]
            weights = tuple([tuple(map(mul, row, by)) for row in column.weights])
            columns.append(column._replace(weights=weights, totals=tuple(map(fsum, weights))))
        return Cells(columns)


_NOTHING: tuple[tuple[float, ...], ...] = ((),) * len(CATEGORIES)


MOST_KEPT = 256
"""How many sets of questions are remembered; systems of one kind are asked the same ones."""


class CellBook:
    """Makes the cells of a set of questions, once for each set."""

    def __init__(self, places: Mapping[str, tuple[Place, ...]]) -> None:
        """`places` says where each scored question weighs what."""
        self._layers = tuple(_Layer.of(layer, places) for layer in range(len(LAYERS)))
        self._known: dict[tuple[frozenset[str], frozenset[str]], Cells] = {}

    def of(self, questions: frozenset[str], claimed: frozenset[str]) -> Cells:
        """The cells of the questions. What is only claimed not to apply makes no layer direct."""
        key = questions, claimed & questions
        if key not in self._known:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            self._known[key] = Cells([layer.column(*key) for layer in self._layers])
        return self._known[key]


class _Layer(NamedTuple):
    """Every scored question of one layer, as a table of which a sheet needs some columns."""

    questions: tuple[str, ...]
    weights: tuple[tuple[float, ...], ...]
    """Per category, one for each question."""
    primary: tuple[frozenset[str], ...]
    """Per category, the questions that name it as primary."""

    @classmethod
    def of(cls, layer: int, places: Mapping[str, tuple[Place, ...]]) -> "_Layer":
        weights: list[dict[str, float]] = [{} for _ in CATEGORIES]
        primary: list[set[str]] = [set() for _ in CATEGORIES]
        for question in sorted(places):
            for place in places[question]:
                if place.layer == layer:
                    weights[place.category][question] = place.weight
                    if place.primary:
                        primary[place.category].add(question)
        questions = tuple(sorted({name for row in weights for name in row}))
        return cls(
            questions,
            tuple([tuple([row.get(name, 0.0) for name in questions]) for row in weights]),
            tuple(map(frozenset, primary)),
        )

    def column(self, questions: frozenset[str], claimed: frozenset[str]) -> Column:
        """The column of some questions, of which those claimed not to apply are no direct ones."""
        asked = [name in questions for name in self.questions]
        weights = tuple([tuple(compress(row, asked)) for row in self.weights])
        direct = questions - claimed
        return Column(
            tuple(compress(self.questions, asked)),
            weights,
            tuple(map(fsum, weights)),
            tuple([not direct.isdisjoint(one) for one in self.primary]),
        )

"""Each question's part in the eight categories: what `explain` and a matrix of parts show."""

from collections.abc import Mapping
from functools import lru_cache

from alignassess.domain import formula
from alignassess.domain.assessment import Contribution
from alignassess.domain.case import Case
from alignassess.domain.model import PerCategory

Rows = Mapping[str, PerCategory]
"""Credit of each counted question in each category, under the rules."""


def contributions(
    case: Case, best: Rows, answered: Rows, evidenced: Rows
) -> tuple[Contribution, ...]:
    """One per question that applies, in order of asking; rows are credits by question."""
    bearing, found = case.instrument.bearing, []
    for question in case.questions:
        name = question.id
        one = case.standing[name]
        levels: tuple[int | None, int | None, int | None] = one.levels
        if one.counts != _ALL_COUNT:
            first, second, third = map(_if_counted, one.levels, one.counts)
            levels = first, second, third
        before, row, after = best.get(name), answered.get(name), evidenced.get(name)
        middle = _nine_digits(row)
        credits = (
            middle if before is row else _nine_digits(before),
            middle,
            middle if after is row else _nine_digits(after),
        )
        found.append((name, question.layer, bearing[name].weights, levels, credits))
    return tuple(found)


_ALL_COUNT = (True, True, True)


def _if_counted(level: int, counts: bool) -> int | None:
    return level if counts else None


@lru_cache(maxsize=4096)  # a batch has the same few rows of credit thousands of times
def _nine_digits(row: PerCategory | None) -> PerCategory | None:
    return None if row is None else tuple(map(formula.exact, row))

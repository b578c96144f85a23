"""Floors in force for one category: what its risk is held at, whatever is answered elsewhere."""

from collections.abc import Sequence
from typing import NamedTuple

from alignassess.domain.rulebook import Clause


class Floors(NamedTuple):
    """The floors in force for one category, none above its inherent risk."""

    each: tuple[tuple[Clause, float], ...] = ()
    """In the order of the rules."""
    highest: float = 0.0
    """0 when there is none."""
    loudest: float = 0.0
    """The highest of those that count for the headline and for decisions."""
    rules: tuple[str, ...] = ()
    """Their rules, each once."""
    bits: int = 0

    @classmethod
    def of(cls, each: Sequence[tuple[Clause, float]]) -> "Floors":
        """Gather some floors."""
        return cls(
            tuple(each),
            max([floor for _, floor in each]),
            max([floor for clause, floor in each if clause.in_headline], default=0.0),
            tuple(dict.fromkeys([clause.rule.id for clause, _ in each])),
            sum([clause.bit for clause, _ in each]),
        )

    def highest_without(self, clauses: int) -> float:
        """The highest floor but for some clauses, given as bits."""
        if not self.bits & clauses:
            return self.highest
        return max([floor for clause, floor in self.each if not clause.bit & clauses], default=0.0)


NO_FLOORS = Floors()

"""One reading of one sheet: credits under the rules, layers, and the risk of each category.

The tally can be told a new level for one question and recounts only what that touches, so that a
plan can try a hundred remedies; `tests/domain/test_roadmap.py` holds it equal to counting from
scratch.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import mul
from types import MappingProxyType

from alignassess.domain import formula
from alignassess.domain.catalog import Cap, RaiseExposure
from alignassess.domain.cells import Cells, Credits
from alignassess.domain.facts import ReadFacts
from alignassess.domain.floors import NO_FLOORS, Floors
from alignassess.domain.force import in_force, raised_exposure
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import CATEGORIES, LAYERS, TOP_LEVEL, PerCategory, Reading
from alignassess.domain.rulebook import Clause, Touching, bits_of

_UNIFORM = tuple((level / TOP_LEVEL,) * len(CATEGORIES) for level in range(TOP_LEVEL + 1))

Trail = tuple[tuple[str, Credits, Credits], ...]
"""The rules that lowered a credit, each with the credit before and after."""

Taken = tuple[tuple[str, tuple[tuple[int, float], ...]], ...]
"""Rule and what it took from a credit, times the weight of the question, by category."""


def _strictest(clauses: Sequence[Clause]) -> Sequence[float]:
    """Per category the smallest factor of several clauses of one rule."""
    if len(clauses) == 1:
        return clauses[0].factors
    return tuple(map(min, *(clause.factors for clause in clauses)))


Rested = tuple[int | None, ...]
"""Levels of the questions that the caps of `Touching` rest on; None where one does not apply."""


@lru_cache(maxsize=8192)  # readings, remedies and sheets of a batch meet the same few
def _lowered(level: int, touching: Touching, acting: int, rested: Rested) -> tuple[Credits, Trail]:
    """Credit per category of a level above 0 under the clauses that act."""
    credit: Credits = _UNIFORM[level]
    trail = []
    levels = dict(zip(touching.rests_on, rested, strict=True))
    for clause in touching.caps:
        if clause.bit & acting and (limit := _limit(clause, levels)) < level / TOP_LEVEL:
            before, credit = credit, clause.capped_at(limit, credit)
            trail.append((clause.rule.id, before, credit))
    for bits, group in touching.scales:
        if bits & acting:
            scales = [one for one in group if one.bit & acting]
            before, credit = credit, tuple(map(mul, credit, _strictest(scales)))
            trail.append((scales[0].rule.id, before, credit))
    return credit, tuple(trail)


def _limit(cap: Clause, rested: Mapping[str, int | None]) -> float:
    """The most that a cap leaves, which may rest on the level of another question."""
    effect = cap.effect
    assert isinstance(effect, Cap)
    level = None if effect.rests_on is None else rested[effect.rests_on]
    return effect.credit if level is None else max(effect.credit, effect.share * level / TOP_LEVEL)


@lru_cache(maxsize=8192)
def _taken(
    level: int, touching: Touching, acting: int, rested: Rested, weights: PerCategory
) -> Taken:
    _, trail = _lowered(level, touching, acting, rested)
    return tuple(
        [
            (
                rule,
                tuple(
                    [
                        (category, weight * lost)
                        for category, weight in enumerate(weights)
                        if weight and (lost := before[category] - after[category]) > 0
                    ]
                ),
            )
            for rule, before, after in trail
        ]
    )


class Tally:
    """The counting of one reading. Higher is better for credits, worse for exposure and risk."""

    def __init__(
        self,
        instrument: Instrument,
        reading: Reading,
        *,
        profile: ReadFacts,
        level: dict[str, int],
        counted: frozenset[str],
        cells: Cells,
        supported: frozenset[str],
        base_exposure: Sequence[float],
        stakes: float,
        inherent: Sequence[float] | None,
        inherent_stakes: float | None = None,
        like: Sequence["Tally"] = (),
        limits: Mapping[str, Credits] = MappingProxyType({}),
    ) -> None:
        """Count. `level` holds every scored question that applies, and is the tally's own.

        `profile` is what conditions read besides; `counted` are the questions in a denominator.

        `inherent` limits the floors; None where nothing has inherent risk (a vendor sheet), and
        `inherent_stakes` are those that it was counted with, None for the same stakes. `like` are
        other readings of the same sheet: floors and layers of the same credits are not counted
        twice.
        `limits` hold the credit of single questions per category, after the rules.
        """
        self.instrument = instrument
        self.reading = reading
        self.level = level
        self.facts = profile.at(level)
        self.counted = counted
        self.cells = cells
        self.supported = supported
        self.base_exposure = base_exposure
        self.stakes = stakes
        self.inherent = inherent
        self.inherent_stakes = stakes if inherent_stakes is None else inherent_stakes
        self.limits = limits
        self._floors: dict[tuple[int, int], Floors] = like[0]._floors if like else {}
        self.bits = in_force(instrument.rulebook.clauses, self.facts, reading)
        """The clauses in force."""
        self.rows = self._rows()
        """Credit of each counted question in each category."""
        shared = [(one.rows, one.earned) for one in like if one.cells is cells]
        self.earned: list[list[float]] = cells.earned(self.rows, like=shared)
        """Weighted sum of credits per category and layer."""
        self.credits = cells.credits(self.earned, instrument.method.indirect)
        """Credit per category and layer."""
        self.exposure = self.exposure_without(0) if base_exposure else []

    def _rows(self) -> dict[str, Credits]:
        in_force, counted, levels = self.bits, self.counted, self.level
        rows = {q: _UNIFORM[level] for q, level in levels.items() if q in counted}
        for question, touching in self.instrument.rulebook.touching.items():
            if touching.bits & in_force and question in rows and levels[question]:
                rows[question] = _lowered(*self._acting_on(question, touching))[0]
        for question, limit in self.limits.items():
            if question in rows:
                rows[question] = tuple(map(min, rows[question], limit))
        return rows

    def _places_of(
        self, questions: Iterable[str], before: Mapping[str, Credits]
    ) -> set[tuple[int, int]]:
        """The cells, by category and layer, in which the credit of a question changed."""
        found: set[tuple[int, int]] = set()
        for question in questions:
            old, new = before[question], self.rows[question]
            if old != new:
                layer = self.instrument.layer[question]
                weights = self.instrument.bearing[question].weights
                found.update(
                    (category, layer)
                    for category, weight in enumerate(weights)
                    if weight and old[category] != new[category]
                )
        return found

    def _recount(self, category: int, layer: int) -> None:
        earned = self.cells.of[category][layer].earned(self.rows, category)
        self.earned[category][layer] = earned
        self.credits[category][layer] = self.cells.credit(
            category, layer, earned, self.instrument.method.indirect
        )

    def weigh(self, cells: Cells) -> None:
        """Count the same credits with other weights; cells of the same questions."""
        self.cells = cells
        for category in range(len(CATEGORIES)):
            for layer in range(len(LAYERS)):
                self._recount(category, layer)

    def _row(self, question: str) -> Credits:
        touching = self.instrument.rulebook.touching.get(question)
        row = _UNIFORM[self.level[question]]
        if touching is not None:
            row = self.credit_of(question, touching)
        limit = self.limits.get(question)
        return row if limit is None else tuple(map(min, row, limit))

    def lowers(self, question: str) -> bool:
        """Whether the rules in force lower the credit of a question."""
        return self.rows[question] is not _UNIFORM[self.level[question]]

    def credit_of(self, question: str, touching: Touching) -> Credits:
        """Credit of a question per category under the rules in force."""
        level = self.level[question]
        if level == 0 or not touching.bits & self.bits:
            return _UNIFORM[level]
        return _lowered(*self._acting_on(question, touching))[0]

    def taken_from(self, question: str, touching: Touching, weights: PerCategory) -> Taken:
        """What each rule in force takes from the credit of a question, in the order of rules."""
        return _taken(*self._acting_on(question, touching), weights)

    def _acting_on(self, question: str, touching: Touching) -> tuple[int, Touching, int, Rested]:
        """What the credit of a question comes from: its level, and the clauses that act on it."""
        levels, acting = self.level, touching.bits & self.bits
        if touching.sparing and question in self.supported:
            acting &= ~touching.sparing
        rested = tuple(map(levels.get, touching.rests_on))
        return levels[question], touching, acting, rested

    def exposure_without(self, clauses: int) -> list[float]:
        """Exposure under the rules, were some clauses, given as bits, not in force."""
        bits = self.bits & ~clauses
        acting = [one for one in self.instrument.rulebook.raises if one.bit & bits]
        return raised_exposure(self.base_exposure, acting, self.instrument.method)

    def floors(self, category: int) -> Floors:
        """The floors in force for a category, none above inherent risk."""
        if self.inherent is None:
            return NO_FLOORS
        clauses, bits = self.instrument.floors_of[category]
        acting = bits & self.bits
        if not acting:
            return NO_FLOORS
        if (category, acting) not in self._floors:
            inherent = self.inherent[category]
            self._floors[category, acting] = Floors.of(
                [(one, min(inherent, one.floor)) for one in clauses if one.bit & acting]
            )
        return self._floors[category, acting]

    def risk(self, category: int) -> float:
        """Risk of a category, floors included."""
        return max(self.risk_before_floors(category), self.floors(category).highest)

    def risks(self) -> list[float]:
        """Risk of every category, in the order of `CATEGORIES`."""
        return [self.risk(category) for category in range(len(CATEGORIES))]

    def risk_before_floors(
        self,
        category: int,
        *,
        credits: Sequence[float] | None = None,
        exposure: float | None = None,
    ) -> float:
        """Risk from exposure, stakes and layer credits; others than its own may be tried."""
        method = self.instrument.method
        propensity, detection, consequence, governance = credits or self.credits[category]
        return formula.risk(
            self.exposure[category] if exposure is None else exposure,
            self.stakes,
            formula.prevention(propensity, detection, method),
            formula.containment(consequence, governance, method),
            method,
        )

    def set_level(self, question: str, level: int) -> "Undo":
        """Give one question another level and recount what that touches; `take_back` undoes it."""
        undo = Undo(question, self.level[question], self.bits, {}, {}, self.exposure)
        self.level[question] = level
        touched = {question}
        raises_changed = False
        clauses = self.instrument.rulebook.reading.get(question, ())
        if clauses:
            acting = in_force(clauses, self.facts, self.reading)
            changed = (self.bits ^ acting) & bits_of(clauses)
            self.bits ^= changed
            for clause in clauses:
                raises_changed |= bool(clause.bit & changed) and isinstance(
                    clause.effect, RaiseExposure
                )
                if clause.bit & changed or clause.rests_on == question:
                    touched.update(clause.touches)
        for one in touched & self.counted:
            undo.rows[one] = self.rows[one]
            self.rows[one] = self._row(one)
        for category, layer in self._places_of(undo.rows, undo.rows):
            undo.cells[category, layer] = (
                self.earned[category][layer],
                self.credits[category][layer],
            )
            self._recount(category, layer)
        if raises_changed:
            self.exposure = self.exposure_without(0)
        return undo

    def take_back(self, undo: "Undo") -> None:
        """Restore what `set_level` changed."""
        self.level[undo.question] = undo.level
        self.bits = undo.bits
        self.rows.update(undo.rows)
        for (category, layer), (earned, credit) in undo.cells.items():
            self.earned[category][layer] = earned
            self.credits[category][layer] = credit
        self.exposure = undo.exposure


@dataclass(frozen=True, slots=True)
class Undo:
    """What a level change replaced."""

    question: str
    level: int
    bits: int
    rows: dict[str, Credits]
    cells: dict[tuple[int, int], tuple[float, float]]
    """Weighted sum and credit, by category and layer."""
    exposure: list[float]

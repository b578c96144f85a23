"""Which ratings and first actions hang on a constant, or on the weights of questions."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from math import fsum
from typing import Literal

from alignassess.domain.answers import Sheet
from alignassess.domain.case import Case, prepare
from alignassess.domain.completeness import completeness
from alignassess.domain.depth import held
from alignassess.domain.evidence import Observation
from alignassess.domain.first_actions import first_actions
from alignassess.domain.formula import figure
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import CATEGORIES, Category, Rating, Reading
from alignassess.domain.sensitivity_result import (
    ActionShare,
    RatingChange,
    RatingShare,
    Sensitivity,
    Swing,
)
from alignassess.domain.tally import Tally
from alignassess.domain.variations import Variation, variations

SPREAD = 2.0
"""A drawn weight lies between a question's weight divided by this, and times it
(`docs/method.md`, "Sensitivity")."""

RATING_DRAWS = 1000
PLAN_DRAWS = 100
"""How many draws are asked for (`docs/method.md`, "Sensitivity")."""

Draw = Sequence[float]
"""A factor per scored question of the instrument, in order of asking."""

Progress = Callable[[int, int], None]
"""Told how much is done, of how much."""

_READINGS = (Reading.ANSWERED, Reading.EVIDENCED)

Place = tuple[Category | None, Reading]
"""A category in a reading, or None for the headline."""

Ratings = Mapping[Place, Rating | Literal["unrated"]]


def sensitivity(
    instrument: Instrument,
    sheet: Sheet,
    *,
    observations: Iterable[Observation] = (),
    as_of: date,
    scope: tuple[str, ...] | None = None,
    rating_draws: Sequence[Draw] = (),
    plan_draws: Sequence[Draw] = (),
    seed: int | None = None,
    progress: Progress = lambda done, of: None,
) -> Sensitivity:
    """Count one system's sheet again under other constants, then under other weights.

    `seed` is only written down. Without draws only the constants are varied.
    """
    observations = tuple(observations)

    def ready(other: Instrument) -> Case:
        return prepare(other, sheet, observations=observations, as_of=as_of, scope=scope)

    case = ready(instrument)
    tallies = case.tallies()
    before, first = _ratings(case, tallies), first_actions(case, tallies[Reading.ANSWERED])
    tried = list(variations(instrument))
    total = len(tried) + len(rating_draws) + len(plan_draws)
    swings, among = [], Counter[str]()
    for done, variation in enumerate(tried):
        progress(done, total)
        swing, actions = _swing(ready(variation.instrument), variation, before, first)
        among.update(actions)
        swings.append(swing)
    shares = _rating_shares(case, tallies, rating_draws)
    drawn: Counter[str] = Counter()
    for done, draw in enumerate(plan_draws, start=len(tried) + len(rating_draws)):
        progress(done, total)
        drawn.update(_actions_under(case, tallies[Reading.ANSWERED], draw))
    return Sensitivity(
        variations=len(tried),
        swings=tuple(one for one in swings if one.ratings or one.enters or one.leaves),
        rating_draws=len(rating_draws),
        plan_draws=len(plan_draws),
        seed=seed,
        ratings=shares,
        actions=_action_shares(first, among, drawn),
    )


def _ratings(case: Case, tallies: Mapping[Reading, Tally]) -> Ratings:
    rate, depth = case.instrument.method.rating, case.sheet.depth
    found: dict[Place, Rating | Literal["unrated"]] = {}
    for reading in _READINGS:
        tally = tallies[reading]
        for index, category in enumerate(CATEGORIES):
            found[category, reading] = held(rate(figure(tally.risk(index))), depth)
    answered = tallies[Reading.ANSWERED]
    worst = max(_loud(answered, index) for index in range(len(CATEGORIES)))
    enough = completeness(case).enough
    found[None, Reading.ANSWERED] = held(rate(figure(worst)), depth) if enough else "unrated"
    return found


def _loud(tally: Tally, category: int) -> float:
    """Risk without the floors that are kept out of the headline."""
    return max(tally.risk_before_floors(category), tally.floors(category).loudest)


def _swing(
    case: Case, variation: Variation, before: Ratings, first: Sequence[str]
) -> tuple[Swing, tuple[str, ...]]:
    tallies = case.tallies()
    after, actions = _ratings(case, tallies), first_actions(case, tallies[Reading.ANSWERED])
    swing = Swing(
        constant=variation.constant,
        value=variation.value,
        tried=variation.tried,
        ratings=tuple(
            RatingChange(category=place[0], reading=place[1], before=was, after=after[place])
            for place, was in before.items()
            if after[place] != was
        ),
        enters=tuple(one for one in actions if one not in first),
        leaves=tuple(one for one in first if one not in actions),
    )
    return swing, actions


def _rating_shares(
    case: Case, tallies: Mapping[Reading, Tally], draws: Sequence[Draw]
) -> tuple[RatingShare, ...]:
    found = []
    for reading in _READINGS if draws else ():
        tally = tallies[reading]
        counts = [Counter[Rating]() for _ in CATEGORIES]
        for draw in draws:
            factors = _factors(case, draw)
            for index in range(len(CATEGORIES)):
                counts[index][_drawn_rating(case, tally, index, factors)] += 1
        found += [
            RatingShare(
                category=category,
                reading=reading,
                counts=(
                    count[Rating.LOW],
                    count[Rating.MEDIUM],
                    count[Rating.HIGH],
                    count[Rating.CRITICAL],
                ),
            )
            for category, count in zip(CATEGORIES, counts, strict=True)
        ]
    return tuple(found)


def _factors(case: Case, draw: Draw) -> Mapping[str, float]:
    return {q.id: factor for q, factor in zip(case.instrument.scored, draw, strict=True)}


def _drawn_rating(case: Case, tally: Tally, index: int, factors: Mapping[str, float]) -> Rating:
    indirect = case.instrument.method.indirect
    credits = []
    for cell in tally.cells.of[index]:
        weights = [weight * factors[question] for question, weight in cell.weights]
        earned = [
            weight * tally.rows[question][index]
            for weight, (question, _) in zip(weights, cell.weights, strict=True)
        ]
        mean = fsum(earned) / fsum(weights) if weights else 0.0
        credits.append(mean if cell.direct else min(mean, indirect))
    risk = tally.risk_before_floors(index, credits=credits)
    risk = max(risk, tally.floors(index).highest)
    rating = case.instrument.method.rating(figure(risk))
    return held(rating, case.sheet.depth)


def _actions_under(case: Case, tally: Tally, draw: Draw) -> tuple[str, ...]:
    cells, factors = tally.cells, _factors(case, draw)
    tally.weigh(cells.times(factors))
    found = first_actions(case, tally)
    tally.weigh(cells)
    return found


def _action_shares(
    first: Sequence[str], among: Mapping[str, int], drawn: Mapping[str, int]
) -> tuple[ActionShare, ...]:
    every = dict.fromkeys([*first, *sorted({*among, *drawn})])
    shares = [
        ActionShare(
            question=question,
            first=question in first,
            variations=among.get(question, 0),
            draws=drawn.get(question, 0),
        )
        for question in every
    ]
    return tuple(sorted(shares, key=lambda one: (not one.first, -one.variations - one.draws)))

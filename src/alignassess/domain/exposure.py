"""Exposure and stakes from the profile (`docs/method.md`, "Exposure and stakes")."""

from collections.abc import Mapping, Sequence
from itertools import compress
from math import fsum
from operator import add, mul
from typing import Annotated, NamedTuple

from alignassess.domain.constraints import Limits
from alignassess.domain.facts import Profile, stepped_up
from alignassess.domain.formula import from_raw
from alignassess.domain.instrument import Instrument
from alignassess.domain.method import Method
from alignassess.domain.model import ZeroToOne
from alignassess.domain.questionnaire import ProfileQuestion

TOP_EXPOSURE = 4
"""The highest exposure of a profile option."""

_Value = Annotated[float, Limits(ge=0, le=TOP_EXPOSURE)]

Values = tuple[_Value, _Value, _Value]
"""One value per reading, in the order of `READINGS`; higher is worse."""


class ExposureItem(NamedTuple):
    """One profile fact's part in a category's exposure, or in the stakes."""

    question: str
    weight: ZeroToOne
    primary: bool
    values: Values
    """0 to 4."""


def item_values(
    question: ProfileQuestion, profile: Profile, supported: Mapping[str, bool]
) -> Values:
    """What a fact counts in each reading.

    An unknown one the largest it could be, in `best` the smallest.
    """
    known = profile.exposure[question.id]
    if known is None:
        most = float(question.most)
        return float(question.least), most, most
    value = float(known)
    if question.needs_support and not supported.get(question.id, False):
        return value, value, float(stepped_up(question, known))
    return value, value, value


def exposure_items(
    instrument: Instrument, profile: Profile, supported: Mapping[str, bool]
) -> tuple[tuple[ExposureItem, ...], ...]:
    """Per category, in the order of `CATEGORIES`, every profile fact that raises its exposure."""
    values = {
        question.id: item_values(question, profile, supported)
        for question in instrument.raisers
        if question.id in profile.exposure
    }
    training, primary_weight = instrument.training, instrument.method.strengths.primary
    name = f"{training.signals_question}+{training.adaptation_question}"
    result = []
    for index, trained in enumerate(_training_values(instrument, profile)):
        items = [ExposureItem(name, primary_weight, True, trained)]
        items += [
            ExposureItem(question, weight, primary, values[question])
            for question, weight, primary in instrument.raising[index]
            if question in values
        ]
        result.append(tuple(items))
    return tuple(result)


def _training_values(instrument: Instrument, profile: Profile) -> list[Values]:
    """Per category, how the model was trained and changed, as one fact.

    Full weight is the top exposure.
    """
    training, top = instrument.training, instrument.method.training_top
    marked_signals = profile.chosen.get(training.signals_question)
    marked_adaptations = profile.chosen.get(training.adaptation_question)
    found = []
    for signals, adaptations in instrument.trained:
        low, high = map(
            add, _between(signals, marked_signals), _between(adaptations, marked_adaptations)
        )
        least = min(top, low) * TOP_EXPOSURE / top
        most = least if low == high else min(top, high) * TOP_EXPOSURE / top
        found.append((least, most, most))
    return found


def _between(weights: Mapping[str, int], marked: Sequence[str] | None) -> tuple[int, int]:
    """The largest weight of what is marked, twice; what it lies between where that is unknown."""
    if marked is None:
        return min(weights.values()), max(weights.values())
    known = max([weights[option] for option in marked])
    return known, known


def stakes_items(
    instrument: Instrument, profile: Profile, supported: Mapping[str, bool]
) -> tuple[ExposureItem, ...]:
    """Every profile fact that says what is at risk."""
    return tuple(
        ExposureItem(question.id, 1.0, True, item_values(question, profile, supported))
        for question in instrument.at_stake
        if question.id in profile.exposure
    )


def sizes(items: Sequence[ExposureItem], method: Method) -> Values:
    """Exposure or stakes in each reading: between the largest primary item and the mean of all."""
    _, weights, primary, values = zip(*items, strict=True)
    total = fsum(weights)

    def size(column: tuple[float, ...]) -> float:
        mean = fsum(map(mul, weights, column)) / total
        return from_raw((max(compress(column, primary)) + mean) / 2 / TOP_EXPOSURE, method)

    best, answered, evidenced = zip(*values, strict=True)
    in_best = size(best)
    in_answered = in_best if answered == best else size(answered)
    return in_best, in_answered, in_answered if evidenced == answered else size(evidenced)

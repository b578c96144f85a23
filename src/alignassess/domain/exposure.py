"""Exposure and stakes from the profile (`docs/method.md`, "Exposure and stakes")."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import compress
from math import fsum
from operator import mul
from typing import NamedTuple

from alignassess.domain.facts import Profile, stepped_up
from alignassess.domain.formula import from_raw
from alignassess.domain.instrument import Instrument
from alignassess.domain.method import Method
from alignassess.domain.model import CATEGORIES
from alignassess.domain.questionnaire import ProfileQuestion

TOP_EXPOSURE = 4
"""The highest exposure of a profile option."""

Values = tuple[float, float, float]
"""One value per reading, in the order of `READINGS`; higher is worse."""


class ExposureItem(NamedTuple):
    """One profile fact's part in a category's exposure, or in the stakes."""

    question: str
    weight: float
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
        for question in instrument.profile
        if question.id in profile.exposure
    }
    training, primary_weight = instrument.training, instrument.method.strengths.primary
    name = f"{training.signals_question}+{training.adaptation_question}"
    result = []
    for index in range(len(CATEGORIES)):
        trained = _training_values(instrument, profile, index)
        items = [ExposureItem(name, primary_weight, True, trained)]
        items += [
            ExposureItem(question, weight, primary, values[question])
            for question, weight, primary in instrument.raising[index]
            if question in values
        ]
        result.append(tuple(items))
    return tuple(result)


def _training_values(instrument: Instrument, profile: Profile, category: int) -> Values:
    """How the model was trained and changed, as one fact; full weight is the top exposure."""
    training, top = instrument.training, instrument.method.training_top
    signals, adaptations = instrument.trained[category]
    marked_signals = profile.chosen.get(training.signals_question)
    marked_adaptations = profile.chosen.get(training.adaptation_question)
    low = _largest(signals, marked_signals, min) + _largest(adaptations, marked_adaptations, min)
    high = _largest(signals, marked_signals, max) + _largest(adaptations, marked_adaptations, max)
    least, most = (min(top, weight) * TOP_EXPOSURE / top for weight in (low, high))
    return least, most, most


def _largest(
    weights: Mapping[str, int],
    marked: Sequence[str] | None,
    when_unknown: Callable[[Iterable[int]], int],
) -> int:
    if marked is None:
        return when_unknown(weights.values())
    return max([weights[option] for option in marked])


def stakes_items(
    instrument: Instrument, profile: Profile, supported: Mapping[str, bool]
) -> tuple[ExposureItem, ...]:
    """Every profile fact that says what is at risk."""
    return tuple(
        ExposureItem(question.id, 1.0, True, item_values(question, profile, supported))
        for question in instrument.profile
        if question.sets_stakes and question.id in profile.exposure
    )


def sizes(items: Sequence[ExposureItem], method: Method) -> Values:
    """Exposure or stakes in each reading: between the largest primary item and the mean of all."""
    _, weights, primary, values = zip(*items, strict=True)
    total = fsum(weights)

    def size(column: tuple[float, ...]) -> float:
        mean = fsum(map(mul, weights, column)) / total
        return from_raw((max(compress(column, primary)) + mean) / 2 / TOP_EXPOSURE, method)

    best, answered, evidenced = map(size, zip(*values, strict=True))
    return best, answered, evidenced

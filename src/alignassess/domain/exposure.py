"""Exposure and stakes from the profile (`docs/method.md`, "Exposure and stakes")."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import fsum
from typing import NamedTuple

from alignassess.domain.catalog import TrainingRow
from alignassess.domain.facts import Profile, stepped_up
from alignassess.domain.formula import from_raw
from alignassess.domain.instrument import Instrument
from alignassess.domain.method import Method
from alignassess.domain.model import CATEGORIES, READINGS
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
    exposures = [option.exposure for option in question.options]
    known = profile.exposure[question.id]
    if known is None:
        return float(min(exposures)), float(max(exposures)), float(max(exposures))
    if question.needs_support and not supported.get(question.id, False):
        return float(known), float(known), float(stepped_up(question, known))
    return float(known), float(known), float(known)


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
    signals = _row_weights(training.signals, category)
    adaptations = _row_weights(training.adaptations, category)
    marked_signals = profile.chosen.get(training.signals_question)
    marked_adaptations = profile.chosen.get(training.adaptation_question)
    low = _largest(signals, marked_signals, min) + _largest(adaptations, marked_adaptations, min)
    high = _largest(signals, marked_signals, max) + _largest(adaptations, marked_adaptations, max)
    least, most = (min(top, weight) * TOP_EXPOSURE / top for weight in (low, high))
    return least, most, most


def _row_weights(rows: Sequence[TrainingRow], category: int) -> Mapping[str, int]:
    return {row.option: row.weights[category][1] for row in rows}


def _largest(
    weights: Mapping[str, int],
    marked: Sequence[str] | None,
    when_unknown: Callable[[Iterable[int]], int],
) -> int:
    if marked is None:
        return when_unknown(weights.values())
    return max(weights[option] for option in marked)


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
    weights = fsum([item.weight for item in items])
    best, answered, evidenced = (
        from_raw(
            (
                max([item.values[reading] for item in items if item.primary])
                + fsum([item.weight * item.values[reading] for item in items]) / weights
            )
            / 2
            / TOP_EXPOSURE,
            method,
        )
        for reading in range(len(READINGS))
    )
    return best, answered, evidenced

"""Whether the figures beside an answer fit it and each other (rule I-17)."""

from collections.abc import Mapping

from alignassess.domain.answers import Answer, Chosen
from alignassess.domain.method import Method
from alignassess.domain.questionnaire import ProfileQuestion
from alignassess.errors import Problem

FIELDS: Mapping[str, str] = {
    "trials": "trials",
    "failures": "failures",
    "monthly-volume": "monthly_volume",
}
"""The key of a sheet to the field of an answer."""


def too_many_failures(name: str, trials: int, failures: int) -> Problem | None:
    """What is wrong with more failures than trials; None where there are not."""
    if failures <= trials:
        return None
    return Problem(
        f"{name}: {failures} failures in {trials} trials",
        remedy="a failure is one of the trials; correct one of the two",
    )


def another_volume(
    question: ProfileQuestion, options: tuple[str, ...], volume: int, method: Method
) -> Problem | None:
    """What is wrong with a volume that the chosen option does not stand for; None where it does."""
    bounds = method.rare_events.volumes.bounds
    option = next(one for one in question.options if one.key == options[0])
    least, most = bounds(option.exposure)
    if least <= volume <= most:
        return None
    fitting = next(
        one.key
        for one in question.options
        for low, high in [bounds(one.exposure)]
        if low <= volume <= high
    )
    return Problem(
        f"{question.id}: monthly-volume {volume} does not fit {option.key} ({option.label})",
        remedy=f"choose {fitting}, or correct the figure",
    )


def stated(answer: Answer) -> dict[str, int]:
    """The figures beside an answer, by their keys in a sheet; empty for none."""
    if not isinstance(answer, Chosen):
        return {}
    found = {key: getattr(answer, field) for key, field in FIELDS.items()}
    return {key: count for key, count in found.items() if count is not None}

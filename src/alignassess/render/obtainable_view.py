"""The best level that an operator can reach where the model comes from elsewhere."""

from collections.abc import Mapping

from alignassess.domain.answers import Chosen
from alignassess.domain.assessment import Assessment
from alignassess.domain.instrument import Instrument
from alignassess.domain.questionnaire import ScoredQuestion

SOURCE = "sp-01"
"""The profile question about the source of the model."""


def bounds_in_words(question: ScoredQuestion) -> tuple[str, ...]:
    """Each bound of a question: the level, for which sources of the model, and why."""
    return tuple(
        f"level {one.level} where {SOURCE} is {' or '.join(one.sources)}: {one.reason}"
        for one in question.obtainable
    )


def best_obtainable(
    assessment: Assessment, instrument: Instrument
) -> Mapping[str, tuple[int, str]]:
    """Question to the best level to be had and why, under the source that the profile gives."""
    sources = {
        option
        for one in assessment.determinations
        if one.question.id == SOURCE
        for answer in one.answers
        if isinstance(answer, Chosen)
        for option in answer.options
    }
    found = {}
    for one in assessment.determinations:
        question = instrument.question.get(one.question.id)
        if one.applies and isinstance(question, ScoredQuestion):
            for bound in question.obtainable:
                if sources & set(bound.sources):
                    found[one.question.id] = (bound.level, bound.reason)
    return found

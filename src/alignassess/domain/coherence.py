"""Whether a result that was saved agrees with itself.

Types say what each part of a result is; that parts belong together they cannot say. A result that
the program wrote always does; a file that somebody edited need not.
"""

from collections.abc import Iterator

from alignassess.domain.assessment import SystemAssessment, VendorAssessment
from alignassess.domain.model import CATEGORIES, TOP_LEVEL

_LEVELS = frozenset(range(TOP_LEVEL + 1))


def incoherence(assessment: SystemAssessment | VendorAssessment) -> str | None:
    """The first thing in which a result contradicts itself, in words; None when it does not."""
    return next(_incoherences(assessment), None)


def _incoherences(assessment: SystemAssessment | VendorAssessment) -> Iterator[str]:
    if [one.category for one in assessment.categories] != list(CATEGORIES):
        yield "its categories are not the eight in their order"
    if isinstance(assessment, SystemAssessment):
        for each in assessment.categories:
            if not each.best.risk <= each.answered.risk <= each.evidenced.risk:
                yield f"{each.category} is not best, answered and evidenced in rising order of risk"
            if not any(item.primary and item.weight for item in each.exposure_items):
                yield f"no fact of {each.category} is primary and has a weight"
        if not any(item.primary and item.weight for item in assessment.stakes_items):
            yield "no fact of the stakes is primary and has a weight"
        found = {one.id for one in (*assessment.findings, *assessment.improvements)}
        for step in (*assessment.actions, *assessment.first_steps):
            if step.finding not in found:
                yield f"its order of work names {step.finding}, which is none of its findings"
    asked = {one.question.id for one in assessment.determinations}
    for finding in (*assessment.findings, *assessment.improvements):
        if finding.question.id not in asked:
            yield f"{finding.id} is about {finding.question.id}, which it says nothing of"
    for one in assessment.determinations:
        if len(one.answers) != len(one.labels):
            yield f"{one.question.id} has {len(one.answers)} answers and {len(one.labels)} labels"
        if not set(one.levels or ()) <= _LEVELS:
            yield f"{one.question.id} has a level that is none"
    for question, _, weights, levels, credits in assessment.contributions:
        if any(row is not None and len(row) != len(CATEGORIES) for row in (weights, *credits)):
            yield f"{question} has not one figure for each category"
        if not set(levels) <= {*_LEVELS, None}:
            yield f"{question} has a level that is none"

"""How deep a sheet goes: the short path over core questions, or all of them.

At depth core everything counts as it does at full: what core does not ask counts as a nonresponse
like any other, so that no reading is better than at full. Only completeness and findings are over
the core questions, and no category is rated better than medium.
"""

from enum import StrEnum

from alignassess.domain.model import Rating
from alignassess.domain.questionnaire import Question, Questionnaire


class Depth(StrEnum):
    """What a sheet sets out to answer (`docs/method.md`, "Depth")."""

    CORE = "core"
    """The questions marked as core."""
    FULL = "full"
    """Every question that applies."""


CORE_STATEMENT = (
    "Counted at depth core: completeness is over the core questions, all others count as not "
    "answered unless they have an answer, and no category is rated better than medium."
)
"""Printed wherever a figure of depth core is shown."""


def held(rating: Rating, depth: Depth) -> Rating:
    """A rating, at depth core never better than medium."""
    return Rating.MEDIUM if depth is Depth.CORE and rating is Rating.LOW else rating


def asked_at(question: Question, home: Questionnaire, depth: Depth) -> bool:
    """Whether a question is put at a depth.

    A profile without a core question is asked whole, since everything rests on it.
    """
    if depth is Depth.FULL or question.core:
        return True
    return home.kind == "profile" and not any(one.core for one in home.questions)

"""What an assessment says about the identifiers of one framework: asked, or not assessed."""

from typing import Literal

from alignassess.domain.crosswalk import Relation
from alignassess.domain.model import Model
from alignassess.domain.standing import State

NotAssessed = Literal["no question", "not applicable", "not answered"]
"""Why nothing was found out about an identifier."""


class Speaks(Model):
    """One question that speaks to an identifier, and how it was answered."""

    question: str
    relation: Relation
    kind: Literal["profile", "scored"]
    state: State
    answered: int | None
    """Level as answered, 0 worst to 4 best; None for profile questions."""
    evidenced: int | None
    """Level counting only what evidence supports."""


class ItemCoverage(Model):
    """One identifier: the questions that speak to it, or why it is not assessed.

    An identifier is never called met: a question asks a part of it, and an answer is a claim.
    """

    id: str
    title: str
    part: str | None
    speaks: tuple[Speaks, ...]
    """The questions that apply and have an answer."""
    open: tuple[str, ...]
    """Questions that speak to it, apply, and have no answer."""
    elsewhere: tuple[str, ...]
    """Questions that speak to it and do not apply to this system, or are claimed not to, or are out
    of scope."""
    not_assessed: NotAssessed | None
    """None where at least one question that speaks to it has an answer."""
    reason: str | None
    """In words, why it is not assessed."""


class FrameworkCoverage(Model):
    """One framework list against one assessment."""

    framework: str
    name: str
    version: str
    as_of: str
    items: tuple[ItemCoverage, ...]

    @property
    def assessed(self) -> int:
        """How many identifiers at least one answered question speaks to."""
        return sum(item.not_assessed is None for item in self.items)

"""What an operator tolerates: the policy that a gate decides by."""

from typing import Annotated, Literal

from alignassess.domain.constraints import Limits
from alignassess.domain.depth import Depth
from alignassess.domain.model import CATEGORIES, RATINGS, Category, Model, Rating, Reading
from alignassess.domain.questionnaire import Identifier


class Limit(Model):
    """The worst rating that is tolerated in a category, or in all of them."""

    category: Category | Literal["all"]
    reading: Literal[Reading.ANSWERED, Reading.EVIDENCED] = Reading.ANSWERED
    rating: Rating | None = None
    """At most this."""
    below: Rating | None = None
    """Strictly below this; the other way to write a limit."""

    def __post_init__(self) -> None:
        """Refuse a limit that says nothing, or two things."""
        if (self.rating is None) == (self.below is None):
            raise ValueError("a limit has either rating or below")

    def holds(self, rating: Rating) -> bool:
        """Whether a rating is within the limit."""
        position = RATINGS.index(rating)
        if self.below is not None:
            return position < RATINGS.index(self.below)
        return self.rating is None or position <= RATINGS.index(self.rating)

    @property
    def words(self) -> str:
        """What is allowed, in words."""
        return f"below {self.below.value}" if self.below else f"at most {self.rating}"

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories that it limits."""
        return CATEGORIES if self.category == "all" else (self.category,)


class Policy(Model):
    """`policy.yaml`."""

    format: Literal["alignassess/policy/1"]
    completeness: Annotated[float, Limits(gt=0, le=1)] | None = None
    """The least share of applicable questions that must have an answer."""
    questionnaires: tuple[Identifier, ...] | None = None
    """The scope that is accepted; None means all questionnaires."""
    depth: Depth = Depth.FULL
    """The least depth that is accepted; only `core` lets a sheet of the short path pass."""
    limits: tuple[Limit, ...] = ()

    def idle(self) -> tuple[str, ...]:
        """What is in the policy and can never stop anything."""
        found = [
            f"limits.{index}: a limit at critical can never bite"
            for index, limit in enumerate(self.limits)
            if limit.rating is Rating.CRITICAL
        ]
        if not self.limits and self.completeness is None:
            found.append("the policy is empty: it limits nothing")
        return tuple(found)


def fail_on(rating: Rating) -> Policy:
    """The policy that stops everything at or above a rating."""
    return Policy(format="alignassess/policy/1", limits=(Limit(category="all", below=rating),))

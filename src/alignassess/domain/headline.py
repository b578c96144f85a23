"""The one sentence that is always true."""

from collections.abc import Sequence
from typing import NamedTuple

from alignassess.domain.assessment import Completeness, EssentialGap, Headline
from alignassess.domain.case import Case
from alignassess.domain.depth import Depth, held
from alignassess.domain.model import RATINGS, Category, Rating


class Part(NamedTuple):
    """What the headline says of one category."""

    category: Category
    rating: Rating
    """As answered, without floors that are kept out of the headline."""
    evidenced: float
    """The risk that such a rating is of, counting only what evidence supports; two digits."""


def headline(
    case: Case,
    categories: Sequence[Part],
    gaps: Sequence[EssentialGap],
    complete: Completeness,
) -> Headline:
    """The worst rating, the categories that share it, open essential gaps, completeness."""
    worst = max((one.rating for one in categories), key=RATINGS.index)
    rate, depth = case.instrument.method.rating, case.sheet.depth
    evidenced = max((held(rate(one.evidenced), depth) for one in categories), key=RATINGS.index)
    sharing = tuple(one.category for one in categories if one.rating is worst)
    names = [case.instrument.category[category].title.lower() for category in sharing]
    parts = [
        _rating(worst, evidenced, complete),
        f"in {'all eight categories' if len(names) == len(categories) else joined(names)}",
    ]
    essential = tuple(gap.question for gap in gaps)
    sentence = " ".join(parts)
    sentence += (
        f"; essential gaps open: {', '.join(essential)}" if essential else "; no essential gap open"
    )
    core = "core " if depth is Depth.CORE else ""
    sentence += f"; {complete.answered} of {complete.applicable} {core}questions answered"
    if not case.full_scope:
        sentence += f"; counted over {joined(case.scope)} only"
    if core:
        sentence += "; counted at depth core, where no rating is better than medium"
    return Headline(
        rating=worst if complete.enough else "unrated",
        as_it_stands=worst if complete.answered else None,
        categories=sharing,
        essential_gaps=essential,
        sentence=sentence[0].upper() + sentence[1:] + ".",
    )


def _rating(worst: Rating, evidenced: Rating, complete: Completeness) -> str:
    if not complete.answered:
        return "unrated: nothing answered; counted as level 0 it stands " + worst.value
    if not complete.enough:
        return "unrated: not enough answered; as it stands " + worst.value
    if evidenced is worst:
        return f"{worst.value} as answered, and counting only what evidence supports,"
    return f"{worst.value} as answered, {evidenced.value} counting only what evidence supports,"


def joined(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last

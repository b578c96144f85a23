"""How many problems of one file are listed: a file of nothing else would bury its reader."""

from collections.abc import Sequence

from alignassess.errors import Place, Problem

MOST_LISTED = 1000
"""Problems of one file that are listed; of a sheet with every question answered that is each line
several times over. The others are counted."""

MOST_HINTS = 200
"""Problems of one file that get a hint at the nearest name; looking for it is slow."""


def capped(problems: Sequence[Problem], file: str) -> tuple[Problem, ...]:
    """The first problems as they were found, and how many more there are."""
    more = len(problems) - MOST_LISTED
    if more <= 0:
        return tuple(problems)
    rest = f"{more} more {'problem is' if more == 1 else 'problems are'} not listed"
    return (
        *problems[:MOST_LISTED],
        Problem(rest, Place(file), "correct what is listed, then check again"),
    )

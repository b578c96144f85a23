"""Expected trouble: what is wrong, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file that a person can open."""

    file: str
    line: int | None = None
    """Counted from 1; None when the trouble is with the file as a whole."""

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and what a person can do about it."""

    message: str
    place: Place | None = None
    remedy: str | None = None

    def __str__(self) -> str:
        return self.message if self.place is None else f"{self.place}: {self.message}"


def by_line(problems: Iterable[Problem]) -> list[Problem]:
    """Order problems of one file as a reader meets them; those of the whole file come first."""
    return sorted(problems, key=lambda one: (one.place and one.place.line) or 0)


class AlignassessError(Exception):
    """Trouble that is expected of the world outside.

    Carries every problem found, never only the first.
    """

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "; ".join(str(problem) for problem in self.problems)


class InputError(AlignassessError):
    """An input is missing or invalid (exit status 3)."""


class UsageError(AlignassessError):
    """The command or a policy is wrong, or an output cannot be written (exit status 2)."""

"""The worst of many, and no more of them in memory."""

from heapq import heappush, heappushpop
from typing import Generic, TypeVar

T = TypeVar("T")

Badness = tuple[float, ...]
"""Higher is worse; the first figure that differs decides."""


class WorstOf(Generic[T]):
    """Keeps so many of what it takes: the worst, and of equally bad ones the first."""

    def __init__(self, most: int | None) -> None:
        """`most` is how many; None for all."""
        self._most = most
        self._kept: list[tuple[Badness, int, T]] = []
        self.taken = 0
        """How many were taken."""

    def take(self, one: T, badness: Badness = ()) -> None:
        """Take one in, and let the least bad one go where there are too many."""
        self.taken += 1
        item = badness, -self.taken, one  # the number tells all apart
        if self._most is None or len(self._kept) < self._most:
            heappush(self._kept, item)
        else:
            heappushpop(self._kept, item)

    @property
    def kept(self) -> list[T]:
        """All in the order in which they came; where some are left out, the worst first."""
        if self.left_out:
            return [one for *_, one in sorted(self._kept, key=lambda item: item[:2], reverse=True)]
        return [one for *_, one in sorted(self._kept, key=lambda item: -item[1])]

    @property
    def left_out(self) -> int:
        """How many were taken and not kept."""
        return self.taken - len(self._kept)

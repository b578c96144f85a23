"""Patterns over names: `*` within one part, `**` over parts, `?` for one character.

A pattern is walked with the name, all its places at once, one bit each: time is that of the two
lengths, whatever a stranger's pattern holds. A regular expression would try `*a*a*a*a*b` for hours.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

_STEPS = re.compile(r"\*\*/?|.", re.DOTALL)


def matches(pattern: str, name: str) -> bool:
    """Whether a whole name fits a pattern; capitals count."""
    return _compiled(pattern).fits(name, anywhere=False)


def matches_path(pattern: str, path: str) -> bool:
    """Whether a path fits a pattern that may begin at any of its folders."""
    wanted = pattern.removeprefix("./").lstrip("/")
    return _compiled(wanted).fits(path.replace("\\", "/"), anywhere=True)


class _Steps(NamedTuple):
    """A pattern as places, one bit each, the first the lowest; behind the last one it fits."""

    moves: Mapping[str, int]
    """The places from which a character leads to the next; for those that no place names, ..."""
    moves_else: int
    """... these."""
    stays_in_part: int
    """`*`: stays at any character but a slash."""
    stays: int
    """`**` and `**/`: stays at any character."""
    folders: int
    """`**/`: left where it is entered and behind each slash alone."""
    last: int

    def fits(self, name: str, *, anywhere: bool) -> bool:
        """Whether a name leads from the first place behind the last one."""
        first = places = self._passed(1)
        for one in name:
            slash = one == "/"
            kept = places & (self.stays if slash else self.stays | self.stays_in_part)
            held = 0 if slash else kept & self.folders
            places = held | self._passed(
                (places & self.moves.get(one, self.moves_else)) << 1 | kept & ~held
            )
            if slash and anywhere:
                places |= first
        return bool(places & self.last)

    def _passed(self, places: int) -> int:
        """The places with those behind: what may stand for nothing is passed."""
        while (more := places | (places & (self.stays | self.stays_in_part)) << 1) != places:
            places = more
        return places


@cache
def _compiled(pattern: str) -> _Steps:
    steps = _STEPS.findall(pattern)
    any_one = stays_in_part = stays = folders = 0
    for index, step in enumerate(steps):
        bit = 1 << index
        any_one |= bit * (step == "?")
        stays_in_part |= bit * (step == "*")
        stays |= bit * (step in ("**", "**/"))
        folders |= bit * (step == "**/")
    moves = {"/": 0}
    for index, step in enumerate(steps):
        if len(step) == 1 and step not in "*?":
            moves[step] = moves.get(step, any_one) | 1 << index
    return _Steps(moves, any_one, stays_in_part, stays, folders, 1 << len(steps))

"""How words from users' files appear in messages: short, and with the nearest known word."""

import json
import re
from collections.abc import Collection
from functools import lru_cache

_MOST_SHOWN = 60
"""Characters of a user's word; the line number leads to the rest."""
_MOST_LISTED = 8
_MOST_COMPARED = 1000
"""Names among which a near one is looked for, some milliseconds each time."""
_PLAIN = re.compile(r"[\w.:,/@-]+")


def shown(word: str) -> str:
    """Show a name in a message; in quotes when it could be taken for part of the sentence."""
    cut = _cut(word)
    return cut if _PLAIN.fullmatch(cut) else quoted(word)


def quoted(word: str) -> str:
    """Put a word in quotes, on one line."""
    return json.dumps(_cut(word), ensure_ascii=False)


def nearest(word: str, known: Collection[str]) -> str | None:
    """Offer the nearest known name; else all the names, when they are few."""
    near = _near(word, known)
    if near:
        return f"did you mean {near[0]}?"
    return choice(sorted(known)) if 0 < len(known) <= _MOST_LISTED else None


def nearest_and_all(word: str, known: Collection[str]) -> str:
    """Offer the nearest known name, if one is near, and every known name in its order."""
    near = _near(word, known)
    return f"did you mean {near[0]}? {choice(known)}" if near else choice(known)


def choice(known: Collection[str]) -> str:
    """Say what can be chosen."""
    return f"choose one of: {', '.join(known)}"


def _near(word: str, known: Collection[str]) -> list[str]:
    if not 0 < len(known) <= _MOST_COMPARED:
        return []
    return _nearest(_cut(word), tuple(sorted(known)))


@lru_cache(maxsize=1000)  # a hostile file has the same mistake a hundred thousand times
def _nearest(word: str, known: tuple[str, ...]) -> list[str]:
    from difflib import get_close_matches  # only a sheet with problems pays for it

    return get_close_matches(word, known, n=1)


def _cut(word: str) -> str:
    return word if len(word) <= _MOST_SHOWN else f"{word[:_MOST_SHOWN]}..."


def readable(name: str) -> str:
    """The name of a file as text that every format takes: some systems know names that are none."""
    if name.isascii():
        return name
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")

"""Patterns over names: `*` within one part, `**` over parts, `?` for one character."""

import re
from functools import cache

_PARTS = re.compile(r"\*\*/?|\*|\?|[^*?]+")


def matches(pattern: str, name: str) -> bool:
    """Whether a whole name fits a pattern; capitals count."""
    return _compiled(pattern).fullmatch(name) is not None


def matches_path(pattern: str, path: str) -> bool:
    """Whether a path fits a pattern that may begin at any of its folders."""
    text = path.replace("\\", "/")
    wanted = pattern.removeprefix("./").lstrip("/")
    return any(matches(wanted, text[at:]) for at in _beginnings(text))


def _beginnings(path: str) -> list[int]:
    return [0, *(at + 1 for at, character in enumerate(path) if character == "/")]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile("".join(_translated(part) for part in _PARTS.findall(pattern)), re.DOTALL)


def _translated(part: str) -> str:
    match part:
        case "**/":
            return "(?:[^/]+/)*"
        case "**":
            return ".*"
        case "*":
            return "[^/]*"
        case "?":
            return "[^/]"
        case _:
            return re.escape(part)

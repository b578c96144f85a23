"""Dates as our files write them."""

import re
from datetime import date
from functools import lru_cache

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LENGTH = len("2026-11-02")


def day_of(text: str) -> date | None:
    """The day of a text such as 2026-11-02; None when it is no date."""
    return _day_of(text) if len(text) == _LENGTH else None


@lru_cache(maxsize=1024)  # a sheet was answered on few days, and a batch on not many more
def _day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None  # 2026-02-30 has the form and is no date

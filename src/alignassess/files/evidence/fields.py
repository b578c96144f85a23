"""Values out of parsed JSON that may be anything: the one asked for, or None."""

import math
from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from json import dumps

from alignassess.domain.observation import Exactness, RunDate

Fields = Mapping[str, object]

_LARGEST = 10**15
"""No count or time stamp in a result file is larger; JSON may hold integers of any length."""


def mapping(value: object) -> Fields:
    """The value when it is a JSON object; else an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    """The value when it is a JSON list; else an empty one."""
    return value if isinstance(value, list) else []


def count(value: object) -> int | None:
    """A whole number from 0, also when it is written as 4.0; None for all else."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value <= _LARGEST else None


def number(value: object) -> float | None:
    """A finite number; None for NaN, infinity, true, texts and all else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) else None


def flag(value: object) -> bool | None:
    """True or false; None for all else."""
    return value if isinstance(value, bool) else None


def digest(value: object) -> str:
    """Tells equal JSON values from others, without showing them."""
    text = dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:16]


def iso_date(value: object) -> RunDate | None:
    """A date, or a date with a time, as ISO 8601 writes it; None for all else."""
    if not isinstance(value, str) or not 10 <= len(value) <= 40:
        return None
    text = value.strip()
    try:
        if len(text) == len("2026-11-02"):
            day = date.fromisoformat(text)
            midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
            return RunDate(at=midnight, exactness=Exactness.DAY)
        found = datetime.fromisoformat(text)
        if found.tzinfo is None:
            return RunDate(at=found.replace(tzinfo=UTC), exactness=Exactness.NAIVE)
        return RunDate(at=found.astimezone(UTC), exactness=Exactness.EXACT)
    except (ValueError, OverflowError):
        return None


def unix_date(value: object) -> RunDate | None:
    """Seconds since 1970, as a number or its text; None for what is no date after 2000."""
    if isinstance(value, str) and len(value) <= 30:
        try:
            value = float(value)
        except ValueError:
            return None
    seconds = number(value)
    if seconds is None or not _YEAR_2000 <= seconds <= _YEAR_3000:
        return None
    return RunDate(at=datetime.fromtimestamp(seconds, tz=UTC), exactness=Exactness.EXACT)


_YEAR_2000 = 946_684_800
"""`perf_counter` and other process clocks count from the start of the machine, far below this."""
_YEAR_3000 = 32_503_680_000

"""Numbers that people write in cards: as a number, or as text."""

import re

from alignassess.files.evidence.fields import number

_NUMBER = re.compile(r"[-+]?\d{1,18}(?:\.\d{1,18})?(?:[eE][-+]?\d{1,3})?")


def stated_number(value: object) -> float | None:
    """The finite number that a value is, or that a text is from end to end; else None."""
    if isinstance(value, str):
        text = value.strip()
        return number(float(text)) if _NUMBER.fullmatch(text) else None
    return number(value)

"""Figures as they are printed, half up after rounding to nine digits, everywhere alike."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache


def two(value: float) -> str:
    """A printed figure: two digits."""
    return _digits(value, "0.01")


def number(value: float) -> float:
    """A printed figure as a number, for formats that have numbers."""
    return float(two(value))


def four(value: float) -> str:
    """A part of the arithmetic: four digits."""
    return _digits(value, "0.0001")


def short(value: float) -> str:
    """A constant or a weight: at most four digits, without zeros at the end."""
    return f"{Decimal(four(value)).normalize():f}"


def percent(value: float) -> str:
    """A share of 0 to 1 as a whole percentage."""
    return f"{_digits(value * 100, '1')} %"


@lru_cache(8192)
def _digits(value: float, last: str) -> str:
    """Remembered, since a report prints the same figures many times."""
    return str(Decimal(str(round(value, 9))).quantize(Decimal(last), ROUND_HALF_UP))

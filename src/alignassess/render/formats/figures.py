"""Figures as they are printed: two digits, half up, in every format alike."""

from decimal import ROUND_HALF_UP, Decimal


def two(value: float) -> str:
    """A figure with two digits."""
    return str(Decimal(str(round(value, 9))).quantize(Decimal("0.01"), ROUND_HALF_UP))


def number(value: float) -> float:
    """The same as a number, for formats that have numbers."""
    return float(two(value))


def percent(value: float) -> str:
    """A share of 0 to 1 as a whole percentage."""
    return f"{Decimal(two(value)) * 100:.0f} %"

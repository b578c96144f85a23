"""Names in one line of a log."""

from collections.abc import Sequence


def listed(names: Sequence[str], most: int) -> str:
    """Some names, and how many more there are."""
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")

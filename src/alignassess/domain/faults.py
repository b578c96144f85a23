"""What is said of something unsound in the instrument."""

from typing import NamedTuple


class Fault(NamedTuple):
    """Something unsound, and the id of what it is in."""

    owner: str
    message: str

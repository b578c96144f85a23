"""Keeping Python's cyclic garbage collector out of the work on one sheet."""

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def uncollected(function: Callable[P, R]) -> Callable[P, R]:
    """The function with the collector paused while it runs; no value changes.

    One sheet makes thousands of small values and no cycles, all freed by counting references. The
    collector would look through them several times and find nothing: an eighth of the time.
    """

    @wraps(function)
    def paused(*args: P.args, **kwargs: P.kwargs) -> R:
        if not gc.isenabled():
            return function(*args, **kwargs)
        gc.disable()
        try:
            return function(*args, **kwargs)
        finally:
            gc.enable()

    return paused

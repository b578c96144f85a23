"""Ending a run that is told to end: with the right status, and never in the middle of a save."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Self

_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT") if hasattr(signal, name)
)


class Signals:
    """While entered, SIGTERM and SIGHUP end the run with 128 + their number, SIGINT with 130.

    One that comes while something is saved waits until it is.
    """

    def __init__(self) -> None:
        self._saving = False
        self._waiting: int | None = None

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._came) for number in _SIGNALS}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @contextmanager
    def put_off(self) -> Iterator[None]:
        """Let what is under way come to its end first."""
        self._saving = True
        try:
            yield
        finally:
            self._saving = False
        if self._waiting is not None:
            _end(self._waiting)

    def _came(self, number: int, frame: FrameType | None) -> None:
        if self._saving:
            self._waiting = number
        else:
            _end(number)


def _end(number: int) -> None:
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    if number != signal.SIGTERM:
        forsake_terminal()
    raise SystemExit(128 + number)


def forsake_terminal() -> None:
    """Write nowhere from now on: the terminal went away, and each line to it would fail."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())

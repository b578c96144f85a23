"""Ending when the system says so."""

import asyncio
import signal
from contextlib import suppress
from typing import TypeVar

from textual.app import App

_Result = TypeVar("_Result")

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


def end_on_signals(app: App[_Result]) -> None:
    """End the application with 128 + the signal's number; the loop runs no save in pieces."""
    loop = asyncio.get_running_loop()
    for number in _SIGNALS:
        # Not on a loop outside the main thread, nor where the system has no such handlers.
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, _end, app, 128 + number)


def _end(app: App[_Result], status: int) -> None:
    app.exit(return_code=status)

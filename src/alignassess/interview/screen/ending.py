"""Ending when the system says so."""

import asyncio
import os
import signal
import threading
from contextlib import suppress
from types import FrameType
from typing import TypeVar

from textual.app import App

_Result = TypeVar("_Result")

_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT") if hasattr(signal, name)
)

_GRACE = 1.0
"""Seconds that leaving the screen may take. On a terminal that is gone it may never end."""


def end_on_signals(app: App[_Result]) -> None:
    """End the application with 128 + the signal's number.

    Nothing is lost: a handler runs between two steps of the loop, and a save is one step.
    """
    loop = asyncio.get_running_loop()

    def came(number: int, frame: FrameType | None) -> None:
        status = 128 + number
        fallback = threading.Timer(_GRACE, os._exit, (status,))
        fallback.daemon = True
        fallback.start()
        loop.call_soon_threadsafe(app.exit, None, status)

    for number in _SIGNALS:
        with suppress(ValueError):  # not in the main thread: whoever runs it there ends it
            signal.signal(number, came)

"""Ending when the system says so, or when nobody can be there any more."""

import asyncio
import os
import select
import signal
import sys
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


_HANG_UP = 1
"""SIGHUP, by the number that every system gives it."""
_LOOK_EVERY = 1.0
"""Seconds between two looks at whether the terminal is still there."""


def end_on_signals(app: App[_Result]) -> None:
    """End the application with 128 + the signal's number.

    Nothing is lost: a handler runs between two steps of the loop, and a save is one step.
    """
    loop = asyncio.get_running_loop()

    def came(number: int, frame: FrameType | None) -> None:
        _give_up_after_grace(128 + number)
        loop.call_soon_threadsafe(app.exit, None, 128 + number)

    for number in _SIGNALS:
        with suppress(ValueError):  # not in the main thread: whoever runs it there ends it
            signal.signal(number, came)


def end_without_terminal(app: App[_Result]) -> None:
    """End the application as SIGHUP does when the terminal goes away and no signal says so.

    None does to a program that leads no session, as under `nohup` or a supervisor; Textual would
    read nothing, again and again, for ever.
    """
    if app.is_headless or not hasattr(select, "poll"):
        return
    terminal = select.poll()
    terminal.register(sys.__stdin__ or 0, 0)  # asks for nothing: a hang-up is said unasked

    def look() -> None:
        if terminal.poll(0):
            _give_up_after_grace(128 + _HANG_UP)
            app.exit(None, 128 + _HANG_UP)

    app.set_interval(_LOOK_EVERY, look)


def _give_up_after_grace(status: int) -> None:
    fallback = threading.Timer(_GRACE, os._exit, (status,))
    fallback.daemon = True
    fallback.start()

"""A wait for a typed line that every signal ends, also one that came an instant before it."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread, get_ident

_EVERY = 0.05
"""Seconds between two nudges."""


@contextmanager
def nudged() -> Iterator[None]:
    """While entered, a signal that came between the prompt and the wait is acted on.

    Python acts on a signal when the wait is interrupted. Readline begins to wait after it has shown
    the prompt, and a signal in between interrupts nothing: Ctrl-C would do nothing until the next
    key. So whatever signal comes, the wait is interrupted again until it is left, by a signal that
    means nothing by itself. Only in the main thread, and only where signals can be sent to it.
    """
    if not hasattr(signal, "pthread_kill"):
        yield
        return
    arrivals, signalled = os.pipe()
    os.set_blocking(signalled, False)
    before = signal.signal(signal.SIGURG, lambda number, frame: None)
    woken = signal.set_wakeup_fd(signalled, warn_on_full_buffer=False)
    left = Event()
    thread = Thread(target=_nudge, args=(arrivals, left, get_ident()), daemon=True)
    thread.start()
    try:
        yield
    finally:
        left.set()
        signal.set_wakeup_fd(woken)
        os.close(signalled)  # ends the thread's read
        thread.join()
        os.close(arrivals)
        signal.signal(signal.SIGURG, before)


def _nudge(arrivals: int, left: Event, main: int) -> None:
    if os.read(arrivals, 1):
        while not left.wait(_EVERY):
            signal.pthread_kill(main, signal.SIGURG)

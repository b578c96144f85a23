"""A signal that comes between the prompt and the wait for a key."""

import os
import pty
import signal
import subprocess
import sys

import pytest

from alignassess.cli.nudging import nudged

INTERRUPTED_BEFORE_THE_WAIT = """
import ctypes, functools, readline, signal
from alignassess.cli.typing_in import read_line

# A hook in C: no line of Python runs after it and before the wait, so nothing acts on the signal.
raising = getattr(ctypes.CDLL(None), "raise")
readline.set_pre_input_hook(functools.partial(raising, int(signal.SIGINT)))
try:
    read_line("> ")
except KeyboardInterrupt:
    raise SystemExit(130)
"""


def test_an_interrupt_in_the_instant_before_the_wait_is_acted_on() -> None:
    master, slave = pty.openpty()
    try:
        process = subprocess.run(
            [sys.executable, "-c", INTERRUPTED_BEFORE_THE_WAIT],
            stdin=slave,
            stdout=slave,
            stderr=subprocess.PIPE,
            env=os.environ | {"TERM": "xterm-256color"},
            timeout=60,
        )
    finally:
        os.close(master)
        os.close(slave)
    assert process.returncode == 130, process.stderr


def test_what_was_set_before_is_set_again() -> None:
    before = signal.getsignal(signal.SIGURG)

    with nudged():
        assert signal.getsignal(signal.SIGURG) is not before
    assert signal.getsignal(signal.SIGURG) is before
    assert signal.set_wakeup_fd(-1) == -1


def test_a_system_that_cannot_send_a_signal_waits_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(signal, "pthread_kill")
    before = signal.getsignal(signal.SIGURG)

    with nudged():
        assert signal.getsignal(signal.SIGURG) is before

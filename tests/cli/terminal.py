"""The program in a real pseudo-terminal."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

_STARTED = ("-m", "alignassess")
_CONTROLLED = (
    "-c",
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execv(sys.executable, [sys.executable, '-m', 'alignassess', *sys.argv[1:]])",
)
"""Makes the terminal the one whose Ctrl-C and hang-up reach the program, and becomes it."""

_PATIENCE = 30
"""Seconds after which a program that says nothing is given up; machines differ."""


class Terminal:
    """A program in a terminal of its own; ended, if it has not, when the test is over."""

    def __init__(
        self,
        *arguments: str,
        folder: Path,
        size: tuple[int, int] = (120, 40),
        environment: Mapping[str, str] | None = None,
        controlling: bool = True,
    ) -> None:
        self.master, slave = pty.openpty()
        self.resize(*size)
        # A size in the environment would stand in for that of the terminal.
        unset = ("NO_COLOR", "COLUMNS", "LINES")
        names = {name: value for name, value in os.environ.items() if name not in unset}
        self.process = subprocess.Popen(
            [sys.executable, *(_CONTROLLED if controlling else _STARTED), *arguments],
            cwd=folder,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env=names | {"TERM": "xterm-256color", **(environment or {})},
        )
        os.close(slave)
        self.output = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.hang_up()

    def resize(self, width: int, height: int) -> None:
        """Give the terminal another size; the program is told by a signal."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def type(self, text: str) -> None:
        """Type, at the speed of a paste."""
        data = text.encode()
        while data:
            select.select([], [self.master], [], _PATIENCE)
            data = data[os.write(self.master, data[:1000]) :]
            if data:  # what answers the last of it is for whoever waits
                self._read(0)

    def wait_for(self, text: str, *, then: str = "", patience: float = _PATIENCE) -> str:
        """Read until a text was shown since the last call, and what was shown ends with `then`.

        Returns what was shown, without escapes.
        """
        until = time.monotonic() + patience
        self.output = b""
        while not (text in self.shown and self.shown.endswith(then)):
            if time.monotonic() > until or not self._read(0.1):
                raise AssertionError(f"{text!r} was not shown, but: {self.shown[-500:]!r}")
        return self.shown

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal, once it waits for what is typed and no longer writes."""
        time.sleep(0.3)
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Close the terminal, as a lost connection does."""
        if self.master >= 0:
            os.close(self.master)
            self.master = -1

    def ended(self) -> int:
        """Wait for the end of the program; returns its exit status."""
        until = time.monotonic() + _PATIENCE
        while self.process.poll() is None and time.monotonic() < until:
            if self.master < 0 or not self._read(0.05):
                time.sleep(0.05)
        return self.process.wait(timeout=1)

    @property
    def shown(self) -> str:
        """What was shown, with single spaces and without what steers the terminal."""
        text = self.output.decode("utf-8", "replace")
        plain = re.sub(r"\x1b(\[[0-9;?<>=]*[a-zA-Z]|\][^\x07]*\x07|[()][A-Z0-9]|[=>])", "", text)
        return " ".join(plain.split())

    def _read(self, seconds: float) -> bool:
        """Read what is there; False when there will be nothing any more."""
        while select.select([self.master], [], [], seconds)[0]:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                return False  # the other side is closed
            if not data:
                return False
            self.output += data
            seconds = 0
        return True

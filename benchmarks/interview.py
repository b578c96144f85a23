"""`make bench`: how soon the interview asks, and how soon a key press shows.

Start-up is a ratio within one run, as in `bench.py`. A key press is in milliseconds, in a real
terminal: until the next question shows, against the 50 within which an answer seems immediate. By
then the answer is on disk.
"""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path
from statistics import median

from sheets import sheet_text

from alignassess.files.instrument_files import load_instrument

RUNS = 11
_EMPTY = "format: alignassess/answers/1\nsystem: {id: bench, name: Bench}\nanswers: {}\n"
_PROGRAM = str(Path(sys.executable).parent / "alignassess")
_QUESTION = re.compile(rb"of 1\d\d, ")
"""What the first line of the screen and of every prompt shows."""


class _Terminal:
    """A program in a terminal of 120 columns and 40 lines."""

    def __init__(self, *arguments: str) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        names = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        self._process = subprocess.Popen(  # noqa: S603
            arguments,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env=names | {"TERM": "xterm-256color"},
        )
        os.close(slave)
        self._read = b""

    def shows(self, wanted: re.Pattern[bytes]) -> None:
        """Read until it was shown; what came after it is read by the next call."""
        while (found := wanted.search(self._read)) is None:
            select.select([self._master], [], [], 10)
            self._read += os.read(self._master, 65536)
        self._read = self._read[found.end() :]

    def settles(self) -> None:
        """Read until nothing was shown for a while."""
        while select.select([self._master], [], [], 0.3)[0]:
            os.read(self._master, 65536)
        self._read = b""

    def press(self, key: str) -> None:
        os.write(self._master, key.encode())

    def ends(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)


def _first_prompt(*arguments: str) -> float:
    """Seconds from the start to the first question."""
    begun = time.perf_counter()
    terminal = _Terminal(_PROGRAM, "assess", *arguments)
    terminal.shows(_QUESTION)
    taken = time.perf_counter() - begun
    terminal.ends()
    return taken


def _run(*arguments: str) -> float:
    begun = time.perf_counter()
    subprocess.run(arguments, check=True, capture_output=True)  # noqa: S603
    return time.perf_counter() - begun


def _key_presses(sheet: Path) -> list[float]:
    """Milliseconds from each answering key to the next question."""
    terminal = _Terminal(_PROGRAM, "assess", str(sheet), "--root", str(sheet.parent))
    terminal.shows(_QUESTION)
    shown = []
    for _ in range(20):
        terminal.settles()
        begun = time.perf_counter()
        terminal.press("2")
        terminal.shows(_QUESTION)
        shown.append(1000 * (time.perf_counter() - begun))
    terminal.ends()
    return shown


def _line(name: str, found: float, most: float, unit: str = "") -> None:
    print(f"{name:<68} {found:5.2f}{unit}  at most {most:.2f}{unit}")  # noqa: T201


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        empty, full = Path(folder) / "empty.yaml", Path(folder) / "full.yaml"
        empty.write_text(_EMPTY, encoding="utf-8")
        text = sheet_text(load_instrument())
        # All answered but one questionnaire, whose questions are answered here.
        without = re.sub(r"(?m)^  vendor-selection:\n(    .*\n)+", "", text)
        full.write_text(without, encoding="utf-8")
        score = (_PROGRAM, "score", str(empty))
        textual = (sys.executable, "-c", "import textual.app, textual.widgets")
        bare = (sys.executable, "-c", "pass")
        rounds = [
            (
                _first_prompt(str(empty)),
                _first_prompt("--plain", str(empty)),
                _run(*score),
                _run(*textual) - _run(*bare),
            )
            for _ in range(RUNS)
        ]
        screen, plain, scored, imported = (median(column) for column in zip(*rounds, strict=True))
        _line(
            "first question / (alignassess score + import textual)",
            screen / (scored + imported),
            1.2,
        )
        _line("first question of --plain / alignassess score", plain / scored, 1.2)
        shown = _key_presses(full)
        _line("a key press until the next question shows, median", median(shown), 50, " ms")
        _line("a key press until the next question shows, slowest of 20", max(shown), 50, " ms")


if __name__ == "__main__":
    main()

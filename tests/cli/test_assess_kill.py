"""kill -9 within a real interview: the sheet is valid, and lacks at most the last answer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from alignassess.files.answer_sheet import load_sheet
from alignassess.files.instrument_files import load_instrument
from tests.builders import HEAD

POINTS = {"plain": 25, "screen": 15}

ROUNDS = """
import fcntl, os, pty, re, signal, struct, sys, termios, time
from pathlib import Path
from alignassess.cli import console
from alignassess.cli.main import app
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.instrument_files import load_instrument

sheet, points, front = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
at_start, instrument = sheet.read_bytes(), load_instrument()


class Plain:
    # Lines through a pipe; a prompt is printed for each question that is put.
    arguments = ["assess", "--plain", str(sheet)]

    def __init__(self):
        from alignassess.interview import prompts  # what each round would import anew

        self.typed, self.typing = os.pipe()
        self.printed, self.printing = os.pipe()

    def become(self):
        for old, new in ((self.typed, 0), (self.printing, 1), (self.printing, 2)):
            os.dup2(old, new)
        os.closerange(3, 64)
        sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")

    def begin(self):
        os.close(self.typed)
        os.close(self.printing)
        os.write(self.typing, b"unknown\\n" * 20)

    def end(self):
        os.close(self.typing)
        os.close(self.printed)

    def put(self, seen):
        return seen.count(b"\\n> ")

    def go_on(self, put):
        pass


class Screen:
    # Keys through a terminal; the first line says how many questions are done.
    arguments = ["assess", str(sheet)]

    def __init__(self):
        import alignassess.interview.screen

        self.printed, self.slave = pty.openpty()
        fcntl.ioctl(self.printed, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def become(self):
        os.setsid()
        for new in (0, 1, 2):
            os.dup2(self.slave, new)
        os.closerange(3, 64)
        os.environ["TERM"] = "xterm-256color"
        sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")
        sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr

    def begin(self):
        os.close(self.slave)
        self.typed = 0

    def end(self):
        os.close(self.printed)

    def put(self, seen):
        done = re.findall(rb"([0-9]+) of 1[0-9][0-9], ", seen)
        return 1 + max(map(int, done)) if done else 0

    def go_on(self, put):
        if self.typed < put:  # the next key once the question before it shows
            self.typed = put
            os.write(self.printed, b"r1\\r")


for point in range(points):
    asked = {"plain": Plain, "screen": Screen}[front]()
    child = os.fork()
    if child == 0:  # a process of its own with the real command, its streams and its files
        asked.become()
        os._exit(console.run(app, asked.arguments))
    asked.begin()
    seen = b""
    while (put := asked.put(seen)) < 2 + point % 3:
        asked.go_on(put)
        seen += os.read(asked.printed, 65536) or sys.exit(seen.decode())
    asked.go_on(put)
    time.sleep(point // 3 * 0.003)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    try:
        while piece := os.read(asked.printed, 65536):
            seen += piece
    except OSError:
        pass  # how a terminal says that nobody writes to it any more
    asked.end()
    # The next question is put when the answer to the one before is on disk, and not before.
    print(asked.put(seen), len(load_sheet(sheet, instrument).sheet.entries), flush=True)
    sheet.write_bytes(at_start)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the rounds are forked")
@pytest.mark.parametrize("front", POINTS)
def test_a_killed_interview_has_saved_every_answer_it_went_on_from(
    tmp_path: Path, front: str
) -> None:
    (tmp_path / ".git").mkdir()
    sheet = tmp_path / "acme.yaml"
    sheet.write_text(HEAD + "# kept\nanswers: {}\n# to the end\n")

    ran = subprocess.run(
        [sys.executable, "-c", ROUNDS, str(sheet), str(POINTS[front]), front],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=tmp_path,
    )

    assert ran.returncode == 0, ran.stdout[-500:] + ran.stderr
    rounds = [tuple(map(int, line.split())) for line in ran.stdout.splitlines()]
    assert len(rounds) == POINTS[front]
    for put, saved in rounds:
        assert put - 1 <= saved <= put
    assert len({saved for _, saved in rounds}) >= 3
    load_sheet(sheet, load_instrument())

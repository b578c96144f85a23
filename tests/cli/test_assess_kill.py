"""kill -9 within a real interview: the sheet is valid, and lacks at most the last answer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from alignassess.files.answer_sheet import load_sheet
from alignassess.files.instrument_files import load_instrument
from tests.builders import HEAD

POINTS = 25
ROUNDS = """
import os, signal, sys, time
from pathlib import Path
from alignassess.cli import console
from alignassess.cli.main import app
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.instrument_files import load_instrument
from alignassess.interview import prompts  # what each round would import anew

sheet, points = Path(sys.argv[1]), int(sys.argv[2])
at_start, instrument = sheet.read_bytes(), load_instrument()
for point in range(points):
    typed, typing = os.pipe()
    printed, printing = os.pipe()
    child = os.fork()
    if child == 0:  # a process of its own with the real command, its streams and its files
        for old, new in ((typed, 0), (printing, 1), (printing, 2)):
            os.dup2(old, new)
        for one in (typed, typing, printed, printing):
            os.close(one)
        sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")
        os._exit(console.run(app, ["assess", "--plain", str(sheet)]))
    os.close(typed)
    os.close(printing)
    os.write(typing, b"unknown\\n" * 20)
    seen = b""
    while seen.count(b"\\n> ") < 1 + point % 3:
        seen += os.read(printed, 65536) or sys.exit(seen.decode())
    time.sleep(point * 0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(typing)
    while piece := os.read(printed, 65536):
        seen += piece
    os.close(printed)
    # The next question is put when the answer to the one before is on disk, and not before.
    print(seen.count(b"\\n> "), len(load_sheet(sheet, instrument).sheet.entries), flush=True)
    sheet.write_bytes(at_start)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the rounds are forked")
def test_a_killed_interview_has_saved_every_answer_it_went_on_from(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    sheet = tmp_path / "acme.yaml"
    sheet.write_text(HEAD + "# kept\nanswers: {}\n# to the end\n")

    ran = subprocess.run(
        [sys.executable, "-c", ROUNDS, str(sheet), str(POINTS)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=tmp_path,
    )

    assert ran.returncode == 0, ran.stdout[-500:] + ran.stderr
    rounds = [tuple(map(int, line.split())) for line in ran.stdout.splitlines()]
    assert len(rounds) == POINTS
    for put, saved in rounds:
        assert put - 1 <= saved <= put
    assert len({saved for _, saved in rounds}) > 3
    load_sheet(sheet, load_instrument())

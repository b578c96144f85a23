"""A sitting that ends at any moment: the sheet is valid, and lacks at most the last answer."""

import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from alignassess.files.answer_sheet import load_sheet
from alignassess.files.instrument_files import load_instrument
from tests.builders import HEAD

POINTS = 200

SITTING = """
import sys
from hashlib import sha256
from pathlib import Path
from alignassess.domain.answers import DontKnow, Entry
from alignassess.errors import UsageError
from alignassess.files.instrument_files import load_instrument
from alignassess.files.sheet_saver import SheetSaver

instrument = load_instrument()


def sit(sheet):
    # One answer for each line that comes in, and a line out when it is on disk.
    digest = sha256(sheet.read_bytes()).hexdigest()
    saver = SheetSaver(sheet, instrument, digest=digest)
    for line in sys.stdin:
        question, note = line.rstrip("\\n").split(" ", 1)
        try:
            saver(Entry(question=question, answers=(DontKnow(note=note),)))
        except UsageError as error:
            print(error, flush=True)
        else:
            print("saved", question, flush=True)
"""

ROUNDS = (
    SITTING
    + """
import os, signal, time
from alignassess.files.answer_sheet import load_sheet

sheet, points = Path(sys.argv[1]), int(sys.argv[2])
questions = list(instrument.question)[:16]
for point in range(points):
    # Each round a process of its own, killed a little later than the one before.
    typed, typing = os.pipe()
    printed, printing = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(typed, 0)
        os.dup2(printing, 1)
        for one in (typed, typing, printed, printing):
            os.close(one)
        sys.stdin, sys.stdout = open(0), open(1, "w")
        sit(sheet)
        os._exit(0)
    os.close(typed)
    os.close(printing)
    os.write(typing, "".join(f"{one} round {point}\\n" for one in questions).encode())
    seen = b""
    while seen.count(b"saved") < point % 8:
        seen += os.read(printed, 100)
    time.sleep(point % 50 * 0.0005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(typing)
    while piece := os.read(printed, 4096):
        seen += piece
    os.close(printed)
    load_sheet(sheet, instrument)  # valid after every kill
    text = sheet.read_text()
    print(point, seen.count(b"saved"), text.count(f'"round {point}"'), flush=True)
"""
)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    found = tmp_path / "acme.yaml"
    found.write_text(HEAD + "# kept\nanswers: {}\n# to the end\n")
    return found


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the rounds are forked")
def test_two_hundred_kills_lose_at_most_the_answer_being_saved(sheet: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", ROUNDS, str(sheet), str(POINTS)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout[-500:] + ran.stderr
    rounds = [tuple(map(int, line.split())) for line in ran.stdout.splitlines()]
    assert len(rounds) == POINTS
    for _, told, found in rounds:
        assert told <= found <= told + 1
    assert len({found for _, _, found in rounds}) > 5  # killed at many moments
    text = sheet.read_text()
    assert text.startswith(HEAD + "# kept\n")
    assert text.endswith("# to the end\n")


def test_a_full_disk_leaves_the_file_and_the_sitting_goes_on(sheet: Path) -> None:
    # The limit on the size of a file makes the kernel refuse the write, as a full disk does.
    script = (
        SITTING
        + "import resource, signal\n"
        + "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        + "resource.setrlimit(resource.RLIMIT_FSIZE, (600, resource.RLIM_INFINITY))\n"
        + "sit(Path(sys.argv[1]))\n"
    )
    typed = f"sp-01 one\nsp-02 {'x' * 600}\nsp-03 three\n"

    ran = subprocess.run(
        [sys.executable, "-c", script, str(sheet)],
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    first, second, third = ran.stdout.splitlines()
    assert ("saved sp-01", "saved sp-03") == (first, third)
    assert "cannot be written: File too large" in second
    read = load_sheet(sheet, load_instrument()).sheet
    assert ["sp-01", "sp-03"] == sorted(read.entry)
    assert list(sheet.parent.glob(".*.tmp")) == []


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter, as pytest's own are not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of another kind")
@pytest.mark.parametrize("part", ["folder", "file"])
def test_a_sheet_that_cannot_be_replaced_is_told_before_anything_is_asked(
    open_folder: Path, part: str
) -> None:
    sheet = open_folder / "acme.yaml"
    sheet.write_text(HEAD)
    sheet.chmod(0o444 if part == "file" else 0o666)
    open_folder.chmod(0o555 if part == "folder" else 0o777)
    before = sheet.read_bytes()
    # As a person whom permissions stop, also where the tests run as root.
    script = (
        SITTING
        + "import os\n"
        + "if os.geteuid() == 0:\n"
        + "    os.setgroups([])\n"
        + "    os.setgid(65534)\n"
        + "    os.setuid(65534)\n"
        + "try:\n"
        + "    sit(Path(sys.argv[1]))\n"
        + "except UsageError as error:\n"
        + "    print(error)\n"
    )

    ran = subprocess.run(
        [sys.executable, "-c", script, str(sheet)],
        input="sp-01 one\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert f"the {part} is read-only" in ran.stdout, ran.stderr
    assert before == sheet.read_bytes()
    assert stat.S_IMODE(sheet.stat().st_mode) == (0o444 if part == "file" else 0o666)
    assert [one.name for one in open_folder.iterdir()] == ["acme.yaml"]

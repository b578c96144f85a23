"""What once broke a reader, or nearly, is read again: no traceback, no hang, no great memory."""

import resource
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from alignassess.errors import AlignassessError
from tests.fuzz.targets import TARGETS

CORPUS = Path(__file__).parents[1] / "data" / "fuzz"
SECONDS = 2
"""Of the processor for one input; a machine that is busy with others takes nothing from it."""
MOST_BYTES = 500_000_000

_REPLAY = """
import signal, sys
from pathlib import Path
from tests.fuzz.targets import TARGETS, try_one
corpus, folder = map(Path, sys.argv[1:3])
for name in TARGETS:
    for path in sorted((corpus / name).iterdir()):
        print(f"{name}/{path.name}", flush=True)
        signal.setitimer(signal.ITIMER_VIRTUAL, %d)
        try_one(name, path.read_bytes(), folder)
signal.setitimer(signal.ITIMER_VIRTUAL, 0)
# Of this program alone: `getrusage` also counts what the process held that started it.
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(int(status["VmHWM"].split()[0]) * 1024)
"""


def replay(corpus: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Read every input of a corpus in a process of its own, which a hang or a bug ends."""
    return subprocess.run(
        [sys.executable, "-c", _REPLAY % SECONDS, corpus, folder],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (MOST_BYTES, MOST_BYTES)),
    )


@pytest.mark.parametrize("name", TARGETS)
def test_a_search_begins_with_something_that_is_read(name: str) -> None:
    """From what is refused, it would not come far into what a reader makes of the rest."""
    suffix, read = TARGETS[name]
    values = []
    for path in sorted((CORPUS / name).iterdir()):
        assert path.suffix == suffix
        with suppress(AlignassessError):
            values.append(read(path))

    assert any(values)


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are those of Linux")
def test_every_input_is_read_or_refused_in_time(tmp_path: Path) -> None:
    ran = replay(CORPUS, tmp_path)

    *_, last, memory = ran.stdout.splitlines()
    assert (ran.returncode, ran.stderr) == (0, ""), f"{last}\n{ran.stderr}"
    assert int(memory) < MOST_BYTES


def test_the_replay_finds_what_it_is_for(tmp_path: Path) -> None:
    """An empty corpus has no folder for a target, which the replay must not take for success."""
    ran = replay(tmp_path, tmp_path)

    assert ran.returncode == 1
    assert "FileNotFoundError" in ran.stderr


def test_a_hang_ends_the_replay() -> None:
    ran = subprocess.run(
        [sys.executable, "-c",
         "import signal; signal.setitimer(signal.ITIMER_VIRTUAL, 0.05)\nwhile True: pass"],
        check=False,
    )  # fmt: skip

    assert ran.returncode == -signal.SIGVTALRM

"""What only processes of their own show of a run over many sheets: signals, pipes, disks."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_process import PROGRAM, start

SHEET = "format: alignassess/answers/1\nsystem: {{id: s-{0}, name: S}}\n"


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALIGNASSESS_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "sheets"
    folder.mkdir()
    for number in range(40):
        (folder / f"s{number:02}.yaml").write_text(SHEET.format(number))
    return folder


def fed(*arguments: str | Path) -> subprocess.Popen[str]:
    """A run over lines of standard input that never ends."""
    process = start(*arguments, stdin=subprocess.PIPE)
    assert process.stdin is not None
    line = '{"format": "alignassess/answers/1", "system": {"id": "a", "name": "A"}}\n'
    process.stdin.write(line * 64)
    process.stdin.flush()
    return process


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_ended_prints_whole_lines(
    many: Path, jobs: str, number: signal.Signals, status: int
) -> None:
    # An extra line at a time keeps the run going while the signal is on its way.
    process = fed("score", "-", "--format", "jsonl", "--jobs", jobs, "--as-of", "2026-11-25")
    assert process.stdout is not None
    first = process.stdout.readline() if jobs == "1" else ""
    if jobs == "2":
        _fill(process)
        first = process.stdout.readline()

    process.send_signal(number)
    out, err = process.communicate(timeout=60)

    assert status == process.returncode, err
    assert first.endswith("\n")
    assert out == "" or out.endswith("}\n")
    assert "Traceback" not in err
    assert "ended after " in err


def _fill(process: subprocess.Popen[str]) -> None:
    """Give two workers as many lines as wait before the first is printed."""
    line = '{"format": "alignassess/answers/1", "system": {"id": "a", "name": "A"}}\n'
    assert process.stdin is not None
    process.stdin.write(line * 32 * 8)
    process.stdin.flush()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_reader_that_goes_away_is_no_failed_gate(many: Path, jobs: str) -> None:
    command = [*PROGRAM, "score", str(many), "--format", "jsonl", "--jobs", jobs]
    first = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert first.stdout is not None
    assert first.stderr is not None
    first.stdout.close()
    err = first.stderr.read()
    first.stderr.close()

    assert 141 == first.wait(timeout=60)
    assert b"" == err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write to")
@pytest.mark.parametrize(
    "command",
    [
        ("score", "FOLDER", "--format", "jsonl"),
        ("score", "FOLDER"),
        ("gate", "FOLDER", "--fail-on", "high"),
        ("check", "FOLDER"),
    ],
)
def test_a_full_disk_is_status_2(many: Path, command: tuple[str, ...]) -> None:
    arguments = [one.replace("FOLDER", str(many)) for one in command]
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [*PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60
        )

    assert 2 == ran.returncode
    assert "error: standard output cannot be written: No space left on device" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_file_on_a_full_disk_is_status_2(many: Path) -> None:
    process = start("score", many, "--format", "jsonl", "--resume", "/dev/full")

    _, err = process.communicate(timeout=60)
    assert 2 == process.returncode
    assert "Traceback" not in err


def test_an_output_that_is_read_only_is_status_2(many: Path) -> None:
    process = start("score", many, "--format", "jsonl", "--resume", "/proc/version")

    _, err = process.communicate(timeout=60)
    assert 2 == process.returncode
    assert "Traceback" not in err


def test_workers_end_with_the_process_that_started_them(many: Path) -> None:
    process = fed("score", "-", "--format", "jsonl", "--jobs", "2")
    _fill(process)
    assert process.stdout is not None
    process.stdout.readline()
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()

    process.kill()
    process.communicate(timeout=60)

    for child in children:
        _wait_for_end(int(child))


def _wait_for_end(pid: int) -> None:
    """Until a process is gone, or what is left of it is a zombie that nobody asked about."""
    import time

    for _ in range(600):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return
        time.sleep(0.05)
    raise AssertionError(f"{pid} is still there")


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_runs_share_what_is_kept(many: Path) -> None:
    command = ("score", many, "--format", "jsonl", "--as-of", "2026-11-25")
    together = [start(*command) for _ in range(3)]
    outputs = {process.communicate(timeout=120)[0] for process in together}

    assert 1 == len(outputs)
    assert outputs == {start(*command).communicate(timeout=60)[0]}
    assert not list(Path("cache").rglob("*.tmp"))

"""What only a process of its own can show: statuses, pipes, signals, streams."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-m", "alignassess"]


def start(
    *arguments: str | Path, env: dict[str, str] | None = None, stdin: int | None = None
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*PROGRAM, *map(str, arguments)],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(env or {})},
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    ("status", "arguments"),
    [
        (0, ("--version",)),
        (0, ("score", "SHEET")),
        (0, ("gate", "SHEET", "--fail-on", "critical")),
        (1, ("gate", "SHEET", "--fail-on", "low")),
        (1, ("gate", "SHEET", "--fail-on", "low", "--format", "json")),
        (1, ("gate", "SHEET", "--fail-on", "low", "--format", "jsonl")),
        (2, ("gate", "SHEET")),
        (2, ("nonsense",)),
        (2, ("report", "SHEET", "-o", "/dev/null/report.md")),
        (3, ("score", "gone.yaml")),
        (3, ("score", "/dev/zero")),
    ],
)
def test_statuses(assistant: Path, status: int, arguments: tuple[str, ...]) -> None:
    process = start(*(assistant if one == "SHEET" else one for one in arguments))

    _, err = process.communicate(timeout=60)
    assert process.returncode == status, err
    assert "Traceback" not in err


def test_a_bug_is_status_4_with_a_traceback_and_a_request(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import alignassess.cli.console as console\n"
        "def broken(*_):\n    raise RuntimeError('a bug')\n"
        "console.result = broken\n"
    )

    process = start("--version", env={"PYTHONPATH": str(tmp_path)})

    _, err = process.communicate(timeout=60)
    assert process.returncode == 4
    assert "RuntimeError: a bug" in err
    assert "please report it" in err


def test_a_closed_pipe_is_no_failed_gate(examples: Path) -> None:
    process = start("questionnaire", "show", "evaluation-and-controls-integration")

    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) in (0, 141)
    assert err == ""


def test_a_sheet_from_standard_input(assistant: Path) -> None:
    process = start("score", "-", stdin=subprocess.PIPE)

    out, err = process.communicate(
        "format: alignassess/answers/1\nsystem: {id: piped, name: Piped}\n", timeout=60
    )
    assert process.returncode == 0, err
    assert "Piped (piped)" in out


def test_an_interrupt_is_status_130(tmp_path: Path) -> None:
    process = start("score", "-", stdin=subprocess.PIPE)

    assert process.stdin is not None
    process.stdin.write("format: alignassess/answers/1\n")
    process.stdin.flush()
    _wait_until_reading(process)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err


def _wait_until_reading(process: subprocess.Popen[str]) -> None:
    """Until the process sleeps in a read of its standard input."""
    import time

    for _ in range(600):
        wchan = Path(f"/proc/{process.pid}/wchan")
        state = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        if state == "S" and (
            not wchan.exists() or "read" in wchan.read_text() or _has_yaml(process)
        ):
            time.sleep(1)  # on a busy machine it may be on its way there
            return
        time.sleep(0.05)


def _has_yaml(process: subprocess.Popen[str]) -> bool:
    """Whether the program has come as far as loading YAML."""
    return "_yaml" in Path(f"/proc/{process.pid}/maps").read_text()


def test_nothing_is_coloured_off_a_terminal_and_colour_can_be_forced(assistant: Path) -> None:
    plain, _ = start("score", assistant).communicate(timeout=60)
    bold, _ = start("--color", "always", "score", assistant).communicate(timeout=60)

    assert "\x1b" not in plain
    assert "\x1b[1m" in bold


def test_a_terminal_that_is_not_utf8_does_no_harm(assistant: Path) -> None:
    process = start("score", assistant, env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})

    _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err

"""Running the program in this process, with what it printed."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from alignassess import resources
from alignassess.cli import console
from alignassess.cli.main import app


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command line; stdin is empty."""

    def command(*arguments: str | Path) -> Ran:
        capfd.readouterr()
        status = console.run(app, [str(one) for one in arguments])
        printed = capfd.readouterr()
        return Ran(status, printed.out, printed.err)

    return command


@pytest.fixture
def examples() -> Path:
    return resources.examples()


@pytest.fixture
def folder(examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the examples as the current folder."""
    shutil.copytree(examples, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def assistant(examples: Path) -> Path:
    return examples / "support-assistant" / "answers.yaml"


@pytest.fixture
def agent(examples: Path) -> Path:
    return examples / "coding-agent" / "answers.yaml"


AS_OF = ("--as-of", "2026-11-25")
"""The date of the examples: their evidence is fresh then."""

"""The interview in this process: lines typed, and what was printed."""

import os
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from alignassess.cli import console
from alignassess.cli.main import app
from tests.cli.conftest import Ran


class Interviewer:
    """Runs `assess` in a folder with lines typed into it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capfd = capfd

    def __call__(self, folder: Path, typed: str, *arguments: str) -> Ran:
        """Type the lines, then close the input."""
        self._capfd.readouterr()
        before = Path.cwd()
        os.chdir(folder)
        try:
            with self._monkeypatch.context() as patch:
                patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(typed.encode())))
                status = console.run(app, ["assess", *arguments])
        finally:
            os.chdir(before)
        printed = self._capfd.readouterr()
        return Ran(status, printed.out, printed.err)


@pytest.fixture
def interview(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Interviewer:
    return Interviewer(monkeypatch, capfd)

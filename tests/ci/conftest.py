"""Files of this repository that CI systems read, and a repository that uses them."""

import json
import os
import site
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from alignassess.cli import console
from alignassess.cli.main import app
from tests.ci.container import copy_context, instructions
from tests.ci.runner import Runner

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "tests" / "data" / "schemas"
OFFLINE = {
    "PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_NO_COMPILE": "1", "PIP_CONFIG_FILE": os.devnull,
}  # fmt: skip
"""The package index is left alone; dependencies are those of the environment of the tests."""
SHARED = {"PYTHONPATH": site.getsitepackages()[0]}
PROGRAM = str(Path(sys.executable).with_name("alignassess"))


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The repository of somebody who began with `init` a moment ago."""
    made = tmp_path / "bot"
    (made / ".git").mkdir(parents=True)
    assert console.run(app, ["init", str(made), "--yes"]) == 0
    monkeypatch.chdir(made)
    return made


@pytest.fixture
def runner(repository: Path, tmp_path: Path) -> Runner:
    return Runner(repository, tmp_path / "temporary")


@pytest.fixture(scope="session")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment; its pip is that of the tests, which is quicker."""
    folder = tmp_path_factory.mktemp("python")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    return folder / "bin"


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as the container makes it, from what is given to the builder of the image."""
    context, made = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheels")
    copy_context(ROOT, context)
    command = next(rest for name, rest in instructions(ROOT / "Containerfile") if name == "RUN")
    subprocess.run(
        ["sh", "-ec", f"{command.replace('/wheels', str(made))} --no-deps"],
        cwd=context,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        check=True,
    )
    (found,) = made.iterdir()
    return found

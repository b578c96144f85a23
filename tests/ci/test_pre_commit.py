"""The hooks for pre-commit, with their own arguments on what `init` writes."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from alignassess.cli import console
from alignassess.cli.main import app
from tests.ci.conftest import ROOT, read, schema

HOOKS: dict[str, Any] = {one["id"]: one for one in read(ROOT / ".pre-commit-hooks.yaml")}


def test_pre_commit_would_read_the_manifest() -> None:
    hooks = list(HOOKS.values())

    validator = Draft7Validator(schema("pre-commit-hooks"))
    assert [one.message for one in validator.iter_errors(hooks)] == []
    assert list(HOOKS) == ["alignassess-check", "alignassess-gate"]


@pytest.mark.parametrize(
    ("hook", "status", "said"),
    [
        ("alignassess-check", 0, "bot.yaml: valid"),
        ("alignassess-gate", 1, "inconclusive: bot: "),
    ],
)
def test_a_hook_works_as_it_comes(
    repository: Path, capfd: pytest.CaptureFixture[str], hook: str, status: int, said: str
) -> None:
    program, *arguments = shlex.split(HOOKS[hook]["entry"])
    arguments += HOOKS[hook]["args"]
    capfd.readouterr()

    assert program == "alignassess"
    assert console.run(app, arguments) == status
    assert said in capfd.readouterr().out


@pytest.mark.parametrize("hook", list(HOOKS))
def test_a_hook_looks_when_anything_among_the_sheets_changes(hook: str) -> None:
    pattern = re.compile(HOOKS[hook]["files"])

    assert pattern.search("assessments/bot.yaml")
    assert pattern.search("services/bot/assessments/evidence/run.json")
    assert not pattern.search("src/assessments.py")
    assert not HOOKS[hook]["pass_filenames"]

"""The steps of a CI file, run by a shell as its runner would: a fake of what runs them, no more.

Expressions are names alone: whatever else stands in `${{ }}` is refused, so that nothing here
passes by being misread.
"""

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
"""What GitHub starts for `shell: bash`."""


@dataclass
class Runner:
    """A machine of GitHub with one checkout, its files for outputs and summary, and variables."""

    checkout: Path
    temporary: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    shell: Sequence[str] = BASH
    log: str = ""

    def __post_init__(self) -> None:
        self.temporary.mkdir(parents=True, exist_ok=True)
        for name in ("output", "summary"):
            (self.temporary / name).touch()

    @property
    def summary(self) -> str:
        """What was written for the page of the job."""
        return (self.temporary / "summary").read_text("utf-8")

    def run(self, script: str, variables: Mapping[str, str]) -> tuple[int, dict[str, str]]:
        """Run one step; its exit status and its outputs, of which the last of a name counts."""
        before = len((self.temporary / "output").read_text("utf-8"))
        ran = subprocess.run(
            [*self.shell, "-c", script],
            cwd=self.checkout,
            env={
                **os.environ,
                "GITHUB_OUTPUT": str(self.temporary / "output"),
                "GITHUB_STEP_SUMMARY": str(self.temporary / "summary"),
                "RUNNER_TEMP": str(self.temporary),
                **self.environment,
                **variables,
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        self.log += ran.stdout
        lines = (self.temporary / "output").read_text("utf-8")[before:].splitlines()
        return ran.returncode, dict(line.split("=", 1) for line in lines)


def valued(text: str, values: Mapping[str, str]) -> str:
    """A text with its expressions replaced; KeyError for one that is more than a known name."""
    return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", lambda found: values[found[1]], text)


def run_action(
    runner: Runner,
    action: Mapping[str, Any],
    given: Mapping[str, str],
    *,
    instead: Mapping[str, Mapping[str, str]],
) -> tuple[int, dict[str, str]]:
    """Run a composite action; status and outputs. `instead` has those of steps not to be run."""
    assert set(given) <= set(action["inputs"])
    values = {f"inputs.{name}": one["default"] for name, one in action["inputs"].items()}
    values |= {f"inputs.{name}": value for name, value in given.items()}
    status = 0
    for step in action["runs"]["steps"]:
        if "run" not in step:
            assert "uses" in step
            continue
        outputs = instead.get(step["id"])
        if outputs is None and status == 0:
            variables = {name: valued(text, values) for name, text in step["env"].items()}
            assert "${{" not in step["run"]
            status, outputs = runner.run(step["run"], variables)
        for name, value in (outputs or {}).items():
            values[f"steps.{step['id']}.outputs.{name}"] = value
    outputs = {}
    for name, one in action["outputs"].items():
        try:
            outputs[name] = valued(one["value"], values)
        except KeyError:
            outputs[name] = ""  # as GitHub does with an output that no step has set
    return status, outputs

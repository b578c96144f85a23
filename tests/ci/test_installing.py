"""What CI does from the first line on: install a wheel into a new environment, then run the gate.

The package index is left alone: dependencies are those of the environment of the tests.
"""

import os
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator

from tests.ci.conftest import OFFLINE, ROOT, SHARED, read, schema
from tests.ci.gitlab import component, run_job
from tests.ci.runner import Runner, run_action


def test_the_action_installs_and_decides(runner: Runner, wheel: Path, python: Path) -> None:
    runner.environment = {**OFFLINE, **SHARED, "PATH": f"{python}:{os.environ['PATH']}"}

    status, outputs = run_action(
        runner,
        read(ROOT / "action.yml"),
        {"version": str(wheel), "fail-on": "high"},
        instead={},
    )

    assert status == 1, runner.log
    assert outputs["decision"] == "inconclusive"
    assert (runner.temporary / "alignassess/bin/alignassess").is_file()


def test_the_component_installs_and_decides(repository: Path, wheel: Path, python: Path) -> None:
    job = component(ROOT / "templates/gate.yml", {"install": str(wheel)})["alignment"]
    environment = {**OFFLINE, **SHARED, "PATH": f"{python}:{os.environ['PATH']}"}

    status, log = run_job(job, repository, environment)

    assert status == 1, log
    assert log.startswith("inconclusive: bot:")


def test_the_workflow_that_init_writes_installs_and_decides(
    runner: Runner, wheel: Path, python: Path
) -> None:
    workflow = read(runner.checkout / ".github/workflows/alignment.yml")
    tools = runner.checkout / "tools"
    tools.mkdir()
    (tools / wheel.name).write_bytes(wheel.read_bytes())
    runner.shell = ("bash", "-e")
    runner.environment = {
        **OFFLINE, **SHARED, **workflow["env"], "PATH": f"{python}:{os.environ['PATH']}",
    }  # fmt: skip

    statuses = _run_steps(runner, workflow["jobs"]["gate"]["steps"])

    found = Draft7Validator(schema("github-workflow")).iter_errors(
        {"on" if key is True else key: value for key, value in workflow.items()}
    )  # YAML 1.1 takes the word `on` for a truth value; GitHub does not
    assert [one.message for one in found] == []
    assert statuses == {"Install": 0, "Gate": 1, "Summary": 0}, runner.log
    assert "inconclusive" in runner.summary
    assert (runner.checkout / "alignment.json").is_file()


def _run_steps(runner: Runner, steps: list[dict[str, Any]]) -> dict[str, int]:
    """Run the steps of a job that are scripts: a failed one skips all but those that always run."""
    statuses: dict[str, int] = {}
    for step in steps:
        if "run" in step and (not any(statuses.values()) or step.get("if") == "always()"):
            statuses[step["name"]], _ = runner.run(step["run"], {})
    return statuses

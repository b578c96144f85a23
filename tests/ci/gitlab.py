"""GitLab's part of a pipeline: inputs of a component put in, and a job run by a shell."""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml


def component(path: Path, given: Mapping[str, str]) -> dict[str, Any]:
    """The jobs of a component with these inputs; AssertionError where GitLab would refuse one."""
    header, jobs = yaml.safe_load_all(path.read_text("utf-8"))
    inputs = header["spec"]["inputs"]
    values = {name: one["default"] for name, one in inputs.items() if "default" in one}
    values |= given
    assert set(values) == set(inputs), "an input is not known, or is missing"
    for name, value in given.items():
        assert value in inputs[name].get("options", [value]), f"{name} cannot be {value}"
    found: dict[str, Any] = _filled(jobs, values)
    return found


def _filled(node: Any, values: Mapping[str, str]) -> Any:
    if isinstance(node, dict):
        return {_filled(key, values): _filled(one, values) for key, one in node.items()}
    if isinstance(node, list):
        return [_filled(one, values) for one in node]
    if isinstance(node, str):
        return re.sub(r"\$\[\[ inputs\.(\w+) \]\]", lambda found: values[found[1]], node)
    return node


def run_job(
    job: Mapping[str, Any], folder: Path, environment: Mapping[str, str], *, skip: int = 0
) -> tuple[int, str]:
    """Run the script of a job in one shell that stops at the first failure: status and log."""
    ran = subprocess.run(
        ["sh", "-e", "-c", "\n".join(job["script"][skip:])],
        cwd=folder,
        env={**os.environ, **environment, **_variables(job)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return ran.returncode, ran.stdout


def _variables(job: Mapping[str, Any]) -> dict[str, str]:
    given = job["variables"].items()
    return {name: one["value"] if isinstance(one, dict) else one for name, one in given}

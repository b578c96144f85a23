"""`docs/setting-up.md` names every input and output, and its snippets are what CI reads."""

import re
from typing import Any

import yaml
from jsonschema import Draft7Validator

from tests.ci.conftest import ROOT, read, schema

PAGE = (ROOT / "docs/setting-up.md").read_text("utf-8")


def _section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def _named(section: str, head: str) -> list[str]:
    """The names in the first column of the table with a heading."""
    rows = section.split(f"| {head} | holds |\n| --- | --- |\n")[1].split("\n\n")[0]
    return re.findall(r"`([\w-]+)`", "\n".join(row.split("|")[1] for row in rows.splitlines()))


def _blocks(section: str) -> list[Any]:
    return [
        yaml.safe_load(one) for one in re.findall(r"^```yaml\n(.*?)^```$", section, re.M | re.S)
    ]


def test_every_input_and_output_of_the_action_is_named() -> None:
    action = read(ROOT / "action.yml")

    assert set(_named(_section("GitHub"), "input")) == set(action["inputs"])
    assert set(_named(_section("GitHub"), "output")) == set(action["outputs"])


def test_every_input_of_the_component_is_named() -> None:
    header, _ = yaml.safe_load_all((ROOT / "templates/gate.yml").read_text("utf-8"))

    assert set(_named(_section("GitLab"), "input")) == set(header["spec"]["inputs"])


def test_github_would_read_the_workflow_and_the_action_its_inputs() -> None:
    workflow, upload = _blocks(_section("GitHub"))
    steps = workflow["jobs"]["gate"]["steps"]
    (given,) = [one["with"] for one in steps if "OWNER/alignassess" in one.get("uses", "")]
    named = {"on" if key is True else key: value for key, value in workflow.items()}
    named["jobs"]["gate"]["steps"] = [*steps, *upload]

    found = Draft7Validator(schema("github-workflow")).iter_errors(named)
    assert [one.message for one in found] == []
    assert set(given) <= set(read(ROOT / "action.yml")["inputs"])


def test_gitlab_would_read_the_include_and_pre_commit_its_hooks() -> None:
    (pipeline,) = _blocks(_section("GitLab"))
    config, other_folder = _blocks(_section("Before a commit"))
    hooks = [*config["repos"][0]["hooks"], *other_folder]

    found = Draft7Validator(schema("gitlab-ci")).iter_errors(pipeline)
    assert [one.message for one in found] == []
    assert {one["id"] for one in hooks} == {
        one["id"] for one in read(ROOT / ".pre-commit-hooks.yaml")
    }

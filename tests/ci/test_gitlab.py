"""The GitLab component and the job that `init` writes, run by a shell."""

import json
import os
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from alignassess.cli import console
from alignassess.cli.main import app
from tests.ci.conftest import PROGRAM, ROOT, read, schema
from tests.ci.gitlab import component, run_job

TEMPLATE = ROOT / "templates" / "gate.yml"
WHEEL = {"install": "tools/alignassess-0.1.0-py3-none-any.whl"}
INSTALLED = {"PATH": f"{Path(PROGRAM).parent}:{os.environ['PATH']}"}
"""With the program where the first line of the script puts it; that line is tested with a wheel."""


def test_gitlab_would_read_the_component() -> None:
    jobs = component(TEMPLATE, WHEEL)
    header, _ = yaml.safe_load_all(TEMPLATE.read_text("utf-8"))

    validator = Draft7Validator(schema("gitlab-ci"))
    found = [one.message for part in (header, jobs) for one in validator.iter_errors(part)]
    assert found == []
    assert list(jobs) == ["alignment"]


def test_gitlab_would_read_what_init_writes(repository: Path) -> None:
    console.run(app, ["init", str(repository), "--yes", "--ci", "gitlab"])
    (include,) = read(repository / ".gitlab-ci.yml")["include"]
    included = repository / include["local"].lstrip("/")

    for path in (repository / ".gitlab-ci.yml", included):
        validator = Draft7Validator(schema("gitlab-ci"))
        assert [one.message for one in validator.iter_errors(read(path))] == []


def test_the_job_that_init_writes_decides(repository: Path) -> None:
    console.run(app, ["init", str(repository), "--yes", "--ci", "gitlab", "--install", "a b"])
    job = read(repository / ".gitlab/alignment.yml")["alignment"]

    status, log = run_job(job, repository, INSTALLED, skip=1)

    assert job["script"][0] == 'python -m pip install "$ALIGNASSESS"'
    assert job["variables"]["ALIGNASSESS"] == "a b"
    assert status == 1, log
    assert log.startswith("inconclusive: bot:")
    for path in (*job["artifacts"]["paths"], *job["artifacts"]["reports"].values()):
        assert (repository / path).is_file()


def test_no_input_is_part_of_a_script() -> None:
    job = component(TEMPLATE, {**WHEEL, "sheets": "$(touch hacked)"})["alignment"]

    assert not any("hacked" in line for line in job["script"])
    assert job["variables"]["SHEETS"] == {"value": "$(touch hacked)", "expand": False}


def test_the_component_writes_its_reports_and_stops(repository: Path) -> None:
    job = component(TEMPLATE, {**WHEEL, "waivers": "assessments/waivers.yaml"})["alignment"]

    status, log = run_job(job, repository, INSTALLED, skip=1)

    (results,) = job["artifacts"]["paths"]
    reports = job["artifacts"]["reports"]
    quality = json.loads((repository / reports["codequality"]).read_text("utf-8"))
    assert status == 1
    assert log.startswith("inconclusive: bot: 0 of 111 questions answered")
    assert json.loads((repository / results).read_text("utf-8"))
    assert ET.parse(repository / reports["junit"]).getroot().tag == "testsuites"  # noqa: S314
    assert quality[0]["location"]["path"] == "assessments/bot.yaml"


@pytest.mark.parametrize("hostile", ["$(touch hacked)", '"; touch hacked; "', "--help", "a b *"])
def test_an_input_is_one_word_whatever_it_holds(
    repository: Path, tmp_path: Path, hostile: str
) -> None:
    """The program is played by a script that keeps the words that it was called with."""
    program = tmp_path / "alignassess"
    program.write_text("#!/bin/bash\nprintf '%s\\0' \"$@\" > words\n", "utf-8")
    program.chmod(0o755)
    given = dict.fromkeys(("sheets", "policy", "waivers", "baseline"), hostile)
    job = component(TEMPLATE, {**WHEEL, **given, "fail_on": "high"})["alignment"]

    status, _ = run_job(job, repository, {"PATH": f"{tmp_path}:{os.environ['PATH']}"}, skip=1)

    words = (repository / "words").read_text("utf-8").split("\0")[:-1]
    assert status == 0
    assert words[-7:] == [
        f"--policy={hostile}", "--fail-on=high", f"--waivers={hostile}", f"--baseline={hostile}",
        "--fail-on-regression", "--", hostile,
    ]  # fmt: skip
    assert not list(repository.rglob("hacked"))

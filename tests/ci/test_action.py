"""The GitHub action: its steps in a shell, with what the runner gives them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from alignassess import resources
from tests.ci.conftest import PROGRAM, ROOT, read, schema
from tests.ci.runner import Runner, run_action

ACTION: dict[str, Any] = read(ROOT / "action.yml")
POLICY = {"policy": "assessments/policy.yaml"}
INSTEAD = {"install": {"program": PROGRAM}}
EXAMPLES = resources.examples()


def gate(runner: Runner, **given: str) -> tuple[int, dict[str, str]]:
    named = {name.replace("_", "-"): value for name, value in given.items()}
    return run_action(runner, ACTION, named, instead=INSTEAD)


def test_github_would_read_it() -> None:
    found = [one.message for one in Draft7Validator(schema("github-action")).iter_errors(ACTION)]

    assert found == []


def test_no_input_is_part_of_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


def test_every_input_reaches_a_step_and_every_output_comes_from_one() -> None:
    text = json.dumps(ACTION["runs"])
    given = set(re.findall(r"inputs\.([\w-]+)", text))
    outputs = [
        re.fullmatch(r"\$\{\{ steps\.gate\.outputs\.(\w+) \}\}", one["value"])
        for one in ACTION["outputs"].values()
    ]

    assert given == set(ACTION["inputs"])
    assert all(outputs)


def test_an_empty_sheet_is_inconclusive_and_stops_the_step(runner: Runner) -> None:
    status, outputs = gate(runner, **POLICY)

    assert status == 1
    assert outputs == {
        "decision": "inconclusive", "status": "1", "rating": "unrated", "systems": "1",
        "findings": "111", "essential-gaps": "6", "unanswered": "111", "waived": "0",
    }  # fmt: skip
    assert "::error title=alignment gate::inconclusive: bot:" in runner.log
    assert "inconclusive" in runner.summary


def test_an_advisory_step_succeeds_and_still_says_what_was_decided(runner: Runner) -> None:
    status, outputs = gate(runner, **POLICY, advisory="true")

    assert status == 0
    assert (outputs["decision"], outputs["status"]) == ("inconclusive", "1")
    assert "only advises" in runner.log


def test_what_cannot_be_read_stops_an_advisory_step_too(runner: Runner) -> None:
    (runner.checkout / "assessments/wrong.yaml").write_text(
        "format: alignassess/answers/1\nsystem: {id: wrong, name: Wrong}\nanswers: [1]\n", "utf-8"
    )

    sheet = gate(runner, **POLICY, advisory="true")
    policy = gate(runner, policy="none.yaml", advisory="true")
    nothing = gate(runner, **POLICY, sheets="\n")

    assert (sheet[0], sheet[1]["decision"], sheet[1]["systems"]) == (3, "none", "1")
    assert (policy[0], policy[1]["decision"], policy[1]["status"]) == (2, "none", "2")
    assert nothing[0] == 2
    assert "no answer sheets named" in runner.log


def test_sheets_and_reports_are_lines_and_options_are_passed_on(runner: Runner) -> None:
    status, outputs = gate(
        runner,
        sheets=f"{EXAMPLES}/claims-triage/*.yaml\n\n  {EXAMPLES}/support-assistant\n",
        policy=f"{EXAMPLES}/policy.yaml",
        waivers=f"{EXAMPLES}/waivers.yaml",
        reports="sarif-github=out.sarif\njunit=my report.xml\n",
        format="text",
        summary="false",
    )

    assert status in (0, 1)  # the evidence of the examples grows old
    assert outputs["systems"] == "2"
    assert json.loads((runner.checkout / "out.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert (runner.checkout / "my report.xml").is_file()
    assert re.search(r"^\w+.*: claims-triage: ", runner.log, re.M)
    assert runner.summary == ""


def test_a_regression_against_the_baseline_stops_it(runner: Runner) -> None:
    sheet = runner.checkout / "assessments/bot.yaml"
    before = sheet.read_text("utf-8")
    answered = before.replace(
        "answers: {}", "answers: {system-profile: {sp-01: api-pinned, sp-02: [text-assistant]}}"
    )
    sheet.write_text(answered, "utf-8")
    gate(runner, **POLICY, reports="jsonl=baseline.jsonl")
    sheet.write_text(before, "utf-8")

    gate(runner, baseline="baseline.jsonl", fail_on_regression="true", format="text")

    assert "bot against the baseline" in runner.log
    assert re.search(r"^\w+: bot: .*sp-01", runner.log, re.M)


@pytest.fixture
def recorder(tmp_path: Path) -> Path:
    """Stands for the program: keeps the words that it was called with, and succeeds."""
    made = tmp_path / "recorder"
    made.write_text(f"#!/bin/bash\nprintf '%s\\0' \"$@\" > '{tmp_path}/words'\n", "utf-8")
    made.chmod(0o755)
    return made


@pytest.mark.parametrize(
    "hostile",
    ["$(touch hacked)", "`touch hacked`", '"; touch hacked; "', "'; touch hacked; '", "--help",
     "-", "x & touch hacked", "*", "a b", "\\", "${HOME}"],
)  # fmt: skip
def test_an_input_is_one_word_whatever_it_holds(
    runner: Runner, recorder: Path, tmp_path: Path, hostile: str
) -> None:
    names = ("sheets", "policy", "fail-on", "waivers", "baseline", "format", "reports")
    given = dict.fromkeys(names, hostile)

    status, _ = run_action(
        runner, ACTION, given, instead={"install": {"program": str(recorder)}}
    )  # fmt: skip

    command, *words = (tmp_path / "words").read_text("utf-8").split("\0")[:-1]
    own = [one for one in words if not one.startswith("--report=github-")]
    assert status == 0
    assert command == "gate"
    assert own == [
        f"--format={hostile}", f"--policy={hostile}", f"--fail-on={hostile}",
        f"--waivers={hostile}", f"--baseline={hostile}", f"--report={hostile}", "--", hostile,
    ]  # fmt: skip
    assert not list(runner.checkout.rglob("hacked"))


def test_an_input_that_means_nothing_is_said(runner: Runner) -> None:
    status, outputs = gate(runner, **POLICY, format="$(id)")

    assert (status, outputs["decision"]) == (2, "none")
    assert "'$(id)' is not one of" in runner.log

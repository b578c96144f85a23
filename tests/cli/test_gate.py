import json
from pathlib import Path

import pytest

from tests.cli.conftest import AS_OF, Run

POLICY = "format: alignassess/policy/1\n"


def test_a_system_within_the_policy_passes(run: Run, assistant: Path) -> None:
    ran = run("gate", assistant, "--fail-on", "high", *AS_OF)

    assert (ran.status, ran.out) == (
        0,
        "pass: support-assistant (preview as of 2026-11-25): every limit of the policy holds\n",
    )


def test_a_failure_says_why_in_one_line(run: Run, agent: Path) -> None:
    ran = run("gate", agent, "--fail-on", "high", *AS_OF)

    assert ran.status == 1
    assert len(ran.out.splitlines()) == 1
    assert ran.out.startswith(
        "fail: coding-agent (preview as of 2026-11-25): deceptive alignment high (0.7"
    )
    assert ran.out.endswith("essential gaps open: ft-03, ec-13, ec-17\n")


def test_where_even_low_stops_no_rating_is_allowed(run: Run, assistant: Path) -> None:
    assert "; no rating is allowed" in run("gate", assistant, "--fail-on", "low", *AS_OF).out


def test_an_unrated_system_does_not_pass(run: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.yaml"
    sheet.write_text("format: alignassess/answers/1\nsystem: {id: one, name: One}\n")

    ran = run("gate", sheet, "--fail-on", "critical")

    assert ran.status == 1
    assert ran.out.startswith("inconclusive: one: unrated: 0 of ")


def test_an_unknown_fact_makes_a_failure_inconclusive(
    run: Run, agent: Path, tmp_path: Path
) -> None:
    text = agent.read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if one.lstrip().startswith("sp-12:"))
    unknown = tmp_path / "coding-agent" / "answers.yaml"
    unknown.parent.mkdir()
    _copy_beside(agent, unknown.parent)
    unknown.write_text(text.replace(line, "    sp-12: dont-know"), encoding="utf-8")

    ran = run("gate", unknown, "--fail-on", "high", "--root", tmp_path, *AS_OF)

    assert ran.status == 1
    assert ran.out.startswith("inconclusive: coding-agent (")


def _copy_beside(sheet: Path, folder: Path) -> None:
    """What the sheet refers to: the vendor sheet, and evidence that may be missing."""
    vendors = folder.parent / "vendors"
    vendors.mkdir()
    source = sheet.parent.parent / "vendors" / "example-ai.yaml"
    (vendors / "example-ai.yaml").write_bytes(source.read_bytes())


@pytest.mark.parametrize(
    ("policy", "problem"),
    [
        ("", "the policy is empty"),
        ("completeness: 0.8\nlimit: []\n", "limit"),
        ("limits: [{category: all, rating: critical}]\n", "can never bite"),
        ("limits: [{category: sycophanty, rating: low}]\n", "sycophanty"),
        ("limits: [{category: all}]\n", "either rating or below"),
        ("completeness: 1.5\n", "completeness"),
    ],
)
def test_a_wrong_policy_is_status_2(
    run: Run, assistant: Path, tmp_path: Path, policy: str, problem: str
) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text(POLICY + policy)

    ran = run("gate", assistant, "--policy", path)

    assert ran.status == 2
    assert problem in ran.err
    assert str(path) in ran.err


def test_no_policy_is_status_2(run: Run, assistant: Path) -> None:
    assert run("gate", assistant).status == 2


def test_two_policies_are_status_2(run: Run, assistant: Path, examples: Path) -> None:
    ran = run("gate", assistant, "--policy", examples / "policy.yaml", "--fail-on", "high")

    assert ran.status == 2


def test_a_missing_policy_is_status_2(run: Run, assistant: Path) -> None:
    assert run("gate", assistant, "--policy", "gone.yaml").status == 2


def test_a_vendor_sheet_is_not_decided_on(run: Run, examples: Path) -> None:
    ran = run("gate", examples / "vendors" / "example-ai.yaml", "--fail-on", "high")

    assert ran.status == 3
    assert "no system to decide on" in ran.err


def test_a_bad_file_outweighs_a_failed_gate(run: Run, agent: Path) -> None:
    assert run("gate", agent, "gone.yaml", "--fail-on", "low", *AS_OF).status == 3


def test_a_narrow_scope_passes_only_a_policy_that_names_it(
    run: Run, assistant: Path, tmp_path: Path
) -> None:
    narrow = ("--questionnaire", "vendor-selection")
    silent, named = tmp_path / "silent.yaml", tmp_path / "named.yaml"
    silent.write_text(POLICY + "completeness: 0.5\n")
    named.write_text(POLICY + "completeness: 0.5\nquestionnaires: [vendor-selection]\n")

    refused = run("gate", assistant, "--policy", silent, *narrow, *AS_OF)
    accepted = run("gate", assistant, "--policy", named, *narrow, *AS_OF)

    assert refused.status == 1
    assert "the policy asks for all questionnaires" in refused.out
    assert accepted.status == 0


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_decisions_as_json(run: Run, agent: Path, assistant: Path, format: str) -> None:
    ran = run("gate", agent, assistant, "--fail-on", "high", "--format", format, *AS_OF)

    lines = ran.out.splitlines() if format == "jsonl" else []
    decisions = [json.loads(line) for line in lines] if lines else json.loads(ran.out)
    assert [one["outcome"] for one in decisions] == ["fail", "pass"]
    assert ran.status == 1

import json
from pathlib import Path

import pytest

from alignassess.render.json_text import from_json
from tests.cli.conftest import AS_OF, Run


def test_one_system_in_full_fits_80_columns(run: Run, agent: Path) -> None:
    ran = run("score", agent, *AS_OF)

    assert (ran.status, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= 80
    for part in (
        "essential gaps open: ft-03, ec-13, ec-17",
        "reward hacking",
        "Rules in force",
        "I-11",
        "First actions",
        "Vendor selection",
    ):
        assert part in ran.out


@pytest.mark.parametrize("name", ["support-assistant", "claims-triage"])
def test_every_example_fits_80_columns(run: Run, examples: Path, name: str) -> None:
    ran = run("score", examples / name / "answers.yaml", *AS_OF)

    assert ran.status == 0
    assert max(map(len, ran.out.splitlines())) <= 80


def test_many_systems_are_one_line_each_worst_first(run: Run, examples: Path) -> None:
    ran = run("score", examples, *AS_OF)

    names = [line.split()[0] for line in ran.out.splitlines() if line]
    assert names == [
        "system",
        "coding-agent",
        "support-assistant",
        "claims-triage",
        "vendor",
        "example-ai",
    ]


def test_categories_that_a_column_does_not_hold_are_counted(run: Run, examples: Path) -> None:
    ran = run("score", examples, *AS_OF)

    (line,) = [one for one in ran.out.splitlines() if one.startswith("claims-triage")]
    assert "GM DA MO SY SB +1" in line


def test_a_vendor_sheet_gets_credits_and_no_rating(run: Run, examples: Path) -> None:
    ran = run("score", examples / "vendors" / "example-ai.yaml", *AS_OF)

    assert ran.status == 0
    assert "no rating" in ran.out
    assert not any(word in ran.out for word in ("critical", "medium as answered", "high as"))


def test_json_is_the_result_object(run: Run, agent: Path) -> None:
    ran = run("score", agent, *AS_OF, "--format", "json")

    result = from_json(ran.out)
    assert result.kind == "system"
    assert result.subject.id == "coding-agent"
    assert len(result.actions) == 6


def test_several_results_as_json_are_an_array_in_the_order_given(
    run: Run, agent: Path, assistant: Path
) -> None:
    ran = run("score", agent, assistant, *AS_OF, "--format", "json")

    assert [one["subject"]["id"] for one in json.loads(ran.out)] == [
        "coding-agent",
        "support-assistant",
    ]


def test_jsonl_is_a_result_per_line(run: Run, agent: Path, assistant: Path) -> None:
    ran = run("score", agent, assistant, *AS_OF, "--format", "jsonl", "--full")

    assert [from_json(line).subject.id for line in ran.out.splitlines()] == [
        "coding-agent",
        "support-assistant",
    ]


def test_the_figures_are_the_same_in_text_and_json(run: Run, agent: Path) -> None:
    text = run("score", agent, *AS_OF).out
    result = from_json(run("score", agent, *AS_OF, "--format", "json").out)

    assert result.kind == "system"
    for one in result.categories:
        figures = f"{one.best.risk:.2f} {one.answered.risk:.2f} {one.evidenced.risk:.2f}"
        assert figures in text


def test_the_same_input_and_date_give_the_same_bytes(run: Run, agent: Path) -> None:
    first = run("score", agent, *AS_OF, "--format", "json").out
    second = run("score", agent, *AS_OF, "--format", "json").out

    assert first == second


def test_a_narrow_scope_is_printed_with_the_numbers(run: Run, agent: Path) -> None:
    ran = run("score", agent, *AS_OF, "--questionnaire", "vendor-selection")

    assert "counted over vendor-selection only" in ran.out


def test_an_unknown_scope_is_a_usage_error(run: Run, agent: Path) -> None:
    ran = run("score", agent, "--questionnaire", "vendor-selektion")

    assert ran.status == 2
    assert "there is no scored questionnaire vendor-selektion" in ran.err


def test_one_bad_file_never_hides_the_others(run: Run, agent: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("format: alignassess/answers/1\n")

    ran = run("score", bad, agent, *AS_OF)

    assert ran.status == 3
    assert f"error: {bad}:1: the sheet has neither system nor vendor" in ran.err
    assert "Coding agent" in ran.out


@pytest.mark.parametrize("what", ["nothing-here", "empty/", "*.yaml"])
def test_no_sheet_found_is_status_3(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()

    ran = run("score", what)

    assert ran.status == 3
    assert ran.err.startswith("error: ")


def test_a_glob_and_a_folder_pass_over_other_files(
    run: Run, assistant: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "policy.yaml").write_text("format: alignassess/policy/1\ncompleteness: 0.8\n")
    (tmp_path / "other.json").write_text('[{"score": 1}]\n')
    (tmp_path / "sheet.yaml").write_text(
        "format: alignassess/answers/1\nsystem: {id: one, name: One}\n"
    )
    hidden = tmp_path / ".git"
    hidden.mkdir()
    (hidden / "sheet.yaml").write_text("not a sheet: [\n")

    by_folder, by_glob = run("score", "."), run("score", "*.yaml")

    assert (by_folder.status, by_glob.status) == (0, 0)
    assert by_folder.out == by_glob.out
    assert "One (one)" in by_folder.out


def test_a_sheet_with_a_missing_evidence_file_is_scored_with_a_notice(
    run: Run, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.yaml"
    sheet.write_text(
        "format: alignassess/answers/1\n"
        "system: {id: one, name: One}\n"
        "evidence:\n"
        "  plan: {title: Plan, file: gone.md, obtained: 2026-10-01, assurance: documented}\n"
    )

    ran = run("score", sheet, "--root", tmp_path)

    assert ran.status == 0
    assert f"notice: {sheet}:4: gone.md is not there; plan counts as asserted" in ran.err

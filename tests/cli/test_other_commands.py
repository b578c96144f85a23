import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from alignassess import __version__
from alignassess.cli.main import _COMMANDS
from tests.cli.conftest import AS_OF, Run


def test_version(run: Run) -> None:
    assert run("--version").out == f"alignassess {__version__}\n"


def test_help_lists_every_command(run: Run) -> None:
    ran = run("--help")

    assert ran.status == 0
    for command in (
        "assess", "check", "score", "gate", "compare", "report", "explain", "questionnaire",
        "schema", "demo",
    ):  # fmt: skip
        assert f"  {command} " in ran.out


@pytest.mark.parametrize("arguments", [(), ("nonsense",), ("score",), ("score", "--nonsense", "x")])
def test_a_wrong_command_line_is_status_2(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)

    assert ran.status == 2
    assert ran.out == ""


@pytest.mark.parametrize("group", [(), ("questionnaire",), ("evidence",)])
def test_without_a_command_all_commands_are_listed_as_help_lists_them(
    run: Run, group: tuple[str, ...]
) -> None:
    ran = run(*group)

    assert ran.status == 2
    assert ran.err == run(*group, "--help").out


@pytest.mark.parametrize("group", [(), ("questionnaire",), ("evidence",)])
def test_what_a_command_does_is_said_whole(run: Run, group: tuple[str, ...]) -> None:
    said = run(*group, "--help").out

    assert "..." not in said.partition("Commands:")[2]
    assert max(map(len, said.splitlines())) <= 80


def test_without_a_command_an_error_that_programs_read_stays_short(run: Run) -> None:
    ran = run("--error-format", "json", "questionnaire")

    assert ran.status == 2
    assert json.loads(ran.err)["message"] == "no command given"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("questionnaire", "import"), "Missing argument 'FILE'."),
        (("questionnaire", "import", "form.xlsx"), "Missing option '--output' / '-o'."),
        (("evidence", "expiring", "x.yaml", "--within", "-1"), "'--within'"),
        (("score", "x.yaml", "--lense", "all"), "--lens"),
    ],
)
def test_a_wrong_command_line_is_named_with_the_help_of_its_command(
    run: Run, arguments: tuple[str, ...], said: str
) -> None:
    ran = run(*arguments)

    assert ran.status == 2
    assert said in ran.err
    assert (
        f"see alignassess {' '.join(arguments[: 1 if arguments[0] == 'score' else 2])} --help"
        in (ran.err)
    )


def test_a_root_that_is_not_there_is_named_and_not_each_path_below_it(
    run: Run, assistant: Path
) -> None:
    ran = run("score", assistant, "--root", "nothere")

    assert ran.status == 2
    assert ran.err.startswith("error: Invalid value for '--root': Directory 'nothere'")


def test_only_the_program_offers_to_install_completion(run: Run) -> None:
    helps = [run(name, "--help").out for name in _COMMANDS]

    assert "--install-completion" in run("--help").out
    assert not [one for one in helps if "--install-completion" in one]


@pytest.mark.parametrize(
    ("status", "arguments"),
    [
        (3, ("merge", "SHEET", "FOLDER")),
        (3, ("migrate", "FOLDER")),
        (3, ("gate", "SHEET", "--fail-on", "high", "--baseline", "FOLDER")),
        (2, ("gate", "SHEET", "--policy", "FOLDER")),
        (3, ("report", "SHEET", "--baseline", "FOLDER")),
        (3, ("report", "SHEET", "--kind", "audit", "--engagement", "FOLDER")),
        (3, ("assess", "SHEET", "--plain", "--from", "FOLDER")),
        (3, ("verify", "FOLDER")),
        (3, ("sign", "SHEET", "--key", "FOLDER")),
    ],
)
def test_a_folder_where_a_file_is_wanted_is_a_wrong_input(
    run: Run, assistant: Path, tmp_path: Path, status: int, arguments: tuple[str, ...]
) -> None:
    names = {"SHEET": assistant, "FOLDER": tmp_path}

    ran = run(*(names.get(one, one) for one in arguments))

    assert ran.status == status
    assert f"error: {tmp_path}: is not a regular file\n help: name a file\n" in ran.err


def test_check_names_each_valid_sheet(run: Run, examples: Path) -> None:
    ran = run("check", examples)

    assert ran.status == 0
    assert len(ran.out.splitlines()) == 4
    assert all(": valid; " in line for line in ran.out.splitlines())


def test_check_prints_every_problem_with_its_line_and_remedy(run: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "acme.yaml"
    sheet.write_text(
        "format: alignassess/answers/1\n"
        "system: {id: acme, name: Acme}\n"
        "answers:\n"
        "  fine-tuning-safety:\n"
        "    ft-03: sometimes\n"
        "    ft-99: nothing\n"
        "    ec-13: {answer: not-applicable, note: none}\n"
    )

    ran = run("check", sheet)

    assert ran.status == 3
    assert f'error: {sheet}:5: ft-03 has no option "sometimes"\n help: choose one of: ' in ran.err
    assert f"error: {sheet}:6: there is no question ft-99 in fine-tuning-safety" in ran.err
    assert f"error: {sheet}:7: ec-13 belongs to evaluation-and-controls-integration" in ran.err


def test_errors_as_json_lines(run: Run, tmp_path: Path) -> None:
    ran = run("--error-format", "json", "check", tmp_path / "gone.yaml")

    (problem,) = map(json.loads, ran.err.splitlines())
    assert problem == {
        "message": "there is no such file",
        "file": str(tmp_path / "gone.yaml"),
        "line": None,
        "help": "check the path",
    }


def test_questionnaire_list_and_check(run: Run) -> None:
    assert len(run("questionnaire", "list").out.splitlines()) == 7
    assert run("questionnaire", "check").out == (
        "sound: 6 questionnaires, 40 profile questions, 111 scored questions, 36 rules\n"
    )


def test_questionnaire_show_prints_every_question_and_condition(run: Run) -> None:
    ran = run("questionnaire", "show", "fine-tuning-safety")

    assert ran.status == 0
    assert all(f"ft-{number:02}" in ran.out for number in (1, 2, 3, 5, 21))
    assert "asked when " in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    assert run("questionnaire", "show", "nonsense").status == 2


def test_schema_lists_names_and_refuses_others(run: Run) -> None:
    assert [line.split()[0] for line in run("schema").out.splitlines()] == [
        "answers", "policy", "waivers", "results", "row", "comparison", "engagement", "lens",
        "questionnaire", "overlay", "migration",
    ]  # fmt: skip
    assert run("schema", "nonsense").status == 2


def test_the_examples_fit_the_published_schema_of_answers(run: Run, examples: Path) -> None:
    schema = json.loads(run("schema", "answers").out)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)

    for sheet in [*examples.glob("*/answers.yaml"), *examples.glob("vendors/*.yaml")]:
        data = yaml.load(sheet.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
        assert [error.message for error in validator.iter_errors(data)] == [], sheet


def test_the_published_schema_refuses_what_the_program_refuses(run: Run) -> None:
    validator = Draft202012Validator(json.loads(run("schema", "answers").out))
    good = {"format": "alignassess/answers/1", "system": {"id": "a", "name": "A"}}

    assert validator.is_valid(good)
    for bad in (
        {**good, "colour": "red"},
        {**good, "vendor": {"id": "b", "name": "B"}},
        {**good, "answers": {"fine-tuning-safety": {"ft-03": "sometimes"}}},
        {**good, "answers": {"fine-tuning-safety": {"ft-03": {"note": "no answer"}}}},
        {**good, "system": {"id": "a", "name": "A", "kind": "system"}},
    ):
        assert not validator.is_valid(bad), bad


@pytest.mark.parametrize("name", ["support-assistant/answers", "vendors/example-ai"])
def test_results_fit_their_published_schema(run: Run, examples: Path, name: str) -> None:
    schema = json.loads(run("schema", "results").out)
    result = json.loads(run("score", examples / f"{name}.yaml", *AS_OF, "--format", "json").out)

    Draft202012Validator.check_schema(schema)
    assert [e.message for e in Draft202012Validator(schema).iter_errors(result)] == []


def test_the_policy_fits_its_published_schema(run: Run, examples: Path) -> None:
    schema = json.loads(run("schema", "policy").out)
    policy = yaml.safe_load((examples / "policy.yaml").read_text(encoding="utf-8"))

    assert Draft202012Validator(schema).is_valid(policy)


def test_demo_scores_three_systems_and_writes_their_reports(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "reports"

    ran = run("demo", folder)

    assert ran.status == 0
    assert sorted(one.name for one in folder.iterdir()) == [
        "claims-triage.html",
        "claims-triage.md",
        "coding-agent.html",
        "coding-agent.md",
        "support-assistant.html",
        "support-assistant.md",
    ]
    assert str(folder) in ran.out
    assert "Coding agent (coding-agent)" in ran.out
    assert "pass, with 1 waiver: support-assistant (preview as of 2026-11-25): " in ran.out


def test_demo_into_a_file_is_status_2(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    assert run("demo", tmp_path / "file").status == 2

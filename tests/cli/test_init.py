"""`init`: three questions, files that work at once, nothing overwritten, nothing half written."""

import json
import re
import shlex
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from alignassess.files.instrument_files import load_instrument
from alignassess.files.waivers_file import read_waivers
from tests.cli.conftest import Run
from tests.cli.terminal import Terminal


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty git repository, which is the current folder."""
    made = tmp_path / "support-bot"
    (made / ".git").mkdir(parents=True)
    monkeypatch.chdir(made)
    return made


def type_in(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(text.encode())))


def files_of(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


SHEETS = [
    "assessments/.schemas/answers.schema.json",
    "assessments/.schemas/policy.schema.json",
    "assessments/.schemas/waivers.schema.json",
    "assessments/policy.yaml",
    "assessments/support-bot.yaml",
    "assessments/waivers.yaml",
]
JOBS = {
    "github": [".github/workflows/alignment.yml"],
    "gitlab": [".gitlab-ci.yml", ".gitlab/alignment.yml"],
    "none": [],
}


@pytest.mark.parametrize("ci", list(JOBS))
def test_the_commands_that_it_names_work_on_what_it_wrote(
    run: Run, repository: Path, ci: str
) -> None:
    began = run("init", "--yes", "--ci", ci)
    commands = re.findall(r"^  alignassess (.*)$", began.out, re.M)
    check, gate = (run(*shlex.split(one)) for one in commands[1:])

    assert (began.status, began.err) == (0, "")
    assert sorted(files_of(repository)) == sorted([*SHEETS, *JOBS[ci]])
    assert all(name in began.out for name in files_of(repository))
    assert commands[0] == "assess assessments/support-bot.yaml"
    assert (check.status, check.err) == (0, "")
    assert check.out.endswith("valid; 0 of 111 questions answered\n")
    assert (gate.status, gate.err) == (1, "")
    assert gate.out.startswith("inconclusive: support-bot: 0 of 111 questions answered")


def test_it_asks_three_questions_at_a_terminal(tmp_path: Path) -> None:
    with Terminal("init", "new", folder=tmp_path) as terminal:
        terminal.wait_for("Name of the first system [New]:")
        terminal.type("Claims helper\n")
        terminal.wait_for("Rating from which the gate stops (low, medium, high, critical) [high]:")
        terminal.type("often\n")
        terminal.wait_for("Choose one of: low, medium, high, critical.")
        terminal.type("Medium\n")
        terminal.wait_for("Where the gate is to run (github, gitlab, none) [github]:")
        terminal.type("\n")
        terminal.wait_for("alignassess gate new/assessments")
        assert terminal.ended() == 0

    policy = yaml.safe_load((tmp_path / "new/assessments/policy.yaml").read_text("utf-8"))
    sheet = (tmp_path / "new/assessments/claims-helper.yaml").read_text("utf-8")
    assert policy["limits"][0] == {"category": "all", "reading": "answered", "below": "medium"}
    assert "  name: Claims helper\n" in sheet
    assert (tmp_path / "new/.github/workflows/alignment.yml").is_file()


def test_who_leaves_has_written_nothing(tmp_path: Path) -> None:
    with Terminal("init", folder=tmp_path) as terminal:
        terminal.wait_for("[")
        terminal.type("Bot\n")
        terminal.wait_for("Rating from which")
        terminal.type("quit\n")
        terminal.wait_for("Nothing was written.")
        assert terminal.ended() == 0

    assert files_of(tmp_path) == {}


def test_it_asks_only_what_was_not_said_and_back_goes_to_the_question_before(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, "Bot\nback\nOther bot\nnowhere\nNone\n")

    ran = run("init", "--fail-on", "critical")

    assert ran.status == 0
    assert "Rating" not in ran.out
    assert "Choose one of: github, gitlab, none." in ran.out
    assert (repository / "assessments/other-bot.yaml").is_file()
    assert not (repository / ".github").exists()


def test_without_anybody_to_ask_it_says_which_options_to_give(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(monkeypatch, "Bot\n")

    ran = run("init")
    said = run("init", "--name", "Bot", "--fail-on", "high", "--ci", "none")

    assert ran.status == 2
    assert "--name, --fail-on and --ci, or --yes" in ran.err
    assert said.status == 0


def test_what_is_there_stays_and_is_named(run: Run, repository: Path) -> None:
    policy = repository / "assessments/policy.yaml"
    pipeline = repository / ".gitlab-ci.yml"
    policy.parent.mkdir()
    policy.write_text("ours\n", "utf-8")
    pipeline.write_text("test: {script: [make]}\n", "utf-8")

    first = run("init", "--yes")
    once = files_of(repository)
    second = run("init", "--yes")

    assert policy.read_text("utf-8") == "ours\n"
    kept = first.out.split("left as it is:")[1].split("Next:")[0]
    assert [line.split()[0] for line in kept.strip().splitlines()] == [
        "assessments/policy.yaml", ".gitlab-ci.yml",
    ]  # fmt: skip
    assert "Add to .gitlab-ci.yml:\n  include:\n    - local: /.gitlab/alignment.yml" in first.out
    assert second.status == 0
    assert "Made:" not in second.out
    assert "for you to see" not in second.out
    assert files_of(repository) == once


def test_a_second_system_joins_the_first(run: Run, repository: Path) -> None:
    run("init", "--yes")
    ran = run("init", "--yes", "--name", "Second: \"x\" 'y' #z", "--operator", "Example Ltd")
    checked = run("check", "assessments")

    assert re.findall(r"^Made:\n  (\S+)", ran.out) == ["assessments/second-x-y-z.yaml"]
    assert checked.status == 0
    assert len(checked.out.splitlines()) == 2


def test_where_one_file_cannot_be_made_none_is(run: Run, repository: Path) -> None:
    (repository / ".github").write_text("a file where a folder should be", "utf-8")
    before = files_of(repository)

    ran = run("init", "--yes")

    assert ran.status == 2
    assert ran.err.startswith("error: .github: cannot be written")
    assert files_of(repository) == before
    assert not (repository / "assessments").exists()


def test_in_a_folder_of_a_repository_the_job_goes_to_its_top(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "services").mkdir()
    monkeypatch.chdir(repository / "services")

    ran = run("init", "my bot", "--yes")
    again = run("init", repository / "other", "--yes")

    workflow = yaml.safe_load((repository / JOBS["github"][0]).read_text("utf-8"))
    assert workflow["env"]["SHEETS"] == "services/my bot/assessments"
    assert "  ../.github/workflows/alignment.yml" in ran.out
    assert "alignassess check 'my bot/assessments'" in ran.out
    assert (repository / "services/my bot/assessments/my-bot.yaml").is_file()
    assert "looks at other/assessments as well is for you to see" in again.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("p$(id)", "--yes"), "CI would read more than a name"),
        ((".", "--yes", "--system", "policy"), "cannot be called policy.yaml"),
        ((".", "--yes", "--system", "Not An Id"), "id cannot be 'Not An Id'"),
        ((".", "--yes", "--name", ""), "name cannot be ''"),
    ],
)
def test_what_would_not_work_is_refused_before_anything_is_written(
    run: Run, repository: Path, arguments: tuple[str, ...], said: str
) -> None:
    ran = run("init", *arguments)

    assert ran.status == 2
    assert said in ran.err
    assert files_of(repository) == {}


def test_a_path_that_ci_could_not_name_is_fine_without_ci(run: Run, repository: Path) -> None:
    assert run("init", "-x$y", "--yes", "--ci", "none").status == 2  # an option by its looks
    ran = run("init", "--yes", "--ci", "none", "--", "-x$y")

    assert ran.status == 0
    assert "alignassess check './-x$y/assessments'" in ran.out


def test_a_path_cannot_steer_the_terminal(run: Run, repository: Path) -> None:
    ran = run("init", "a\x1b[31mb", "--yes", "--ci", "none")

    assert ran.status == 0
    assert "\x1b" not in ran.out


@pytest.mark.parametrize("kind", ["answers", "policy", "waivers"])
def test_editors_find_the_schema_beside_the_file(run: Run, repository: Path, kind: str) -> None:
    run("init", "--yes")
    name = {"answers": "support-bot"}.get(kind, kind)
    path = repository / f"assessments/{name}.yaml"
    first = path.read_text("utf-8").splitlines()[0]
    schema = path.parent / first.removeprefix("# yaml-language-server: $schema=")

    assert schema.read_text("utf-8") == run("schema", kind).out
    data = yaml.safe_load(path.read_text("utf-8"))
    validator = Draft202012Validator(json.loads(schema.read_text("utf-8")))
    assert [one.message for one in validator.iter_errors(data)] == []


def test_the_waiver_in_the_comment_is_a_waiver(
    run: Run, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")  # 2026-11-24
    run("init", "--yes")
    path = repository / "assessments/waivers.yaml"
    text = path.read_text("utf-8").replace("waivers: []\n", "")
    path.write_text(re.sub(r"^#(?=waivers:|  )", "", text, flags=re.M), "utf-8")

    (waiver,) = read_waivers(path, load_instrument()).waivers
    gate = run(
        "gate", "assessments", "--policy", "assessments/policy.yaml", "--waivers", path,
        "--as-of", "2026-11-25",
    )  # fmt: skip

    assert waiver.systems == ("support-bot",)
    assert (waiver.expires - waiver.approved_on).days == 90
    assert gate.status == 1
    assert "error" not in gate.err

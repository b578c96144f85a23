"""`--questionnaires` on every command, `questionnaire check FILE`, and `migrate`."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from alignassess import resources
from tests.cli.conftest import AS_OF, Run
from tests.files.test_own_questionnaires import OVERLAY


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "acme.yaml").write_text(OVERLAY, encoding="utf-8")
    yield folder
    resources.use_questionnaires(None)


def test_own_questions_are_shown_scored_and_reported(
    run: Run, ours: Path, assistant: Path, tmp_path: Path
) -> None:
    own = ("--questionnaires", ours)
    report = tmp_path / "report.md"

    assert "acme-01" in run("questionnaire", "show", "research-engagement", *own).out
    assert "acme-01" in run("explain", "acme-01", *own).out
    assert '"path": "own/acme.yaml"' in run("score", assistant, "--format", "json", *own).out
    assert 0 == run("report", assistant, "-o", report, *own, *AS_OF).status
    assert "acme-01" in report.read_text(encoding="utf-8")


HOSTILE = (
    OVERLAY.replace(
        "How often does the board look", '"\\e[31mHow\\a \\u202eoften does the board look'
    )
    .replace("at findings?", 'at findings?"')
    .replace("label: Never", 'label: "\\e[2JNever"')
    .replace("reason: Our sector forbids it.", 'reason: "\\e]0;x\\a Our sector forbids it."')
)


@pytest.mark.parametrize(
    "command",
    [
        ("questionnaire", "show", "research-engagement"),
        ("questionnaire", "show", "research-engagement", "-o", "FILE"),
        ("questionnaire", "list"),
        ("explain", "acme-01"),
        ("explain", "re-05"),
        ("explain", "SHEET", "acme-01"),
        ("score", "SHEET"),
    ],
)
def test_what_own_files_say_is_inert(
    run: Run, ours: Path, assistant: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (ours / "acme.yaml").write_text(HOSTILE, encoding="utf-8")
    file = tmp_path / "out.txt"
    places = {"SHEET": assistant, "FILE": file}

    ran = run(*(places.get(one, one) for one in command), "--questionnaires", ours)

    shown = ran.out + ran.err + (file.read_text(encoding="utf-8") if file.exists() else "")
    assert 0 == ran.status
    assert [] == [one for one in "\x1b\a\u202e" if one in shown]


def test_a_report_on_own_questions_is_verified_with_their_folder(
    run: Run, ours: Path, assistant: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.md"
    run("report", assistant, "-o", report, "--questionnaires", ours, *AS_OF)
    resources.use_questionnaires(None)

    missing = run("verify", report)
    assert "not here instrument own/acme.yaml" in missing.out
    for option in ("--inputs", "--questionnaires"):
        found = run("verify", report, option, ours)
        assert 0 == found.status
        assert "own/acme.yaml" not in found.out
    (ours / "acme.yaml").write_text(OVERLAY + "# later", encoding="utf-8")
    assert 1 == run("verify", report, "--inputs", ours).status


def test_a_level_that_is_left_out_is_not_what_comes_next(
    run: Run, ours: Path, assistant: Path
) -> None:
    """The options of acme-01 are at 0 and 4."""
    own = ("--questionnaires", ours, *AS_OF)

    out = run("explain", assistant, "acme-01", *own).out
    findings = json.loads(run("score", assistant, "--format", "json", *own).out)["findings"]

    assert "Next: Each quarter" in out
    (found,) = [one for one in findings if one["question"]["id"] == "acme-01"]
    assert (4, "Each quarter") == (found["next_level"], found["next_label"])
    assert not found["improvement"]


def test_the_next_command_is_about_the_same_questions(
    run: Run, ours: Path, assistant: Path, tmp_path: Path
) -> None:
    form = tmp_path / "a form.csv"

    out = run("questionnaire", "export", "vendor-selection", "-o", form, "--questionnaires", ours)

    assert f"import '{form}' -o SHEET.yaml --questionnaires {ours}" in out.out


def test_without_the_option_only_the_shipped_questions_count(run: Run, ours: Path) -> None:
    run("questionnaire", "list", "--questionnaires", ours)

    assert "acme-01" not in run("questionnaire", "show", "research-engagement").out


def test_a_file_of_ones_own_is_checked_alone(run: Run, ours: Path) -> None:
    assert "112 scored questions" in run("questionnaire", "check", ours / "acme.yaml").out

    (ours / "acme.yaml").write_text(OVERLAY.replace("re-05", "re-99"), encoding="utf-8")
    ran = run("questionnaire", "check", ours / "acme.yaml")

    assert 3 == ran.status
    assert "acme.yaml:19: re-99 is changed by acme-over" in ran.err


def test_a_sheet_of_this_pack_needs_no_migration(run: Run, assistant: Path) -> None:
    ran = run("migrate", assistant)

    assert 0 == ran.status
    assert assistant.read_text(encoding="utf-8") == ran.out
    assert "nothing of it is renamed or asked again" in ran.err


def test_migrate_writes_a_new_file_and_never_over_one(
    run: Run, assistant: Path, tmp_path: Path
) -> None:
    there = tmp_path / "there.yaml"
    there.write_text("mine", encoding="utf-8")

    assert 2 == run("migrate", assistant, "-o", there).status
    assert "mine" == there.read_text(encoding="utf-8")
    sheet = Path(shutil.copy(assistant, tmp_path))
    assert 0 == run("migrate", sheet, "-o", tmp_path / "new.yaml").status


def test_a_sheet_with_paths_is_migrated_within_its_folder(
    run: Run, assistant: Path, tmp_path: Path
) -> None:
    bare = tmp_path / "bare.yaml"
    bare.write_text("format: alignassess/answers/1\nsystem: {id: bot, name: Bot}\n", "utf-8")
    (tmp_path / "other").mkdir()

    bound = run("migrate", assistant, "-o", tmp_path / "new.yaml")
    free = run("migrate", bare, "-o", tmp_path / "other" / "new.yaml")

    assert (2, 0) == (bound.status, free.status)
    assert "lies in another folder" in bound.err
    assert not (tmp_path / "new.yaml").exists()

"""The plain interview through its real streams: answers in, a sheet on disk."""

import shutil
import subprocess
import sys
from pathlib import Path

from alignassess.files.answer_sheet import load_sheet
from alignassess.files.instrument_files import load_instrument
from alignassess.resources import examples


def interview(folder: Path, typed: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "alignassess", "assess", "--plain", *arguments],
        cwd=folder,
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def chosen(sheet: Path) -> dict[str, str]:
    loaded = load_sheet(sheet, load_instrument(), root=sheet.parent).sheet
    return {
        entry.question: "+".join(getattr(entry.answers[0], "options", (entry.answers[0].kind,)))
        for entry in loaded.entries
    }


def test_a_new_sheet_is_started_answered_left_and_gone_on_with(tmp_path: Path) -> None:
    first = interview(tmp_path, "Help desk\nExample Ltd\n\n1\n1,2\nquit\n")
    again = interview(tmp_path, "unknown\nnobody knows\n4\n", "help-desk.yaml")

    assert (first.returncode, again.returncode) == (0, 0), first.stderr + again.stderr
    assert "Started help-desk.yaml" in first.stdout
    assert "sp-03" in again.stdout
    assert chosen(tmp_path / "help-desk.yaml") == {
        "sp-01": "api-pinned",
        "sp-02": "text-assistant+retrieval",
        "sp-03": "dont-know",
        "sp-04": "frontier",
    }
    assert "Next: alignassess assess help-desk.yaml" in again.stdout
    assert "Or, as it stands: alignassess report help-desk.yaml" in again.stdout


def test_what_is_printed_at_the_end_fits_how_much_is_answered(tmp_path: Path) -> None:
    shutil.copytree(examples(), tmp_path / "examples")

    little = interview(tmp_path, "Help desk\nExample Ltd\n\nquit\n").stdout
    enough = interview(tmp_path, "quit\n", "examples/coding-agent/answers.yaml").stdout

    assert "Unrated: nothing answered" in little
    assert "Essential gaps" not in little
    assert "First actions" not in little
    assert "First actions" in enough


def test_leaving_before_a_name_was_given_writes_nothing(tmp_path: Path) -> None:
    ran = interview(tmp_path, "quit\n")

    assert ran.returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_a_named_questionnaire_is_asked_alone_after_the_profile(tmp_path: Path) -> None:
    ran = interview(tmp_path, "\n\nquit\n", "new.yaml", "--questionnaire", "research-engagement")

    assert ran.returncode == 0, ran.stderr
    assert "0 of 5" in ran.stdout  # 40 profile questions and 13 of research engagement


def test_a_sheet_with_problems_is_not_asked_about(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("format: alignassess/answers/1\n")

    ran = interview(tmp_path, "", "bad.yaml")

    assert ran.returncode == 3
    assert "bad.yaml:1: the sheet has neither system nor vendor" in ran.stderr


def test_typed_bytes_that_are_no_text_do_no_harm(tmp_path: Path) -> None:
    process = subprocess.run(
        [sys.executable, "-m", "alignassess", "assess", "x.yaml"],
        cwd=tmp_path,
        input=b"X\nExample\nnote \xff\xfe\nquit\n",
        capture_output=True,
        check=False,
        timeout=60,
    )

    assert process.returncode == 0, process.stderr

"""What the options of `assess` narrow, offer and refuse."""

from pathlib import Path

import pytest

from alignassess.files.answer_sheet import load_sheet
from alignassess.files.instrument_files import load_instrument
from alignassess.files.sheet_saver import SheetSaver
from tests.builders import VENDOR_HEAD, write_sheet
from tests.cli.interviewing import Interviewer, interview
from tests.cli.test_assess import chosen

__all__ = ["interview"]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return write_sheet(
        tmp_path,
        "answers:\n"
        "  vendor-selection:\n"
        "    vs-01: [{answer: none-or-marketing}, {answer: misuse-only-card}]\n"
        "    vs-02: {answer: 3, evidence: [old]}\n"
        "    vs-03: 4\n"
        "evidence:\n"
        "  old: {title: Old, location: binder 1, obtained: 2020-01-01, assurance: documented}\n",
    )


@pytest.mark.parametrize(
    ("only", "first", "count"),
    [
        ("disagreements", "vs-01", "0 of 1"),
        ("stale", "vs-02", "0 of 1"),
        ("gaps", "sp-01", "0 of"),
        ("unanswered", "sp-01", "0 of"),
    ],
)
def test_only_some_of_what_applies_is_asked(
    interview: Interviewer, sheet: Path, only: str, first: str, count: str
) -> None:
    ran = interview(sheet.parent, "quit\n", sheet.name, "--only", only)

    assert ran.status == 0, ran.err
    assert count in ran.out
    assert f"\n{first}  " in ran.out


def test_a_disagreement_is_settled(interview: Interviewer, sheet: Path) -> None:
    ran = interview(sheet.parent, "2\n\n", sheet.name, "--only", "disagreements")

    assert "These disagree." in ran.out
    assert chosen(sheet)["vs-01"] == "misuse-only-card"


def test_an_unknown_section_is_a_usage_error(interview: Interviewer, sheet: Path) -> None:
    ran = interview(sheet.parent, "", sheet.name, "--section", "nowhere")

    assert ran.status == 2
    assert "there is no section nowhere" in ran.err


def test_an_earlier_sheet_is_offered_and_confirmed(
    interview: Interviewer, tmp_path: Path, sheet: Path
) -> None:
    new = write_sheet(tmp_path, "answers: {}\n", name="new.yaml")

    ran = interview(tmp_path, "go vs-03\nyes\nquit\n", "new.yaml", "--from", sheet.name, "--plain")

    assert ran.status == 0, ran.err
    assert "The earlier sheet says: " in ran.out
    assert set(chosen(new)) == {"vs-03"}


def test_an_earlier_sheet_that_is_none_is_refused_before_anything_is_asked(
    interview: Interviewer, sheet: Path
) -> None:
    (sheet.parent / "bad.yaml").write_text("format: alignassess/answers/1\n")

    ran = interview(sheet.parent, "1\n", sheet.name, "--from", "bad.yaml")

    assert ran.status == 3
    assert "> " not in ran.out


def test_back_and_help_work_before_there_is_a_sheet(interview: Interviewer, tmp_path: Path) -> None:
    typed = "Desk\n?\nback\nHelp desk\nExample Ltd\nback\nExample\nmine.yaml\nquit\n"

    ran = interview(tmp_path, typed)

    assert ran.status == 0, ran.err
    assert "Enter takes what stands in brackets" in ran.out
    assert "name: Help desk\n  operator: Example\n" in (tmp_path / "mine.yaml").read_text()


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (
            "none/x.yaml",
            "error: none/x.yaml: there is no folder none\n help: make the folder first",
        ),
        ("x.json", "error: x.json: a new sheet is written as YAML\n help: end its name in .yaml"),
    ],
)
def test_where_no_sheet_can_be_begun_nothing_is_asked(
    interview: Interviewer, tmp_path: Path, path: str, message: str
) -> None:
    ran = interview(tmp_path, "", path)

    assert (2, "") == (ran.status, ran.out)
    assert message in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_path_that_cannot_be_is_asked_for_again(interview: Interviewer, tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()

    ran = interview(tmp_path, "Desk\n\nfolder.yaml\nnone/x.yaml\nx\ndesk.yml\nquit\n")

    assert ran.status == 0
    assert "folder.yaml: is no file; name a file ending in .yaml." in ran.out
    assert "none/x.yaml: there is no folder none; make the folder first." in ran.out
    assert "x: a new sheet is written as YAML; end its name in .yaml." in ran.out
    assert (tmp_path / "desk.yml").exists()


def test_the_proposed_path_is_never_one_that_is_taken(
    interview: Interviewer, tmp_path: Path
) -> None:
    taken = tmp_path / "help-desk.yaml"
    taken.write_text("somebody else's\n")

    ran = interview(tmp_path, "Help desk\n\n\nquit\n")

    assert "[help-desk-2.yaml]" in ran.out
    assert taken.read_text() == "somebody else's\n"


def test_undo_leaves_the_file_as_it_was(interview: Interviewer, sheet: Path) -> None:
    before = sheet.read_text()

    ran = interview(sheet.parent, "go vs-05\n1\nundo\nquit\n", sheet.name)

    assert "Taken back." in ran.out
    assert sheet.read_text() == before


def test_new_evidence_is_listed_and_supports_the_answer(
    interview: Interviewer, sheet: Path
) -> None:
    (sheet.parent / "card.pdf").write_bytes(b"card")
    typed = "go vs-03\nevidence new\nModel card\ncard.pdf\n2026-11-02\nquit\n"

    ran = interview(sheet.parent, typed, sheet.name)

    assert ran.status == 0, ran.err
    text = sheet.read_text()
    assert "model-card: {title: " in text
    assert "file: card.pdf" in text
    assert "evidence: [model-card]" in text


def test_a_narrower_scope_is_asked_after_the_profile(
    interview: Interviewer, tmp_path: Path
) -> None:
    ran = interview(tmp_path, "\n\nquit\n", "new.yaml", "--questionnaire", "research-engagement")

    assert ran.status == 0, ran.err
    assert "go on" not in ran.err
    assert "counted over research-engagement only" in ran.out


def test_a_vendor_is_asked_about_itself_whatever_the_scope(
    interview: Interviewer, tmp_path: Path
) -> None:
    vendor = write_sheet(tmp_path, "answers: {}\n", head=VENDOR_HEAD, name="vendor.yaml")

    ran = interview(tmp_path, "quit\n", vendor.name, "--questionnaire", "research-engagement")

    assert ran.status == 0, ran.err
    assert "0 of 24, " in ran.out


def test_where_nothing_waits_there_is_a_review_and_no_question(
    interview: Interviewer, sheet: Path
) -> None:
    interview(sheet.parent, "2\n\n", sheet.name, "--only", "disagreements")

    ran = interview(sheet.parent, "\n", sheet.name, "--only", "disagreements")

    assert ran.status == 0, ran.err
    assert "No question is left to ask here.\nback, go ID, or Enter to leave> " in ran.out


@pytest.mark.parametrize("options", [("--from", "nothere.yaml"), ("--section", "nope")])
def test_an_option_that_names_nothing_is_refused_before_a_sheet_is_begun(
    interview: Interviewer, sheet: Path, options: tuple[str, str]
) -> None:
    ran = interview(sheet.parent, "Name\nOperator\nquit\n", "new.yaml", *options)

    assert ran.status in (2, 3)
    assert "> " not in ran.out
    assert not (sheet.parent / "new.yaml").exists()


def test_a_file_that_cannot_be_written_is_refused_before_anything_is_asked(
    interview: Interviewer, sheet: Path
) -> None:
    (sheet.parent / "folder.yaml").mkdir()

    ran = interview(sheet.parent, "1\n", "folder.yaml")

    assert ran.status == 2
    assert "> " not in ran.out


def test_evidence_elsewhere_is_a_place_and_not_a_file(interview: Interviewer, sheet: Path) -> None:
    for place in ("../outside.pdf", "binder 4", "x" * 5000):
        typed = f"go vs-03\nevidence new\nModel card\n{place}\n\nquit\n"
        ran = interview(sheet.parent, typed, sheet.name)
        assert ran.status == 0, ran.err

    assert "file: " not in sheet.read_text()
    assert sheet.read_text().count("location: ") == 4


def test_whoever_comes_second_is_told(interview: Interviewer, sheet: Path) -> None:
    loaded = load_sheet(sheet, load_instrument()).sheet
    with SheetSaver(sheet, load_instrument(), digest=loaded.sources[0].sha256):
        ran = interview(sheet.parent, "quit\n", sheet.name)

    assert "is open elsewhere: " in ran.out
    assert "Answers of both are kept." in " ".join(ran.out.split())


def test_what_an_earlier_sheet_said_about_nothing_asked_now_is_said_once(
    interview: Interviewer, tmp_path: Path
) -> None:
    write_sheet(tmp_path, "answers:\n  vendor-selection:\n    vs-99: always\n", name="old.yaml")

    ran = interview(tmp_path, "\n\nquit\n", "new.yaml", "--from", "old.yaml")

    assert ran.out.count("vs-99 is not in these questionnaires") == 1

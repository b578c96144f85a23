"""A sheet of an older pack: read, never scored under a new meaning, and rewritten on demand."""

import re
from pathlib import Path

import pytest

from alignassess.domain.answers import Chosen
from alignassess.domain.instrument import Instrument
from alignassess.domain.migration import AskedAgain, Migration, RenamedOption, RenamedQuestion
from alignassess.errors import InputError
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.carrying_over import CarriedOver, carried_over
from alignassess.files.instrument_files import load_instrument
from alignassess.files.old_sheet import read_old_sheet
from alignassess.files.own_sheet import OwnSheet
from alignassess.files.reading import read_text
from alignassess.files.sheet_merging import merge_texts
from alignassess.files.sheet_migrating import migrated
from alignassess.files.yaml_text import Block

MIGRATION = Migration(
    format="alignassess/migration/1",
    before=1,
    after=2,
    renamed=(RenamedQuestion(kind="renamed", question="ec-99", to="re-01"),),
    options=(
        RenamedOption(kind="option-renamed", question="ec-13", option="any", to="sample-only"),
    ),
    again=(
        AskedAgain(
            kind="rescaled",
            question="ec-03",
            options=("pairs-and-second-method",),
            reason="It asks for more.",
        ),
        AskedAgain(kind="retired", question="ec-98", reason="Nobody could answer it."),
    ),
)

SHEET = """\
# mine
format: alignassess/answers/1
instrument: 1
system: {id: bot, name: Bot}
answers:
  evaluation-and-controls-integration:
    ec-01: wanted-outcomes   # as agreed
    ec-99: quarterly-report
    ec-13: {answer: any, note: "By hand."}   # kept
    ec-03: LEVEL
    ec-98: gone
"""


@pytest.fixture(scope="module")
def newer() -> Instrument:
    shipped = load_instrument()
    same = {name: getattr(shipped, name) for name in Instrument.__dataclass_fields__}
    return Instrument(**same | {"pack": 2, "migrations": (MIGRATION,)})


@pytest.fixture(params=["pairs-and-second-method", "4"])
def sheet(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / "bot.yaml"
    path.write_text(SHEET.replace("LEVEL", request.param), encoding="utf-8")
    return path


def options(path: Path, instrument: Instrument) -> dict[str, tuple[str, ...]]:
    entries = load_sheet(path, instrument, root=path.parent).sheet.entries
    return {
        entry.question: answer.options
        for entry in entries
        for answer in entry.answers
        if isinstance(answer, Chosen)
    }


def test_renamed_answers_count_and_changed_ones_do_not(sheet: Path, newer: Instrument) -> None:
    found = load_sheet(sheet, newer, root=sheet.parent).sheet
    said = "level 4" if "ec-03: 4" in sheet.read_text() else "pairs-and-second-method"

    assert {
        "ec-01": ("wanted-outcomes",),
        "re-01": ("quarterly-report",),
        "ec-13": ("sample-only",),
    } == options(sheet, newer)
    assert 1 == found.pack
    assert [
        f"ec-03: {said} is not counted, because it means something else since the "
        "sheet was answered; answer it again. It asks for more.",
        "ec-98: gone is not counted, because it means something else since the sheet was answered; "
        "answer it again. Nobody could answer it.",
        "ec-99 is called re-01 now",
        "ec-13: any is called ec-13: sample-only now",
    ] == list(found.carried)


def test_a_level_of_a_question_that_was_rescaled_is_never_taken_over(
    tmp_path: Path, newer: Instrument
) -> None:
    path = tmp_path / "bot.yaml"
    path.write_text(SHEET.replace("LEVEL", "1"), encoding="utf-8")

    told = load_sheet(path, newer, root=tmp_path).sheet.carried

    assert "ec-03" not in options(path, newer)
    assert told[0].startswith("ec-03: level 1 is not counted")


def test_a_sheet_without_the_number_of_a_pack_is_told_what_changed_its_meaning(
    tmp_path: Path, newer: Instrument
) -> None:
    path = tmp_path / "bot.yaml"
    text = SHEET.replace("instrument: 1\n", "").replace("LEVEL", "3")
    kept = [line for line in text.splitlines() if "ec-9" not in line and "ec-13" not in line]
    path.write_text("\n".join(kept), encoding="utf-8")

    said = load_sheet(path, newer, root=tmp_path).sheet.carried
    path.write_text("\n".join(kept).replace("ec-03: 3", "ec-04: 3"), encoding="utf-8")
    silent = load_sheet(path, newer, root=tmp_path).sheet.carried

    assert 1 == len(said)
    assert said[0].startswith("ec-03: changed meaning")
    assert "read as pack 2" in said[0]
    assert () == silent


def test_two_options_may_change_places(tmp_path: Path, newer: Instrument) -> None:
    """In one step, with one of the two names asked again: each is followed from its old name."""
    swapped = Migration(
        format="alignassess/migration/1",
        before=1,
        after=2,
        options=(
            RenamedOption(kind="option-renamed", question="ec-01", option="none", to="listed"),
            RenamedOption(kind="option-renamed", question="ec-01", option="listed", to="none"),
        ),
        again=(AskedAgain(kind="rescaled", question="ec-01", options=("none",), reason="New."),),
    )
    changed = Instrument(
        **{name: getattr(newer, name) for name in Instrument.__dataclass_fields__}
        | {"migrations": (swapped,)}
    )

    def over(option: str) -> CarriedOver:
        answers, inside = Block(1), Block(1)
        answers["evaluation-and-controls-integration"] = inside
        inside["ec-01"] = option
        answers.lines = inside.lines = {"evaluation-and-controls-integration": 1, "ec-01": 1}
        return carried_over(answers, 1, changed)

    assert (("ec-01: none", "ec-01: listed"),) == over("none").renamed
    assert ["listed"] == [one.option for one in over("listed").again]


def test_a_place_stays_that_of_the_file(sheet: Path, newer: Instrument) -> None:
    found = load_sheet(sheet, newer, root=sheet.parent).sheet

    place = found.entry["re-01"].answers[0].place
    assert place is not None
    assert 8 == place.line


def test_rewriting_changes_only_what_must(sheet: Path, newer: Instrument) -> None:
    made = migrated(read_text(sheet), newer)

    assert made.text.startswith("# mine\nformat: alignassess/answers/1\ninstrument: ")
    assert "    ec-01: wanted-outcomes   # as agreed\n" in made.text
    assert "\ninstrument: 2\n" in made.text
    assert '    ec-13: {answer: sample-only, note: "By hand."}   # kept\n' in made.text
    assert "ec-99" not in made.text
    assert "ec-98" not in made.text
    assert re.search(r"(pairs-and-second-method|level 4) with pack 1; It asks for more.", made.text)
    assert 4 == len(made.told)


def test_the_rewritten_sheet_reads_as_the_old_one_did(sheet: Path, newer: Instrument) -> None:
    before = options(sheet, newer)
    sheet.write_text(migrated(read_text(sheet), newer).text, encoding="utf-8")

    assert before == options(sheet, newer)
    again = OwnSheet(read_text(sheet), newer)
    assert again.sheet is not None
    assert 2 == again.sheet.pack
    assert "dont-know" == again.sheet.entry["ec-03"].answers[0].kind
    assert ((), again.file.text) == (
        migrated(again.file, newer).told,
        migrated(again.file, newer).text,
    )


def test_disagreements_and_lists_are_carried_over_too(tmp_path: Path, newer: Instrument) -> None:
    path = tmp_path / "bot.yaml"
    both = "[{answer: any, by: a}, {answer: none, by: b}]"
    people = "respondents: {a: {name: A}, b: {name: B}}\nanswers:"
    text = SHEET.replace('{answer: any, note: "By hand."}', both).replace(
        "answers:\n  eva", people + "\n  eva"
    )
    path.write_text(text.replace("LEVEL", "no-comparison"), encoding="utf-8")

    found = load_sheet(path, newer, root=tmp_path).sheet

    sides = [one.options for one in found.entry["ec-13"].answers if isinstance(one, Chosen)]
    assert [("sample-only",), ("none",)] == sides
    assert ("no-comparison",) == options(path, newer)["ec-03"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("7", "answered with pack 7, which is newer than this program"),
        ("x", "instrument must be the number of a pack"),
        ("0", "instrument must be the number of a pack"),
        ("[1]", "instrument must be the number of a pack"),
    ],
)
def test_a_number_of_no_pack_is_refused(tmp_path: Path, said: str, expected: str) -> None:
    path = tmp_path / "bot.yaml"
    path.write_text(
        f"format: alignassess/answers/1\ninstrument: {said}\nsystem: {{id: b, name: B}}\n"
    )

    problems = OwnSheet(read_text(path), load_instrument()).problems

    assert any(expected in one.message for one in problems)


def test_a_sheet_of_this_pack_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bot.yaml"
    path.write_text("format: alignassess/answers/1\nsystem: {id: b, name: B}\nanswers: {}\n")

    assert ((), path.read_text()) == (
        migrated(read_text(path), load_instrument()).told,
        migrated(read_text(path), load_instrument()).text,
    )


def test_an_old_sheet_is_proposed_under_new_names(sheet: Path, newer: Instrument) -> None:
    old = read_old_sheet(sheet, newer)

    assert {"ec-01", "re-01", "ec-13"} == {entry.question for entry in old.sheet.entries}
    said = "level 4" if "ec-03: 4" in sheet.read_text() else "pairs-and-second-method"
    assert ("ec-03", f"{said}. It asks for more.") in old.unreadable
    assert {
        "re-01": ("ec-99 is called re-01 now",),
        "ec-13": ("ec-13: any is called ec-13: sample-only now",),
    } == old.changes


def test_sheets_of_an_older_pack_are_not_merged(sheet: Path, newer: Instrument) -> None:
    file = read_text(sheet)

    with pytest.raises(InputError) as refused:
        merge_texts(file, file, newer, folder=sheet.parent, nameless=(None, None))

    assert 2 == len(refused.value.problems)
    assert "was answered with pack 1 of the questions" in str(refused.value)

"""A form that is filled in comes back as it was filled in, whatever is written in it."""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignassess.domain.answers import (
    Answer,
    Chosen,
    Declined,
    DontKnow,
    Entry,
    NotApplicable,
    Sheet,
)
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.questionnaire import ProfileQuestion, Question, ScoredQuestion
from alignassess.domain.subject import ModelReference, Respondent, Subject, System, Vendor
from alignassess.errors import UsageError
from alignassess.files.exchange.cell_text import escaped, unescaped
from alignassess.files.exchange.csv_form import guarded, unguarded
from alignassess.files.exchange.filling import filled
from alignassess.files.exchange.form import form_of
from alignassess.files.exchange.kinds import form_bytes, read_form
from alignassess.files.exchange.replies import sheet_text
from alignassess.files.instrument_files import load_instrument
from alignassess.files.own_sheet import OwnSheet
from alignassess.files.reading import TextFile

INSTRUMENT = load_instrument()
HOSTILE = (
    "=1+1",
    "'=1+1",
    "''@x",
    "+cmd|' /C calc'!A0",
    "-2",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "\r=1",
    "\uff1d1",
    '=HYPERLINK("http://example.com","x")',
    "_x0041_",
    "_x005F_x0041_",
    "a\rb\r\nc\nd",
    "\x00\x07\x1b[31m",
    "\ufffe\uffff\ufeff",
    "\u202eevil",
    '"; DROP',
    "a,b;c\td",
    "no",
    "null",
    "  spaces  ",
    "# not a comment",
    "x: y",
    "\x85\u2028\u2029\x0b\x0c",
    "&amp; <b>",
    "{{ 7*7 }}",
)
TEXTS = st.sampled_from(HOSTILE) | st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30
)
NOTES = TEXTS.filter(str.strip)
LINES = NOTES.filter(lambda text: not {"\n", "\r"} & set(text))
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@st.composite
def answers(draw: st.DrawFn, question: Question, evidence: list[str], by: str | None) -> Answer:
    kinds = ["chosen", "dont-know", "declined"]
    if isinstance(question, ScoredQuestion) and question.not_applicable:
        kinds.append("not-applicable")
    kind = draw(st.sampled_from(kinds))
    note = draw(st.none() | NOTES)
    on = draw(st.none() | DAYS)
    names = draw(st.lists(st.sampled_from(evidence), unique=True, max_size=2)) if evidence else []
    refers = tuple(names)
    match kind:
        case "dont-know":
            return DontKnow(by=by, on=on, note=note, evidence=refers)
        case "declined":
            return Declined(by=by, on=draw(DAYS), note=note, evidence=refers)
        case "not-applicable":
            return NotApplicable(by=by, on=on, note=draw(NOTES), evidence=refers)
    keys = [one.key for one in question.options if not getattr(one, "alone", False)]
    many = isinstance(question, ProfileQuestion) and question.choice == "multiple"
    options = draw(st.lists(st.sampled_from(keys), unique=True, min_size=1, max_size=3 * many or 1))
    return Chosen(options=tuple(options), by=by, on=on, note=note, evidence=refers)


@st.composite
def sheets(draw: st.DrawFn, questionnaire: str) -> Sheet:
    """Sheets as an import makes them: evidence named in the order in which rows name it."""
    model = draw(
        st.none()
        | st.builds(
            ModelReference, provider=st.none() | NOTES, name=NOTES, changed=st.none() | DAYS
        )
    )
    subject: Subject = System(id="acme", name=draw(NOTES), operator=draw(NOTES), model=model)
    if questionnaire == "vendor-selection":
        subject = Vendor(id="acme-2", name=draw(NOTES), model=model)
    people = draw(st.sampled_from([(), (Respondent(key="supplier", name=draw(NOTES)),)]))
    by = people[0].key if people else None
    places = draw(st.lists(LINES, unique=True, max_size=3))
    asked = [row.id for row in form_of(INSTRUMENT, questionnaire).questions]
    chosen = draw(st.sets(st.sampled_from(asked), max_size=5))
    entries = []
    for name in sorted(chosen, key=asked.index):
        answer = draw(answers(INSTRUMENT.question[name], places, by))
        entries.append(Entry(question=name, answers=(answer,)))
    order = list(dict.fromkeys(one for e in entries for one in e.answers[0].evidence))
    names = {place: f"named-{number:02}" for number, place in enumerate(order, start=1)}
    evidence = tuple(
        EvidenceEntry(
            id=names[place],
            title="Named in the form under "
            + next(e.question for e in entries if place in e.answers[0].evidence),
            location=place,
        )
        for place in order
    )
    renamed = tuple(
        Entry(
            question=e.question,
            answers=tuple(
                one.model_copy(update={"evidence": tuple(names[x] for x in one.evidence)})
                for one in e.answers
            ),
        )
        for e in entries
    )
    return Sheet(subject=subject, respondents=people, entries=renamed, evidence=evidence)


def there_and_back(sheet: Sheet, questionnaire: str, path: Path) -> Sheet:
    found = filled(form_of(INSTRUMENT, questionnaire), sheet)
    assert found.left_out == ()
    path.write_bytes(form_bytes(found.form, path))
    file, replies = read_form(path)
    text = sheet_text(file, replies, INSTRUMENT).text
    read = OwnSheet(TextFile("back.yaml", Path("back.yaml"), text, ""), INSTRUMENT)
    assert read.sheet is not None, read.problems
    return read.sheet.model_copy(
        update={
            "sources": (),
            "entries": tuple(
                Entry(
                    question=e.question,
                    answers=tuple(one.model_copy(update={"place": None}) for one in e.answers),
                )
                for e in read.sheet.entries
            ),
            "evidence": tuple(
                one.model_copy(update={"place": None}) for one in read.sheet.evidence
            ),
        }
    )


@pytest.mark.parametrize("questionnaire", ["vendor-selection", "system-profile"])
@pytest.mark.parametrize("kind", ["csv", "yaml"])
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_export_then_import_is_identity(
    questionnaire: str, kind: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sheet = data.draw(sheets(questionnaire))
    path = tmp_path_factory.mktemp("form") / f"form.{kind}"

    assert sheet == there_and_back(sheet, questionnaire, path)


@settings(max_examples=20, deadline=None)
@given(sheet=sheets("vendor-selection"))
def test_export_then_import_is_identity_through_a_workbook(
    sheet: Sheet, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("form") / "form.xlsx"

    assert sheet == there_and_back(sheet, "vendor-selection", path)


@pytest.mark.parametrize("kind", ["csv", "yaml", "xlsx"])
def test_every_hostile_note_comes_back_as_it_was(kind: str, tmp_path: Path) -> None:
    asked = [row.id for row in form_of(INSTRUMENT, "evaluation-and-controls-integration").questions]
    entries = tuple(
        Entry(question=question, answers=(DontKnow(note=note),))
        for question, note in zip(asked, [note for note in HOSTILE if note.strip()], strict=False)
    )
    sheet = Sheet(subject=System(id="acme", name="Acme"), entries=entries)

    back = there_and_back(sheet, "evaluation-and-controls-integration", tmp_path / f"form.{kind}")

    assert sheet == back
    assert len(entries) == len([note for note in HOSTILE if note.strip()])


@settings(max_examples=300)
@given(TEXTS)
def test_guards_and_escapes_are_undone(text: str) -> None:
    assert text == unguarded(guarded(text))
    assert text == unescaped(escaped(text))
    assert guarded(text).lstrip()[:1] not in set("=+-@\uff0b\uff0d\uff1d\uff20")


def test_in_no_kind_of_form_is_anything_a_formula(tmp_path: Path) -> None:
    note = "=1+1"
    sheet = Sheet(
        subject=Vendor(id="v", name="=2+2"),
        entries=(Entry(question="vs-01", answers=(DontKnow(note=note),)),),
    )
    form = filled(form_of(INSTRUMENT, "vendor-selection"), sheet).form

    table = form_bytes(form, Path("f.csv")).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(table, newline="")) for cell in row]
    book = openpyxl.load_workbook(io.BytesIO(form_bytes(form, Path("f.xlsx"))))
    kinds = {cell.data_type for one in book.worksheets for row in one.iter_rows() for cell in row}

    assert {"'=1+1", "'=2+2"} <= set(cells)
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]
    assert "f" not in kinds


def test_the_workbook_offers_every_option_of_every_question() -> None:
    form = form_of(INSTRUMENT, "vendor-selection")
    book = openpyxl.load_workbook(io.BytesIO(form_bytes(form, Path("f.xlsx"))))
    sheet, options = book.worksheets

    offered = {}
    for one in sheet.data_validations.dataValidation:
        (cell,) = one.cells.ranges
        column = one.formula1.split("$")[1]
        offered[sheet.cell(cell.min_row, 1).value] = [
            cell.value for cell in options[column] if cell.value is not None
        ]
    assert options.sheet_state == "hidden"
    assert offered == {row.id: [one.label for one in row.choices] for row in form.questions}
    assert sheet.protection.sheet
    (row,) = (cells[0].row for cells in sheet.iter_rows() if cells[0].value == "vs-05")
    locked = {
        name: sheet.cell(row, column).protection.locked
        for column, name in enumerate(
            ("id", "question", "help", "options", "answer", "note", "evidence", "date"), start=1
        )
    }
    assert [name for name, is_locked in locked.items() if not is_locked] == [
        "answer",
        "note",
        "evidence",
        "date",
    ]


def test_a_form_explains_every_question_to_people_without_this_program() -> None:
    form = form_of(INSTRUMENT, "vendor-selection")

    for row in form.questions:
        question = INSTRUMENT.question[row.id]
        assert question.help is not None
        told = [question.why, question.help.good, question.help.where, question.note]
        assert all(text in row.help for text in told if text is not None)


def test_a_note_that_no_cell_holds_is_refused_and_not_cut(tmp_path: Path) -> None:
    sheet = Sheet(
        subject=Vendor(id="v", name="V"),
        entries=(Entry(question="vs-01", answers=(DontKnow(note="x" * 32_768),)),),
    )
    form = filled(form_of(INSTRUMENT, "vendor-selection"), sheet).form

    with pytest.raises(UsageError, match="a cell holds 32767"):
        form_bytes(form, Path("f.xlsx"))
    assert sheet == there_and_back(sheet, "vendor-selection", tmp_path / "f.csv")


def test_what_a_form_cannot_hold_is_said() -> None:
    sheet = Sheet(
        subject=Vendor(id="v", name="V", model=ModelReference(name="m", sha256="00")),
        respondents=(Respondent(key="a"), Respondent(key="b")),
        entries=(
            Entry(question="vs-01", answers=(DontKnow(by="a"), DontKnow(by="b"))),
            Entry(question="vs-24", answers=(DontKnow(evidence=("doc",)),)),
        ),
        evidence=(EvidenceEntry(id="doc", title="Doc", sha256="00", file="doc.pdf"),),
    )

    assert filled(form_of(INSTRUMENT, "vendor-selection"), sheet).left_out == (
        "aliases, revision, sha256 and base of the model",
        "vs-01: it is an open disagreement; settle it first",
        "vs-24: all of its evidence but where that is",
        "who gave which answer: a form names one person",
    )


def test_sections_are_told_apart_in_the_workbook_and_do_not_come_back(tmp_path: Path) -> None:
    form = form_of(INSTRUMENT, "vendor-selection")
    first, *others = form.questions
    parts = replace(form, questions=(replace(first, section="Documents"), *others[:-1], others[-1]))
    plain, split = tmp_path / "plain.xlsx", tmp_path / "split.xlsx"
    plain.write_bytes(form_bytes(form, plain))
    split.write_bytes(form_bytes(parts, split))

    book = openpyxl.load_workbook(split)
    column = [cell.value for cell in book.worksheets[0]["B"]]
    assert column[column.index("Documents") + 1] == first.question
    assert [one.id for one in read_form(plain)[1] if one.id] == [
        one.id for one in read_form(split)[1] if one.id
    ]


def test_a_vendor_is_asked_what_a_vendor_can_answer() -> None:
    asked = {row.id for row in form_of(INSTRUMENT, "vendor-selection").questions}
    every = {
        q.id
        for one in INSTRUMENT.questionnaires
        if one.id == "vendor-selection"
        for q in one.questions
    }

    # How the model was chosen, limits set for this use, and the weights that the operator runs.
    assert every - asked == {"vs-17", "vs-23", "vs-25"}

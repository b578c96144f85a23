"""What does not arrive is refused with its row: all of it at once, and nothing is written."""

import csv
import io
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from alignassess.errors import InputError
from alignassess.files.exchange.form import form_of
from alignassess.files.exchange.kinds import form_bytes, read_form
from alignassess.files.exchange.replies import Imported, sheet_text
from alignassess.files.instrument_files import load_instrument

INSTRUMENT = load_instrument()
FORM = form_of(INSTRUMENT, "vendor-selection")
BLANK = form_bytes(FORM, Path("f.xlsx"))
ID, ANSWER, NOTE, EVIDENCE, DATE = 1, 5, 6, 7, 8
ROW = {
    cells[0].value: cells[0].row
    for cells in openpyxl.load_workbook(io.BytesIO(BLANK)).worksheets[0].iter_rows()
    if cells[0].value
}


def imported(path: Path) -> Imported:
    file, replies = read_form(path)
    return sheet_text(file, replies, INSTRUMENT)


def workbook(
    folder: Path, fill: dict[tuple[str, int], object], *, name: str = "Example AI"
) -> Path:
    """A form with cells filled in, each by the row's id and the column."""
    book = openpyxl.load_workbook(io.BytesIO(BLANK))
    sheet = book.worksheets[0]
    sheet.cell(ROW["about-name"], ANSWER).value = name
    for (id, column), value in fill.items():
        sheet.cell(ROW.get(id, 60), column).value = value  # type: ignore[assignment]
    path = folder / "form.xlsx"
    book.save(path)
    return path


def refused(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        imported(path)
    return [str(one).removeprefix(f"{path}") for one in caught.value.problems]


def test_a_line_copied_from_the_options_of_a_table_is_that_option(tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    with io.StringIO(form_bytes(FORM, path).decode("utf-8-sig"), newline="") as text:
        rows = list(csv.DictReader(text))
    for row in rows:
        if row["id"] == "about-name":
            row["answer"] = "Example AI"
        if row["id"].startswith("vs-"):
            row["answer"] = row["options"].splitlines()[1]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)

    found = imported(path)

    assert found.blank == ()
    second = INSTRUMENT.question["vs-01"].options[1].key
    assert f"vs-01: {second}\n" in found.text


def test_a_table_tells_how_to_fill_it_in() -> None:
    text = form_bytes(FORM, Path("form.csv")).decode("utf-8-sig")

    (named,) = [row for row in csv.DictReader(io.StringIO(text)) if row["id"] == "form"]
    assert named["help"] == FORM.introduction


def test_a_form_is_filled_in_by_words_keys_and_real_dates(tmp_path: Path) -> None:
    first = INSTRUMENT.question["vs-01"].options[2]
    text = imported(
        workbook(
            tmp_path,
            {
                ("vs-01", ANSWER): f"  {first.label.upper()}\n",
                ("vs-01", NOTE): 42,
                ("vs-01", DATE): datetime(2026, 11, 2),
                ("vs-24", ANSWER): "own-tests-allowed",
                ("vs-24", EVIDENCE): "terms, section 4\n\nterms, section 9",
            },
        )
    ).text

    assert f'vs-01: {{answer: {first.key}, on: 2026-11-02, note: "42"}}' in text
    assert "vs-24: {answer: own-tests-allowed, evidence: [named-01, named-02]}" in text
    assert (
        'named-02: {title: "Named in the form under vs-24", location: "terms, section 9"}' in text
    )
    assert "id: example-ai\n" in text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "TRUE"),
        (False, "FALSE"),
        (2.0, "2"),
        (2.5, "2.5"),
        (datetime(2026, 11, 2, 8, 30), "2026-11-02 08:30:00"),
    ],
)
def test_a_note_that_a_spreadsheet_took_for_something_else_arrives_as_text(
    tmp_path: Path, value: object, text: str
) -> None:
    path = workbook(tmp_path, {("vs-01", ANSWER): "dont-know", ("vs-01", NOTE): value})

    assert f'vs-01: {{answer: dont-know, note: "{text}"}}' in imported(path).text


def at(id: str, message: str, *, row: bool = True) -> tuple[int, str]:
    number = ROW.get(id, 60)
    return number, f":{number}: row {number}: {message}" if row else f":{number}: {message}"


def test_everything_wrong_is_told_at_once_with_its_row(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        {
            ("vs-01", ANSWER): "Nonsense",
            ("vs-24", NOTE): "a note alone",
            ("vs-19", ANSWER): "No answer given",
            ("vs-02", ANSWER): "Does not apply; the note says why",
            ("vs-03", ANSWER): "dont-know",
            ("vs-03", DATE): "2.11.2026",
            ("vs-04", EVIDENCE): "a place alone",
            ("vs-05", ID): "vs-99",
            ("vs-05", ANSWER): "dont-know",
            ("vs-07", ID): "vs-08",
            ("vs-07", ANSWER): "dont-know",
            ("vs-08", ANSWER): "dont-know",
            ("vs-09", ID): "ft-03",
            ("vs-09", ANSWER): "dont-know",
            ("about-id", ANSWER): "Not A Slug",
            ("about-changed", ANSWER): "yesterday",
        },
        name="  ",
    )

    twice = max("vs-07", "vs-08", key=ROW.__getitem__)
    expected = [
        at("about-name", "the row about-name is empty", row=False),
        at("about-id", '"Not A Slug" is no short name'),
        at("about-changed", '"yesterday" is not a date'),
        at("vs-01", 'vs-01 has no option "Nonsense"'),
        at("vs-24", "vs-24: there is a note and no answer"),
        at("vs-19", "vs-19: no answer given needs a date"),
        at("vs-02", "vs-02: that it does not apply needs a note"),
        at("vs-03", '"2.11.2026" is not a date'),
        at("vs-04", "vs-04: there is evidence or a date and no answer"),
        at("vs-05", "there is no vs-99 in vendor-selection"),
        at(twice, "vs-08 is answered in an earlier row too"),
        at("vs-09", "there is no ft-03 in vendor-selection, it belongs to fine-tuning-safety"),
    ]
    assert refused(path) == [message for _, message in sorted(expected)]


def test_formulas_and_text_beside_the_form_are_refused_with_their_row(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        {
            ("vs-01", NOTE): '=HYPERLINK("http://example.com")',
            ("vs-24", 12): "by the way",
            ("below the form", ANSWER): "lost answer",
        },
    )

    expected = [
        at("vs-01", f"F{ROW['vs-01']} holds a formula"),
        at("vs-24", '"by the way" stands in a column that the form does not have'),
        at("below the form", "there is an answer and no id"),
    ]
    assert refused(path) == [message for _, message in sorted(expected)]


def repacked(folder: Path, add: dict[str, bytes], *, without: str = "") -> Path:
    path = folder / "form.xlsx"
    with (
        zipfile.ZipFile(io.BytesIO(BLANK)) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.namelist():
            if one != without and one not in add:
                new.writestr(one, old.read(one))
        for name, data in add.items():
            new.writestr(name, data)
    return path


SHEET = "xl/worksheets/sheet1.xml"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet_of(rows: str, *, before: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{before}<worksheet xmlns="{SPREADSHEET}">'
        f'<dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>'
    ).encode()


HEADER = (
    "<row r='1'>"
    + "".join(
        f"<c t='inlineStr'><is><t>{name}</t></is></c>"
        for name in ("id", "answer", "note", "evidence", "date")
    )
    + "</row>"
)
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"xl/vbaProject.bin": b"x"}, "it holds macros"),
        ({"xl/externalLinks/externalLink1.xml": b"<a/>"}, "it holds links to other workbooks"),
        ({"xl/embeddings/oleObject1.bin": b"x"}, "it holds embedded objects"),
        ({"xl/media/bomb": b"\0" * 21_000_000}, "it unpacks to more than is read"),
        ({f"xl/media/{n}": b"" for n in range(300)}, "it unpacks to more than is read"),
        ({SHEET: sheet_of(HEADER + "<row r='99999999999'/>")}, "more than 20000 rows"),
        ({SHEET: sheet_of("<row><c t='inlineStr'><is><t>x</t></is></c></row>")}, "not a form"),
        (
            {
                SHEET: sheet_of(
                    HEADER + "<row><c t='inlineStr'><is><t>vs-01</t></is></c></row>" * 1002
                )
            },
            "there are more than 1000 rows",
        ),
        ({SHEET: sheet_of("<row r='1'><c r='A1'><v>&a9;</v></c></row>", before=LAUGHS)}, "damaged"),
        ({SHEET: b"<worksheet"}, "the workbook is damaged"),
        ({"xl/workbook.xml": b"<a/>"}, "the workbook is damaged"),
    ],
)
def test_a_hostile_workbook_is_refused(
    tmp_path: Path, parts: dict[str, bytes], message: str
) -> None:
    (problem,) = refused(repacked(tmp_path, parts))

    assert message in problem


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("f.xlsx", b"", "this is not a workbook that can be read"),
        ("f.xlsx", b"\xd0\xcf\x11\xe0 a file with a password", "not a workbook that can be read"),
        ("f.xlsx", b"0" * 5_000_001, "at most 5 MB are read"),
        ("f.csv", b"", "there is no column id, answer, note, evidence, date"),
        ("f.csv", b"id,answer\r\n", "there is no column note, evidence, date"),
        ("f.csv", b"id,answer,note,evidence,date\r\n\xff", "this is not UTF-8 text"),
        ("f.csv", b"\xff\xfei\x00d\x00", "there is no column answer, note, evidence, date"),
        ("f.csv", b"\xff\xfe\x00\xd8", "this is not UTF-8 text"),
        ("f.csv", b'id,answer,note,evidence,date\r\n"a"b,c', "this is not CSV"),
        ("f.csv", b"id,answer,note,evidence,date\r\n" + b"\r\n" * 1001, "more than 1000 rows"),
        ("f.csv", b"id,answer,note,evidence,date\r\n", "there is no row `form`"),
        (
            "f.csv",
            b"id,answer,note,evidence,date\r\nform,alignassess/form/2 x,,,\r\n",
            "the row `form` says",
        ),
        (
            "f.csv",
            b"id,answer,note,evidence,date\r\nform,alignassess/form/1 x,,,\r\n",
            "there is no questionnaire x",
        ),
        ("f.yaml", b"a: 1", "this is not a form"),
        (
            "f.yaml",
            b"format: alignassess/form/1\nquestionnaire: vendor-selection\nquestions: 3\n",
            "questions must be a mapping",
        ),
    ],
)
def test_what_is_no_form_is_refused(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    (problem,) = refused(path)
    assert message in problem


def test_all_that_is_wrong_with_the_shape_of_a_yaml_form_is_told(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(
        "format: alignassess/form/1\nquestionnaire: vendor-selection\nabout: {by-name: [x]}\n"
        "extra: 1\nquestions:\n  vs-01: 3\n  vs-02: {answer: {a: 1}, remark: lost}\n"
    )

    assert refused(path) == [
        ':4: "the form": unknown key extra',
        ":3: by-name must be text",
        ":6: vs-01 must be a mapping with `answer`",
        ":7: vs-02: unknown key remark",
        ":7: vs-02: answer must be text",
    ]


ROWS = (
    ("id", "answer", "note", "evidence", "date"),
    ("form", "alignassess/form/1 vendor-selection", "", "", ""),
    ("about-name", "Émile & Söhne", "", "", ""),
    ("vs-01", "dont-know", "asked", "", "2026-11-02"),
    ("", "", "", "", ""),
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    "above", ["", "sep={}\n", '"sep={}"\n', "Title{0}{0}{0}{0}\n{0}{0}{0}{0}\n"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_a_spreadsheet_writes_as_csv_is_read(
    tmp_path: Path, delimiter: str, above: str, encoding: str
) -> None:
    path = tmp_path / "f.csv"
    text = above.format(delimiter) + "\n".join(delimiter.join(row) for row in ROWS)
    path.write_text(text, encoding)

    found = imported(path)

    assert 'vs-01: {answer: dont-know, on: 2026-11-02, note: "asked"}' in found.text
    assert "id: emile-sohne\n" in found.text
    assert (1, 20) == (len(found.answered), len(found.blank))


def test_lines_are_counted_below_what_says_how_cells_are_separated(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    rows = [*ROWS[:3], ("vs-01", "sometimes", "", "", "")]
    path.write_text("sep=;\n" + "\n".join(";".join(row) for row in rows))

    assert refused(path) == [':5: row 4: vs-01 has no option "sometimes"']


def test_answers_that_cannot_stand_together_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    alone = next(
        (q.id, *(next(o.key for o in q.options if o.alone is only) for only in (True, False)))
        for q in INSTRUMENT.profile
        if q.choice == "multiple" and any(o.alone for o in q.options)
    )
    path.write_text(
        "id,answer,note,evidence,date\nform,alignassess/form/1 system-profile,,,\n"
        f'about-name,A,,,\n{alone[0]},"{alone[1]}, {alone[2]}",,,\n'
        'sp-02,"text-assistant, dont-know",,,\nsp-03,"nonsense, x",,,\n'
    )

    found = refused(path)

    assert len(found) == 3
    assert sum("these answers cannot stand together" in one for one in found) == 2

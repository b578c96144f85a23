"""What does not arrive is refused with its row: all of it at once, and nothing is written."""

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
ANSWER, NOTE, EVIDENCE, DATE = 5, 6, 7, 8
ABOUT_NAME, VS_01, VS_24 = 6, 16, 17
"""Rows of the workbook: four above, the form itself, ten about who and what, then questions."""


def imported(path: Path) -> Imported:
    file, replies = read_form(path)
    return sheet_text(file, replies, INSTRUMENT)


def workbook(
    folder: Path, fill: dict[tuple[int, int], object], *, name: str = "Example AI"
) -> Path:
    book = openpyxl.load_workbook(io.BytesIO(BLANK))
    sheet = book.worksheets[0]
    sheet.cell(ABOUT_NAME, ANSWER).value = name
    for (row, column), value in fill.items():
        sheet.cell(row, column).value = value  # type: ignore[assignment]
    path = folder / "form.xlsx"
    book.save(path)
    return path


def refused(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        imported(path)
    return [str(one).removeprefix(f"{path}") for one in caught.value.problems]


def test_rows_are_where_these_tests_say(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(BLANK)).worksheets[0]

    assert [sheet.cell(row, 1).value for row in (4, ABOUT_NAME, VS_01, VS_24)] == [
        "id",
        "about-name",
        "vs-01",
        "vs-24",
    ]


def test_a_form_is_filled_in_by_words_keys_and_real_dates(tmp_path: Path) -> None:
    first = INSTRUMENT.question["vs-01"].options[2]
    text = imported(
        workbook(
            tmp_path,
            {
                (VS_01, ANSWER): f"  {first.label.upper()}\n",
                (VS_01, NOTE): 42,
                (VS_01, DATE): datetime(2026, 11, 2),
                (VS_24, ANSWER): "own-tests-allowed",
                (VS_24, EVIDENCE): "terms, section 4\n\nterms, section 9",
            },
        )
    ).text

    assert f'vs-01: {{answer: {first.key}, on: 2026-11-02, note: "42"}}' in text
    assert "vs-24: {answer: own-tests-allowed, evidence: [named-01, named-02]}" in text
    assert (
        'named-02: {title: "Named in the form under vs-24", location: "terms, section 9"}' in text
    )
    assert "id: example-ai\n" in text


def test_everything_wrong_is_told_at_once_with_its_row(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        {
            (VS_01, ANSWER): "Nonsense",
            (VS_24, NOTE): "a note alone",
            (VS_24 + 1, ANSWER): "No answer given",
            (VS_24 + 2, ANSWER): "Does not apply; the note says why",
            (VS_24 + 3, ANSWER): "dont-know",
            (VS_24 + 3, DATE): "2.11.2026",
            (VS_24 + 4, EVIDENCE): "a place alone",
            (VS_24 + 5, 1): "vs-99",
            (VS_24 + 5, ANSWER): "dont-know",
            (VS_24 + 6, 1): "vs-01",
            (VS_24 + 6, ANSWER): "dont-know",
            (VS_24 + 7, 1): "ft-03",
            (VS_24 + 7, ANSWER): "dont-know",
            (7, ANSWER): "Not A Slug",
            (11, ANSWER): "yesterday",
        },
        name="  ",
    )

    assert refused(path) == [
        ":6: the row about-name is empty",
        ':7: row 7: "Not A Slug" is no short name',
        ':11: row 11: "yesterday" is not a date',
        ':16: row 16: vs-01 has no option "Nonsense"',
        ":17: row 17: vs-24: there is a note and no answer",
        ":18: row 18: vs-19: no answer given needs a date",
        ":19: row 19: vs-02: that it does not apply needs a note",
        ':20: row 20: "2.11.2026" is not a date',
        ":21: row 21: vs-04: there is evidence or a date and no answer",
        ":22: row 22: there is no vs-99 in vendor-selection",
        ":23: row 23: vs-01 is answered in an earlier row too",
        ":24: row 24: there is no ft-03 in vendor-selection, it belongs to fine-tuning-safety",
    ]


def test_formulas_and_text_beside_the_form_are_refused_with_their_row(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        {
            (VS_01, NOTE): '=HYPERLINK("http://example.com")',
            (VS_24, 12): "by the way",
            (60, ANSWER): "lost answer",
        },
    )

    assert refused(path) == [
        ":16: row 16: F16 holds a formula",
        ':17: row 17: "by the way" stands in a column that the form does not have',
        ":60: row 60: there is an answer and no id",
    ]


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


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_what_a_spreadsheet_writes_in_place_of_commas_is_read(
    tmp_path: Path, delimiter: str
) -> None:
    rows = [
        ("id", "answer", "note", "evidence", "date"),
        ("form", "alignassess/form/1 vendor-selection", "", "", ""),
        ("about-name", "Émile & Söhne", "", "", ""),
        ("vs-01", "dont-know", "asked", "", "2026-11-02"),
        ("", "", "", "", ""),
    ]
    path = tmp_path / "f.csv"
    path.write_text("\n".join(delimiter.join(row) for row in rows), "utf-8-sig")

    found = imported(path)

    assert 'vs-01: {answer: dont-know, on: 2026-11-02, note: "asked"}' in found.text
    assert "id: emile-sohne\n" in found.text
    assert (1, 20) == (len(found.answered), len(found.blank))


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

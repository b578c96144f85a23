"""A form as a workbook: drop-downs, help, and cells that stay text whatever is typed into them."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from alignassess.errors import Problem, UsageError
from alignassess.files.exchange.cell_text import MOST_CHARACTERS, escaped, length
from alignassess.files.exchange.form import COLUMNS, FILLED_IN, FORM_ROW, FORMAT, Form, Row
from alignassess.files.exchange.workbook import require_openpyxl

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SHEET = "Form"
OPTIONS = "Options"
_HEADER_ROW = 4
_WIDTHS = (14, 46, 58, 50, 40, 44, 34, 13)
_TEXT = "@"
"""The number format of text: what is typed stays as it is typed, a formula too."""


def xlsx_bytes(form: Form) -> bytes:
    """Write the form; raises UsageError without openpyxl, or for a text too long for a cell."""
    require_openpyxl()
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    _head(sheet, form)
    for number, row in _placed(form):
        if row.section is not None:
            _put(sheet, number - 1, 2, row.section)
            sheet.cell(number - 1, 2).font = Font(bold=True, size=13)
        _row(sheet, number, row, form)
    _offer(book, sheet, form)
    _lay_out(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _placed(form: Form) -> Iterator[tuple[int, Row]]:
    """The rows and their numbers; above the first of a section there is one for its title."""
    number = _HEADER_ROW
    for row in form.rows:
        number += 1 if row.section is None else 2
        yield number, row


def _head(sheet: "Worksheet", form: Form) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(COLUMNS))
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=len(COLUMNS))
    _put(sheet, 1, 1, form.title)
    sheet.cell(1, 1).font = Font(bold=True, size=16)
    _put(sheet, 2, 1, form.introduction)
    sheet.cell(2, 1).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[2].height = 64
    for column, name in enumerate(COLUMNS, start=1):
        _put(sheet, _HEADER_ROW, column, name)
        cell = sheet.cell(_HEADER_ROW, column)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFDCE7E9")


def _row(sheet: "Worksheet", number: int, row: Row, form: Form) -> None:
    from openpyxl.styles import Alignment, Border, PatternFill, Protection, Side

    labels = {one.key: one.label for one in row.choices}
    answer = "\n".join(labels.get(key, key) for key in row.answer)
    if row.id == FORM_ROW:
        answer = f"{FORMAT} {form.questionnaire}"
    options = "\n".join(one.label for one in row.choices)
    if row.several:
        options = f"Several may be given, one in each line:\n{options}"
    cells = (row.id, row.question, row.help, options, answer, row.note, row.evidence, row.date)
    thin = Side(style="thin", color="FFB9C4C8")
    for column, (name, text) in enumerate(zip(COLUMNS, cells, strict=True), start=1):
        _put(sheet, number, column, text)
        cell = sheet.cell(number, column)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.border = Border(top=thin, bottom=thin, left=thin, right=thin)
        to_fill = name == "answer" if not row.choices else name in FILLED_IN
        if to_fill and row.id != FORM_ROW:
            cell.protection = Protection(locked=False)
            cell.fill = PatternFill("solid", fgColor="FFFBFAEF")


def _put(sheet: "Worksheet", row: int, column: int, text: str) -> None:
    """Write a cell of text. openpyxl takes a leading = for a formula unless it is told."""
    held = escaped(text)
    if length(held) > MOST_CHARACTERS:
        raise UsageError(
            Problem(
                f"row {row} has a text of {len(text)} characters, and a cell holds "
                f"{MOST_CHARACTERS}",
                remedy="export to a name in .csv or .yaml, or shorten the note",
            )
        )
    cell = sheet.cell(row, column)
    if held:
        cell.value = held
        cell.data_type = "s"
    cell.number_format = _TEXT
    cell.quotePrefix = held[:1] in ("=", "+", "-", "@")


def _offer(book: "Workbook", sheet: "Worksheet", form: Form) -> None:
    """Add drop-downs. Their texts lie in a sheet, since a list in place holds 255 characters."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    options = book.create_sheet(OPTIONS)
    options.sheet_state = "hidden"
    answers = get_column_letter(COLUMNS.index("answer") + 1)
    at = 0
    for number, row in _placed(form):
        if not row.choices or row.several:
            continue
        at += 1
        for place, one in enumerate(row.choices, start=1):
            _put(options, place, at, one.label)
        column = get_column_letter(at)
        offered = DataValidation(
            type="list",
            formula1=f"{OPTIONS}!${column}$1:${column}${len(row.choices)}",
            allow_blank=True,
            showErrorMessage=True,
            errorTitle="Not an option",
            error="Choose one of the options of this line; say more in the note.",
            showInputMessage=True,
            promptTitle=row.id,
            prompt="Choose one option. Why it is asked, and what a good answer is, stands left.",
        )
        offered.add(f"{answers}{number}")
        sheet.add_data_validation(offered)


def _lay_out(sheet: "Worksheet") -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"C{_HEADER_ROW + 1}"
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    # Without a password: against slips, not against people.
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False

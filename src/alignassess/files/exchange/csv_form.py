"""A form as CSV. What a spreadsheet would take for a formula is marked, and unmarked on reading."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from alignassess.errors import InputError, Place, Problem
from alignassess.files.exchange.form import COLUMNS, FORM_ROW, FORMAT, Form, Reply, Row
from alignassess.files.exchange.table import MOST_ROWS, names_columns, positions, reply
from alignassess.files.reading import MOST_BYTES, TextFile, as_text, read_regular

_ACTS = re.compile(r"'*[\s]*[=+\-@\uff0b\uff0d\uff1d\uff20]|'*[\t\r\n]")
"""What some spreadsheet evaluates, also behind white space and marks that stand before it."""


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would evaluate it."""
    return f"'{text}" if _ACTS.match(text) else text


def unguarded(text: str) -> str:
    """The inverse of `guarded`; a text that was never guarded stays as it is."""
    return text[1:] if text[:1] == "'" and _ACTS.match(text[1:]) else text


def csv_text(form: Form) -> str:
    """Write the form: one line for each row below a line with the names of the columns."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in form.rows:
        writer.writerow(map(guarded, _cells(row, form)))
    return out.getvalue()


def _cells(row: Row, form: Form) -> tuple[str, ...]:
    names_form = row.id == FORM_ROW
    answer = f"{FORMAT} {form.questionnaire}" if names_form else ", ".join(row.answer)
    help = form.introduction if names_form else row.help
    options = "\n".join(f"{one.key}: {one.label}" for one in row.choices)
    if row.several:
        options = f"several may be given, with commas between them\n{options}"
    return row.id, row.question, help, options, answer, row.note, row.evidence, row.date


def table_text(path: Path) -> TextFile:
    """The text of a table: UTF-8, or UTF-16 as spreadsheets write it, which say so at the start."""
    name = str(path)
    data = read_regular(path, name=name, most=MOST_BYTES)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        # What cannot be decoded stays as it is, and is refused as no UTF-8.
        with suppress(UnicodeDecodeError):
            data = data.decode("utf-16").encode()
    return as_text(data, path, name)


def read_csv(file: TextFile) -> tuple[Reply, ...]:
    """Read the rows of a form; raises InputError when it is not one."""
    records = _records(file)
    where = positions(_header(records), Place(file.name, 1))
    replies: list[Reply] = []
    problems: list[Problem] = []
    for number, line, cells in records:
        found = reply(
            [unguarded(cell) for cell in cells], where, row=number, place=Place(file.name, line)
        )
        (problems if isinstance(found, Problem) else replies).append(found)  # type: ignore[arg-type]
    if problems:
        raise InputError(*problems)
    return tuple(replies)


def _header(records: Iterator[tuple[int, int, list[str]]]) -> list[str]:
    """The row that names the columns, also below the title of a workbook that was saved as CSV.

    Without one, the first row, which lacks some.
    """
    first: list[str] = []
    for _, _, cells in records:
        if names_columns(cells):
            return cells
        first = first or cells
    return first


def _records(file: TextFile) -> Iterator[tuple[int, int, list[str]]]:
    """Number of the row, line where it begins, and its cells."""
    limit = csv.field_size_limit(MOST_BYTES)
    said = _SAID.match(file.text)
    text = file.text[said.end() :] if said else file.text
    above = 1 if said else 0
    line = 1 + above
    try:
        reader = csv.reader(
            io.StringIO(text, newline=""),
            delimiter=said[1] if said else _delimiter(text),
            strict=True,
        )
        for number, cells in enumerate(reader, start=1):
            if number > MOST_ROWS:
                raise _problem(file, line, f"there are more than {MOST_ROWS} rows")
            yield number, line, cells
            line = reader.line_num + 1 + above
    except csv.Error as error:
        raise _problem(file, line, f"this is not CSV: {error}") from None
    finally:
        csv.field_size_limit(limit)


_SAID = re.compile(r'"?sep=([,;\t])"?[,;\t]*(?:\r\n|\n|\r)')
"""A first line for a spreadsheet that says what separates the cells."""


def _problem(file: TextFile, line: int, message: str) -> InputError:
    remedy = "save the form as CSV with UTF-8 text, or use the workbook"
    return InputError(Problem(message, Place(file.name, line), remedy))


def _delimiter(text: str) -> str:
    """A comma; or what a spreadsheet writes in its place where commas separate decimals."""
    first: Sequence[str] = re.split(r"[\r\n]", text, maxsplit=1)
    return max(",;\t", key=first[0].count)

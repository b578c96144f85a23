"""Reading a workbook that a stranger sent: measured before it is unpacked, and never run."""

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from alignassess.errors import InputError, Place, Problem
from alignassess.files.exchange.cell_text import unescaped
from alignassess.files.exchange.form import Reply
from alignassess.files.exchange.table import MOST_ROWS, names_columns, positions, reply
from alignassess.files.exchange.workbook import require_openpyxl
from alignassess.files.reading import read_regular

MOST_BYTES = 5_000_000
"""Of the file; an exported form has about 30 kB."""
MOST_UNPACKED = 20_000_000
"""Of all parts together, by what the file says of them; no part is unpacked beyond that."""
MOST_PARTS = 200
_SCANNED_ROWS = 20_000
_SCANNED_COLUMNS = 300

_REFUSED = (
    ("vbaproject", "macros", "save it as .xlsx, without macros"),
    ("/externallinks/", "links to other workbooks", "break the links and save it again"),
    ("/embeddings/", "embedded objects", "take them out and save it again"),
    ("/activex/", "controls", "take them out and save it again"),
    ("/connections.xml", "connections to data elsewhere", "take them out and save it again"),
)


def read_xlsx(path: Path, *, name: str) -> tuple[Reply, ...]:
    """Read the rows of a form; raises InputError with every row that cannot be taken."""
    data = read_regular(path, name=name, most=MOST_BYTES)
    _measure(data, name)
    require_openpyxl()
    replies: list[Reply] = []
    problems: list[Problem] = []
    rows = _rows(data, name)
    names = next((cells for _, cells in rows if names_columns(map(_text, cells))), None)
    if names is None:
        raise _refuse(name, "this is not a form: no row names the columns", _EXPORTED)
    where = positions([_text(cell) for cell in names], Place(name))
    for row, cells in rows:
        place = Place(name, row)
        bad = [problem for cell in cells for problem in _wrong(cell, row, place)]
        found = reply([_text(cell) for cell in cells], where, row=row, place=place)
        if bad or isinstance(found, Problem):
            problems += bad or [found]  # type: ignore[list-item]
        elif len(replies) < MOST_ROWS:
            replies.append(found)
        elif found.id or not found.is_blank:
            raise _refuse(name, f"there are more than {MOST_ROWS} rows", "split the form")
    if problems:
        raise InputError(*problems)
    return tuple(replies)


_EXPORTED = "import a file that `alignassess questionnaire export` wrote"


def _refuse(name: str, message: str, remedy: str) -> InputError:
    return InputError(Problem(message, Place(name), remedy))


def _measure(data: bytes, name: str) -> None:
    """Look at the list of parts before any is unpacked; zipfile unpacks no more than it says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        remedy = "save it as .xlsx without a password, or use .csv or .yaml"
        raise _refuse(name, "this is not a workbook that can be read", remedy) from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _refuse(name, "it unpacks to more than is read", "copy the form to a new workbook")
    if any(part.flag_bits & 0x1 for part in parts):
        raise _refuse(name, "it is encrypted", "save it without a password")
    for part in parts:
        for mark, what, remedy in _REFUSED:
            if mark in f"/{part.filename}".casefold():
                raise _refuse(name, f"it holds {what}", remedy)


def _rows(data: bytes, name: str) -> Iterator[tuple[int, Sequence[object]]]:
    """Number and cells of each row with something in it, of the first sheet that is shown."""
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about features of a workbook that do not matter here
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # which say what they like
            for number, cells in enumerate(sheet.iter_rows(max_col=_SCANNED_COLUMNS), start=1):
                if number > _SCANNED_ROWS:
                    raise _refuse(
                        name,
                        f"there are more than {_SCANNED_ROWS} rows",
                        "delete the rows below the form",
                    )
                if any(cell.value is not None for cell in cells):
                    yield number, cells
    except InputError:
        raise
    except Exception as error:  # openpyxl raises whatever it stumbles over
        message = f"the workbook is damaged: {type(error).__name__}"
        raise _refuse(name, message, "save it again, or use .csv or .yaml") from None


def _wrong(cell: object, row: int, place: Place) -> Iterator[Problem]:
    """What cannot be taken as text: what somebody sees in the cell is not what stands in it."""
    where = f"row {row}: {getattr(cell, 'coordinate', 'a cell')}"
    match getattr(cell, "data_type", "n"):
        case "f":
            yield Problem(f"{where} holds a formula", place, "paste what it shows as text")
        case "e":
            yield Problem(f"{where} holds an error", place, "write the text anew")


def _text(cell: object) -> str:
    """What a cell says, as text; a date as 2026-11-02."""
    match getattr(cell, "value", None):
        case None:
            return ""
        case str() as text:
            return unescaped(text)
        case bool() as truth:
            return "TRUE" if truth else "FALSE"
        case datetime() as moment:
            return moment.date().isoformat() if not _has_time(moment) else moment.isoformat(" ")
        case date() as day:
            return day.isoformat()
        case float() as number if number.is_integer():
            return str(int(number))
        case value:
            return str(value)


def _has_time(moment: datetime) -> bool:
    return (moment.hour, moment.minute, moment.second, moment.microsecond) != (0, 0, 0, 0)

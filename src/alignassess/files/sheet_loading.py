"""From where a sheet stands to the sheet with all that it inherits."""

from collections.abc import Iterator
from pathlib import Path

from alignassess.domain.instrument import Instrument
from alignassess.errors import InputError, Place, Problem
from alignassess.files.answer_sheet import LoadedSheet, load_text
from alignassess.files.bulk import sheet_line
from alignassess.files.reading import MOST_BYTES, TextFile, as_text, beginning, read_text
from alignassess.files.sheet_paths import Source, Sources
from alignassess.files.sheet_signs import is_sheet, may_be_sheet, was_sheet

_LOOKED_INTO = 1 << 16


def load_sheets(
    sources: Sources, instrument: Instrument, *, root: Path | None
) -> Iterator[LoadedSheet | InputError]:
    """Every sheet, or what is wrong with it; what was found and is no sheet is passed over."""
    any_sheet = False
    for source in sources:
        try:
            if isinstance(source, InputError):
                raise source
            file = read_source(source)
            if file is not None:
                any_sheet = True
                yield load_text(file, instrument, root=root)
        except InputError as error:
            any_sheet = True
            yield error
    if not any_sheet:
        yield sources.no_sheets()


def read_source(source: Source) -> TextFile | None:
    """The text of a sheet; None for what was found and is none. Raises InputError."""
    if source.line is not None:
        return sheet_line(source.data or b"", source.path, source.name, source.line)
    if source.data is not None:
        if len(source.data) > MOST_BYTES:
            raise InputError(Problem("standard input has more than 4 MB", Place(source.name)))
        return as_text(source.data, source.path, source.name)
    return _found(source) if source.found else read_text(source.path, name=source.name)


def _found(source: Source) -> TextFile | None:
    """A file that nobody named: a sheet, also a broken one, or None."""
    data = beginning(source.path, name=source.name, most=MOST_BYTES + 1)
    if data is None or len(data) > MOST_BYTES:
        # Gone since it was found, or too large: an error if it is a sheet.
        is_none = data is not None and not was_sheet(data[:_LOOKED_INTO])
        return None if is_none else read_text(source.path, name=source.name)
    if not may_be_sheet(data):
        return None
    try:
        file = as_text(data, source.path, source.name)
        return file if is_sheet(file.tree()) else None
    except InputError:
        if was_sheet(data):
            raise
        return None

"""From where a sheet stands to the sheet with all that it inherits."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from alignassess.errors import InputError, Place, Problem
from alignassess.files.bulk import sheet_line
from alignassess.files.reading import MOST_BYTES, TextFile, as_text, beginning, read_regular
from alignassess.files.sheet_paths import Source, Sources
from alignassess.files.sheet_signs import is_sheet, may_be_sheet, was_sheet
from alignassess.files.wording import readable

# Imported where it is used: a run that finds all in its cache reads no sheet.
if TYPE_CHECKING:
    from alignassess.domain.instrument import Instrument
    from alignassess.files.answer_sheet import LoadedSheet

_LOOKED_INTO = 1 << 16


def load_sheets(
    sources: Sources, instrument: "Instrument", *, root: Path | None
) -> "Iterator[LoadedSheet | InputError]":
    """Every sheet, or what is wrong with it; what was found and is no sheet is passed over."""
    from alignassess.files.answer_sheet import load_text

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
    data = content(source)
    return None if data is None else text_of(source, data)


def content(source: Source) -> bytes | None:
    """The bytes of what may be a sheet; None for what was found and is none. Raises InputError."""
    if source.data is not None:
        return source.data
    name = readable(source.name)
    if not source.found:
        return read_regular(source.path, name=name, most=MOST_BYTES)
    data = beginning(source.path, name=name, most=MOST_BYTES + 1)
    if data is None or len(data) > MOST_BYTES:
        # Gone since it was found, or too large: an error if it is a sheet.
        is_none = data is not None and not was_sheet(data[:_LOOKED_INTO])
        return None if is_none else read_regular(source.path, name=name, most=MOST_BYTES)
    return data if may_be_sheet(data) else None


def text_of(source: Source, data: bytes) -> TextFile | None:
    """What such bytes say as a sheet; None when it is none. Raises InputError."""
    if source.line is not None:
        return sheet_line(data, source.path, source.name, source.line)
    if len(data) > MOST_BYTES:
        raise InputError(Problem("standard input has more than 4 MB", Place(source.name)))

    try:
        file = as_text(data, source.path, source.name)
        return file if not source.found or is_sheet(file.tree()) else None
    except InputError:
        if not source.found or was_sheet(data):
            raise
        return None

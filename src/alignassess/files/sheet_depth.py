"""Writing the depth of a sheet: one line of it changes, and every answer stays."""

from pathlib import Path

from alignassess.domain.depth import Depth
from alignassess.domain.instrument import Instrument
from alignassess.errors import InputError, Place, Problem, UsageError
from alignassess.files.line_edits import with_value
from alignassess.files.own_sheet import OwnSheet
from alignassess.files.reading import TextFile, read_text
from alignassess.files.replacing import replace_bytes
from alignassess.files.sheet_writing import bytes_of

_BEFORE = ("format", "instrument")
"""The keys that stand before the depth in a sheet."""


def save_depth(path: Path, depth: Depth, *, instrument: Instrument) -> None:
    """Set the depth of a sheet; one that says nothing about it is at full already.

    Raises InputError when the sheet is not valid, and UsageError when the line cannot be written;
    the file is then as it was.
    """
    file = read_text(path)
    before = OwnSheet(file, instrument)
    if before.sheet is None:
        raise InputError(*before.problems)
    if before.sheet.depth is depth:
        return
    wanted = {**before.tree, "depth": depth.value}
    for text in with_value(
        file.text,
        ("depth",),
        depth.value,
        follows=lambda at, beside: beside in _BEFORE,
        as_json=path.suffix.casefold() == ".json",
    ):
        if _reads_as(TextFile(file.name, path, text, ""), wanted):
            replace_bytes(path, bytes_of(file, text))
            return
    raise UsageError(
        Problem(
            "the depth cannot be written without changing something else",
            Place(file.name),
            f"write the line by hand: depth: {depth}",
        )
    )


def _reads_as(file: TextFile, wanted: dict[str, object]) -> bool:
    try:
        return file.tree() == wanted
    except InputError:
        return False

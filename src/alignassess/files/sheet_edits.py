"""Putting a value anywhere into the text of a sheet, and holding that nothing else changed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from alignassess.domain.instrument import Instrument
from alignassess.errors import InputError, Place, Problem
from alignassess.files.answer_text import Value
from alignassess.files.line_edits import Path, with_value
from alignassess.files.own_sheet import OwnSheet
from alignassess.files.reading import TextFile
from alignassess.files.sheet_writing import follows
from alignassess.files.wording import shown
from alignassess.files.yaml_text import Block

Edit = tuple[Path, Value]
"""Keys down to a value, and the value that is to stand there."""


def with_new_value(file: TextFile, path: Path, value: Value, *, instrument: Instrument) -> str:
    """The text with a value where there was none.

    Raises InputError where there is one, and when the sheet would not be valid with it.
    """
    tree: object = file.tree()
    for key in path:
        tree = tree.get(key) if isinstance(tree, Block) else None
    if tree is not None:
        where, name = path[0], shown(path[-1])
        raise InputError(
            Problem(f"{where} has {name} already", Place(file.name), "choose another name")
        )
    text = with_edits(file, [(path, value)], instrument=instrument)
    problems = OwnSheet(TextFile(file.name, file.path, text, ""), instrument).problems
    if problems:
        raise InputError(*problems)
    return text


def with_edits(file: TextFile, edits: Iterable[Edit], *, instrument: Instrument) -> str:
    """The text after one edit after another; raises InputError when one cannot be made alone."""
    tree: object = file.tree()
    for path, value in edits:
        tree = _with(tree, path, _as_read(value))
        text = _edited(file, path, value, expected=tree, instrument=instrument)
        file = TextFile(file.name, file.path, text, "")
    return file.text


def _edited(
    file: TextFile, path: Path, value: Value, *, expected: object, instrument: Instrument
) -> str:
    for text in with_value(
        file.text,
        path,
        value,
        follows=lambda at, beside: follows(at, beside, instrument),
        as_json=file.path.suffix.casefold() == ".json",
    ):
        try:
            if TextFile(file.name, file.path, text, "").tree() == expected:
                return text
        except InputError:
            continue
    raise InputError(
        Problem(
            f"{'.'.join(map(shown, path))} cannot be written without changing something else",
            Place(file.name),
            "write it by hand, then start again",
        )
    )


def _with(tree: object, path: Path, value: object) -> object:
    if not path:
        return value
    key, *below = path
    inside = dict(tree) if isinstance(tree, dict) else {}
    return {**inside, key: _with(inside.get(key), tuple(below), value)}


def _as_read(value: Value) -> object:
    """The value as the strict reader gives it: everything is text."""
    match value:
        case date():
            return value.isoformat()
        case str() | int():
            return str(value)
        case Mapping():
            return {key: _as_read(one) for key, one in value.items()}
        case Sequence():
            return [_as_read(one) for one in value]

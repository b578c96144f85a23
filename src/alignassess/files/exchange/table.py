"""What the forms that are tables have in common: columns by name, rows without surprises."""

from collections.abc import Iterable, Mapping, Sequence

from alignassess.errors import InputError, Place, Problem
from alignassess.files.exchange.form import COLUMNS, FILLED_IN, Reply
from alignassess.files.wording import shown

MOST_ROWS = 1000
"""Rows of a form that are read; the longest questionnaire has 40 questions."""


def names_columns(cells: Iterable[str]) -> bool:
    """Whether a row names all columns that are read back: titles may stand above it."""
    return {"id", *FILLED_IN} <= {cell.strip().casefold() for cell in cells}


def positions(names: Sequence[str], place: Place) -> Mapping[str, int]:
    """Find each column by its name; raises InputError when one that is read back is missing."""
    found: dict[str, int] = {}
    for index, name in enumerate(names):
        found.setdefault(name.strip().casefold(), index)
    missing = [name for name in ("id", *FILLED_IN) if name not in found]
    if missing:
        raise InputError(
            Problem(
                f"this is not a form: there is no column {', '.join(missing)}",
                place,
                "import a file that `alignassess questionnaire export` wrote",
            )
        )
    return {name: found[name] for name in COLUMNS if name in found}


def reply(
    cells: Sequence[str], where: Mapping[str, int], *, row: int, place: Place
) -> Reply | Problem:
    """One row, or what is wrong with it: text beside the columns would otherwise get lost."""
    read = {name: cells[at] if at < len(cells) else "" for name, at in where.items()}
    known = set(where.values())
    beside = [cell for at, cell in enumerate(cells) if at not in known and cell.strip()]
    if beside:
        return Problem(
            f"row {row}: {shown(beside[0])} stands in a column that the form does not have",
            place,
            "move it to the note, or take it out",
        )
    if not read["id"].strip() and any(read[name].strip() for name in FILLED_IN):
        return Problem(
            f"row {row}: there is an answer and no id",
            place,
            "put it beside the question it belongs to",
        )
    return Reply(
        row=row,
        place=place,
        id=read["id"].strip(),
        answer=read["answer"],
        note=read["note"],
        evidence=read["evidence"],
        date=read["date"],
    )

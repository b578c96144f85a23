"""Saved results: read back, they render without being scored again."""

from pathlib import Path
from shlex import quote
from typing import Any

from pydantic import TypeAdapter, ValidationError

from alignassess.domain.assessment import Assessment, SystemAssessment, VendorAssessment
from alignassess.domain.coherence import incoherence
from alignassess.domain.seal import digest_of_results
from alignassess.errors import InputError, Place, Problem
from alignassess.files.model_file import adapter, problems_of
from alignassess.files.reading import read_regular

FAMILY = "alignassess/results/"
_SUFFIXES = (".json", ".jsonl", ".ndjson")
_MOST_BYTES = 50_000_000
_START = 4_000
_REMEDY = "score the sheet again, or update alignassess"

Results = tuple[SystemAssessment | VendorAssessment, ...]


def read_results(path: str, *, changed: bool = False) -> Results | None:
    """Saved results: one, an array, or one on each line; None when the file holds none.

    Raises InputError when it does and is damaged; in lines, with the line of each damaged one.
    `changed` says that also results are wanted that no longer have the digest which they state.
    """
    if not path.endswith(_SUFFIXES) or not Path(path).is_file():
        return None
    data = read_regular(Path(path), name=path, most=_MOST_BYTES)
    start = data[:_START].lstrip()
    if FAMILY.encode() not in start and start.rstrip() != b"[]":
        return None
    if not path.endswith(".json"):
        return _lines(data, path)
    if start.startswith(b"["):
        found: Results = _read(adapter(tuple[Assessment, ...]), data, Place(path))
        return found
    if not changed:
        refuse_changed(data, Place(path))
    return (_read(adapter(Assessment), data, Place(path)),)


def refuse_changed(data: bytes, place: Place) -> None:
    """Raise InputError for one result that states a digest and has another.

    Earlier versions stated none, and several results in one file do not.
    """
    stated, computed = digest_of_results(data.decode("utf-8", "replace"))
    if stated is not None and stated != computed:
        raise InputError(
            Problem(
                "these results were edited, or written anew by another program: "
                "they have not the digest that they state",
                place,
                f"score the sheet again; `alignassess verify {quote(place.file)}` shows both",
            )
        )


def _lines(data: bytes, path: str) -> Results:
    found: list[SystemAssessment | VendorAssessment] = []
    problems: list[Problem] = []
    for number, line in enumerate(data.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append(_read(adapter(Assessment), line, Place(path, number)))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(*problems)
    return tuple(found)


def _read(model: TypeAdapter[Any], data: bytes, place: Place) -> Any:
    try:
        found = model.validate_json(data)
    except ValidationError as error:
        first = problems_of(error, "", place.file)[0]
        message = f"these results cannot be read: {first.message}"
        raise InputError(Problem(message, place, _REMEDY)) from None
    refuse_incoherent(found, place, _REMEDY)
    return found


def refuse_incoherent(
    found: Results | SystemAssessment | VendorAssessment, place: Place, remedy: str
) -> None:
    """Raise InputError for a result that contradicts itself: no report could be made of it."""
    for one in found if isinstance(found, tuple) else (found,):
        wrong = incoherence(one)
        if wrong is not None:
            message = f"the result of {one.subject.id} contradicts itself: {wrong}"
            raise InputError(Problem(message, place, remedy))

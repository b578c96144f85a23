"""A baseline: an ordinary results file, JSON or JSONL, read by system and written whole."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from alignassess.domain.assessment import Assessment, SystemAssessment, VendorAssessment
from alignassess.errors import InputError, Place, Problem
from alignassess.files.model_file import adapter, problems_of
from alignassess.files.output import write_whole
from alignassess.files.reading import beginning, read_regular
from alignassess.files.results_file import Results, refuse_changed, refuse_incoherent

T = TypeVar("T", bound=Results | SystemAssessment | VendorAssessment)

FAMILY = "alignassess/results/"
_ROWS = b"alignassess/row/"
_START = 4_000

MOST_BYTES = 500_000_000
"""A full result has about a quarter of a megabyte."""

_REMEDY = "write one with `alignassess score SHEETS --format jsonl --full`"


def read_many(path: Path) -> tuple[SystemAssessment | VendorAssessment, ...]:
    """Every result of a file: one object, an array, or one object in each line.

    Raises InputError when the file is missing, empty or damaged.
    """
    name = str(path)
    data = read_regular(path, name=name, most=MOST_BYTES)
    found = tuple(_read(data, name))
    if not found:
        raise InputError(Problem("the file holds no results", Place(name), _REMEDY))
    return found


def holds_results(path: Path) -> bool:
    """Whether a file is one of results, by its first bytes."""
    start = beginning(path, name=str(path), most=_START) if path.is_file() else None
    return start is not None and FAMILY.encode() in start


def read_baseline(path: Path) -> Mapping[str, SystemAssessment]:
    """The systems of a results file by id; vendors have no rating and are passed over."""
    systems: dict[str, SystemAssessment] = {}
    for one in read_many(path):
        if isinstance(one, SystemAssessment):
            if one.subject.id in systems:
                raise InputError(
                    Problem(
                        f"the system {one.subject.id} is there twice",
                        Place(str(path)),
                        "keep one result of each system in a baseline",
                    )
                )
            systems[one.subject.id] = one
    return systems


def write_baseline(path: Path, systems: Iterable[SystemAssessment]) -> None:
    """Write a results file in one step: lines for a .jsonl, else an array, sorted by id."""
    written = adapter(Assessment)
    ordered = sorted(systems, key=lambda one: one.subject.id)
    texts = [written.dump_json(one).decode() for one in ordered]
    if path.suffix.casefold() in (".jsonl", ".ndjson"):
        write_whole(path, "".join(f"{text}\n" for text in texts))
    else:
        write_whole(path, "[\n" + ",\n".join(texts) + "\n]\n")


def _read(data: bytes, name: str) -> Iterator[SystemAssessment | VendorAssessment]:
    one: TypeAdapter[SystemAssessment | VendorAssessment] = adapter(Assessment)
    start = data.lstrip()[:1]
    if start == b"[":
        many: TypeAdapter[tuple[SystemAssessment | VendorAssessment, ...]] = adapter(
            tuple[Assessment, ...]
        )
        yield from _checked(many, data, name, None)
        return
    lines = [(number, line) for number, line in enumerate(data.split(b"\n"), 1) if line.strip()]
    if len(lines) > 1 and _is_whole(lines[0][1]):
        for number, line in lines:
            yield _checked(one, line, name, number)
    elif lines:
        refuse_changed(data, Place(name))
        yield _checked(one, data, name, None)


def _is_whole(line: bytes) -> bool:
    """Whether a line is an object by itself, and not the first of one over many lines."""
    return line.strip().endswith(b"}")


def _checked(model: TypeAdapter[T], data: bytes, name: str, line: int | None) -> T:
    try:
        found = model.validate_json(data)
    except ValidationError as error:
        first = problems_of(error, "", name)[0]
        message = f"this is no results file: {first.message}"
        if _ROWS in data[:_START]:
            message = "these are rows, which do not hold the answers"
        raise InputError(Problem(message, Place(name, line), _REMEDY)) from None
    refuse_incoherent(found, Place(name, line), _REMEDY)
    return found

"""Saved results: read back, they render without being scored again."""

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from alignassess.domain.assessment import Assessment, SystemAssessment, VendorAssessment
from alignassess.errors import InputError, Place, Problem
from alignassess.files.model_file import problems_of
from alignassess.files.reading import read_regular

FAMILY = "alignassess/results/"
_MOST_BYTES = 50_000_000
_START = 4_000


def read_results(path: str) -> SystemAssessment | VendorAssessment | None:
    """A saved result; None when the file is not one.

    Raises InputError when it is one and is damaged.
    """
    if not path.endswith(".json") or not Path(path).is_file():
        return None
    data = read_regular(Path(path), name=path, most=_MOST_BYTES)
    if FAMILY.encode() not in data[:_START]:
        return None
    try:
        found: SystemAssessment | VendorAssessment = TypeAdapter(Assessment).validate_json(data)
        return found
    except ValidationError as error:
        first = problems_of(error, "", path)[0]
        raise InputError(
            Problem(
                f"these results cannot be read: {first.message}",
                Place(path),
                "score the sheet again, or update alignassess",
            )
        ) from None

"""Results as JSON, and back."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pydantic import TypeAdapter

from alignassess.domain.assessment import Assessment, SystemAssessment, VendorAssessment
from alignassess.domain.seal import ZEROS, with_own_digest

_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
"""What JSON allows as it stands and a terminal or an editor acts on: it occurs in texts only."""


def _escaped(text: str) -> str:
    """The same JSON, with such characters written as escapes: a reader gets the same text."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


@cache
def _adapter() -> TypeAdapter[SystemAssessment | VendorAssessment]:
    return TypeAdapter(Assessment)


def to_json(assessment: Assessment) -> str:
    """One result as JSON that a person can read, with the digest of the text in it."""
    blank = assessment.model_copy(update={"sha256": ZEROS})
    return with_own_digest(_escaped(_adapter().dump_json(blank, indent=2).decode()) + "\n")


def to_json_list(assessments: Sequence[Assessment]) -> str:
    """Several results as one JSON array, in the order given."""
    return "".join(list_pieces(assessments))


def list_pieces(assessments: Iterable[Assessment]) -> Iterator[str]:
    """The same text, piece by piece."""
    start = "[\n"
    for one in assessments:
        yield start + _item(_adapter().dump_python(one, mode="json"))
        start = ",\n"
    yield "[]\n" if start == "[\n" else "\n]\n"


def to_json_line(assessment: Assessment) -> str:
    """One result as one line of JSON."""
    return _escaped(_adapter().dump_json(assessment).decode()) + "\n"


def as_item(line: str) -> str:
    """A result from its line, as `to_json_list` writes it between the brackets."""
    return _item(json.loads(line))


def _item(data: object) -> str:
    text = json.dumps(data, indent=2, ensure_ascii=False)
    return _escaped("  " + text.replace("\n", "\n  "))


def from_json(text: str | bytes) -> SystemAssessment | VendorAssessment:
    """A result from its JSON; raises ValueError when it is not one."""
    return _adapter().validate_json(text)

"""Results as JSON, and back."""

import json
from collections.abc import Sequence
from functools import cache

from pydantic import TypeAdapter

from alignassess.domain.assessment import Assessment, SystemAssessment, VendorAssessment
from alignassess.domain.seal import ZEROS, with_own_digest


@cache
def _adapter() -> TypeAdapter[SystemAssessment | VendorAssessment]:
    return TypeAdapter(Assessment)


def to_json(assessment: Assessment) -> str:
    """One result as JSON that a person can read, with the digest of the text in it."""
    blank = assessment.model_copy(update={"sha256": ZEROS})
    return with_own_digest(_adapter().dump_json(blank, indent=2).decode() + "\n")


def to_json_list(assessments: Sequence[Assessment]) -> str:
    """Several results as one JSON array, in the order given."""
    data = [_adapter().dump_python(one, mode="json") for one in assessments]
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def to_json_line(assessment: Assessment) -> str:
    """One result as one line of JSON."""
    return _adapter().dump_json(assessment).decode() + "\n"


def from_json(text: str | bytes) -> SystemAssessment | VendorAssessment:
    """A result from its JSON; raises ValueError when it is not one."""
    return _adapter().validate_json(text)

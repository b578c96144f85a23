"""Decisions as JSON."""

import json
from collections.abc import Sequence

from alignassess.domain.gate import Decision


def decision_json(decisions: Sequence[Decision]) -> str:
    """Several decisions as one JSON array."""
    return json.dumps([_data(one) for one in decisions], indent=2) + "\n"


def decision_json_line(decision: Decision) -> str:
    """One decision as one line of JSON."""
    return json.dumps(_data(decision)) + "\n"


def _data(decision: Decision) -> dict[str, object]:
    return {
        "system": decision.system,
        "outcome": decision.outcome.value,
        "reasons": list(decision.reasons),
    }

"""Decisions as lines and as JSON."""

import json
from collections.abc import Iterator, Sequence

from alignassess.domain.decision import Decision
from alignassess.domain.model import Model
from alignassess.domain.waivers import WaiverUse
from alignassess.render import inert
from alignassess.render.lines import wrapped


def line_of(decision: Decision) -> str:
    """The decision as one line; what strangers wrote in it does nothing to a terminal."""
    return inert.line(decision.sentence)


def ahead_lines(decision: Decision, days: int) -> list[str]:
    """What changes within some days, if nothing is done."""
    if not decision.ahead:
        return [f"  ahead {days} days: neither evidence nor waivers make it worse"]
    lines = []
    for turn in decision.ahead:
        text = f"{turn.on}: {turn.outcome.value}, since {', '.join(turn.causes)}"
        reasons = f": {'; '.join(turn.reasons)}" if turn.reasons else ""
        lines += wrapped(inert.line(f"{text}{reasons}"), indent="    ", first="  ahead ")
    return lines


def decision_json(decisions: Sequence[Decision], waivers: Sequence[WaiverUse] | None = None) -> str:
    """Several decisions as one JSON array; an object with both where waivers were asked for."""
    found = [_data(one) for one in decisions]
    data = found if waivers is None else {"decisions": found, "waivers": _plain(waivers)}
    return json.dumps(data, indent=2, default=str) + "\n"


def decision_json_lines(
    decisions: Sequence[Decision], waivers: Sequence[WaiverUse] | None = None
) -> Iterator[str]:
    """Each decision as one line of JSON, then each waiver where they were asked for."""
    for one in decisions:
        yield decision_json_line(one)
    for use in _plain(waivers or ()):
        yield json.dumps({"waiver": use}, default=str) + "\n"


def decision_json_line(decision: Decision) -> str:
    """One decision as one line of JSON."""
    return json.dumps(_data(decision), default=str) + "\n"


def _data(decision: Decision) -> dict[str, object]:
    found: dict[str, object] = {
        "system": decision.system,
        "outcome": decision.outcome.value,
        "verdict": decision.verdict,
        "reasons": list(decision.reasons),
        "warnings": list(decision.warnings),
    }
    if decision.preview is not None:
        found["preview"] = str(decision.preview)
    if decision.without_waivers is not None:
        found["waivers"] = _plain(decision.waivers)
        found["without_waivers"] = {
            "outcome": decision.without_waivers.value,
            "reasons": list(decision.reasons_without),
        }
    if decision.changes:
        found["changes"] = _plain(decision.changes)
    if decision.ahead:
        found["ahead"] = _plain(decision.ahead)
    return found


def _plain(models: Sequence[Model]) -> list[dict[str, object]]:
    return [
        {name: getattr(one, name) for name in one.__dataclass_fields__}  # type: ignore[attr-defined]
        for one in models
    ]

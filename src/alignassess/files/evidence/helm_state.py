"""What `scenario_state.json` of a HELM run says of it: when each request was made, of which model.

It holds every prompt and answer and may have gigabytes, so it is looked through and never parsed.
"""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from alignassess.domain.observation import RunDate
from alignassess.files.evidence.fields import mapping, unix_date

STATE = "scenario_state.json"
_STAMP = re.compile(rb'"request_datetime"\s*:\s*(\d{9,11})(?=[\s,}])')
"""In seconds since 1970. A text cannot hold this: its quotes would have a backslash before them."""
_LONGEST = 100
"""Bytes of a stamp with its name, which may be cut in two between pieces."""


class State(NamedTuple):
    """What is known of the requests of a run; nothing where the file is not there or is older."""

    started: RunDate | None = None
    """Of the first request. A cached answer has the time at which it was given."""
    completed: RunDate | None = None
    """Of the last."""
    model: str | None = None


def state_of(pieces: Iterator[bytes]) -> State:
    """The state in a file, read piece by piece."""
    first = last = None
    model = None
    rest = b""
    for number, piece in enumerate(pieces):
        model = _model(piece) if number == 0 else model
        text = rest + piece
        stamps = [int(found[1]) for found in _STAMP.finditer(text)]
        if stamps:
            first = min(stamps) if first is None else min(first, *stamps)
            last = max(stamps) if last is None else max(last, *stamps)
        rest = text[-_LONGEST:]
    return State(unix_date(first), unix_date(last), model)


def _model(beginning: bytes) -> str | None:
    """The model of the adapter, which stands first."""
    at = beginning.find(b"{", beginning.find(b'"adapter_spec"'))
    try:
        adapter, _ = json.JSONDecoder().raw_decode(beginning[at:].decode("utf-8", "ignore"))
    except (ValueError, RecursionError):
        return None
    model = mapping(adapter).get("model")
    return model if isinstance(model, str) else None

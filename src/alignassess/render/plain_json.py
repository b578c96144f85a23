"""Values of the domain as a line of JSON, without pydantic, which takes long to import."""

import json
from datetime import date

from alignassess.domain.model import Model

_DELETE = "\x7f"


def json_line(value: object) -> str:
    """A value as one line of JSON: models by their fields, dates as 2026-11-02.

    All but ASCII is escaped, so that a terminal acts on nothing; a reader gets the same text.
    """
    text = json.dumps(value, default=_fields, separators=(",", ":"))
    return text.replace(_DELETE, "\\u007f") + "\n"


def _fields(value: object) -> object:
    if isinstance(value, Model):
        return {name: getattr(value, name) for name in value.__dataclass_fields__}  # type: ignore[attr-defined]
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)

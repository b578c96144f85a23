"""A comparison as JSON."""

from pydantic import TypeAdapter

from alignassess.domain.moving import Dates
from alignassess.domain.side_by_side import SideBySide
from alignassess.domain.trend import Trend


def to_json(found: Dates | SideBySide | Trend) -> str:
    """The comparison as JSON that a person can read."""
    return TypeAdapter(type(found)).dump_json(found, indent=2).decode() + "\n"

"""Writing a new evidence entry into a sheet: only its lines are added."""

from datetime import date
from enum import StrEnum

from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.instrument import Instrument
from alignassess.files.answer_text import Value
from alignassess.files.reading import TextFile
from alignassess.files.sheet_edits import with_new_value

_FIELDS = ("title", "file", "location", "sha256", "obtained", "by", "assurance", "about")
"""In the order of writing."""


def with_evidence(file: TextFile, entry: EvidenceEntry, *, instrument: Instrument) -> str:
    """The text of a sheet with one entry more; raises InputError for an id that is taken."""
    return with_new_value(
        file, ("evidence", entry.id), evidence_value(entry), instrument=instrument
    )


def evidence_value(entry: EvidenceEntry) -> dict[str, Value]:
    """What stands behind the id of an entry."""
    return fields_of(entry, _FIELDS)


def fields_of(entry: object, names: tuple[str, ...]) -> dict[str, Value]:
    """The fields of a value that are set, as a sheet writes them; `asserted` is left out."""
    found: dict[str, Value] = {}
    for name in names:
        value = getattr(entry, name)
        if isinstance(value, StrEnum):
            value = None if value == "asserted" else value.value
        if isinstance(value, str | date):
            found[name] = value
    return found

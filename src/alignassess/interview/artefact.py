"""A new evidence entry from what a person says about an artefact."""

import re
from collections.abc import Collection
from datetime import date

from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.model import Assurance
from alignassess.errors import Problem, UsageError

_LONGEST = 40
"""Characters of an id made from a title."""


def artefact(
    title: str, *, kept: str, obtained: date, is_file: bool, taken: Collection[str]
) -> EvidenceEntry:
    """The entry: `kept` is a path from the sheet (`is_file`) or any other place.

    With a place and a date it counts as documented; a digest, which a test result needs to count as
    tested, is not made here. Raises UsageError without a title or a place.
    """
    title, kept = title.strip(), kept.strip()
    if not title:
        raise UsageError(Problem("an artefact needs a title"))
    if not kept:
        raise UsageError(
            Problem("an artefact needs a place", remedy="a file beside the sheet, or where it is")
        )
    return EvidenceEntry(
        id=_id_from(title, taken),
        title=title,
        file=kept if is_file else None,
        location=None if is_file else kept,
        obtained=obtained,
        assurance=Assurance.DOCUMENTED,
    )


def day_from(text: str, *, today: date) -> date:
    """The day of an artefact; nothing said is today. Raises UsageError for what is no date."""
    if not text.strip():
        return today
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(Problem("that is not a date", remedy="write it as 2026-11-02")) from None
    if found > today:
        raise UsageError(Problem("that day is still to come", remedy="when was it obtained?"))
    return found


def _id_from(title: str, taken: Collection[str]) -> str:
    """Lower-case words joined by hyphens, with a number where the id is taken."""
    words = re.sub(r"[^a-z0-9]+", "-", title.casefold())[:_LONGEST].strip("-") or "evidence"
    name, number = words, 1
    while name in taken:
        number += 1
        name = f"{words}-{number}"
    return name

"""What a sitting remembers beside the sheet: the way it went, and what waits for an answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """A question that was left behind, and whether it was left for later."""

    question: str
    skipped: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """What was put to a question before there is an answer to keep it with."""

    question: str
    note: str | None = None
    evidence: tuple[str, ...] = ()
    """Ids of evidence entries."""

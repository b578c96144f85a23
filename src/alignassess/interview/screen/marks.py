"""One character for how a question stands: what a strip of a section is made of."""

from alignassess.domain.answers import Entry, differ
from alignassess.domain.questionnaire import Question
from alignassess.interview.progress import is_gap, lacks_evidence

OPEN = "○"
ANSWERED = "●"
UNSUPPORTED = "◐"
GAP = "▽"
NONRESPONSE = "?"
NOT_APPLICABLE = "–"
DISAGREEMENT = "≠"

LEGEND = (
    (ANSWERED, "answered"),
    (UNSUPPORTED, "no evidence named"),
    (GAP, "below level 3"),
    (NONRESPONSE, "not known or declined"),
    (NOT_APPLICABLE, "not applicable"),
    (DISAGREEMENT, "answers that differ"),
    (OPEN, "not answered"),
)
"""Every mark and what it says; each differs by its shape, so that colour is never needed."""


def mark_of(question: Question, entry: Entry | None) -> str:
    """The mark of a question; of several that fit, the one that wants most."""
    if entry is None:
        return OPEN
    if differ(entry.answers):
        return DISAGREEMENT
    match entry.answers[0].kind:
        case "dont-know" | "declined":
            return NONRESPONSE
        case "not-applicable":
            return NOT_APPLICABLE
    if is_gap(question, entry):
        return GAP
    return UNSUPPORTED if lacks_evidence(question, entry) else ANSWERED

"""What a result says of a question, so that a report can be written without the instrument."""

from typing import Literal

from alignassess.domain.model import Category, ClosedBy, Effort, Layer, Model


class QuestionCard(Model):
    """The parts of a question that depend on no answer; one object shared by all results."""

    id: str
    questionnaire: str
    text: str
    kind: Literal["profile", "scored"]
    layer: Layer | None = None
    categories: tuple[Category, ...] = ()
    """Those that it is primary for; all that it bears on when it is primary for none."""
    remedy: str | None = None
    effort: Effort | None = None
    closed_by: ClosedBy | None = None
    contested: str | None = None
    references: tuple[str, ...] = ()
    version: str | None = None
    """Digest of its text and options; None in results from before versions were kept."""

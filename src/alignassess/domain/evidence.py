"""Evidence: what an artefact is said to be, and what was found of it."""

from typing import ClassVar, NamedTuple

from alignassess.domain.model import Assurance, Day, Model, Word
from alignassess.domain.questionnaire import Text
from alignassess.domain.subject import ModelReference, Sha256
from alignassess.errors import Place


class EvidenceEntry(Model):
    """An artefact that a sheet names in support of answers."""

    id: str
    title: Text
    file: Text | None = None
    """Path below the root, relative to the sheet."""
    location: Text | None = None
    """Where it is kept when it is not a file beside the sheet."""
    sha256: Sha256 | None = None
    obtained: Day | None = None
    by: Text | None = None
    """A respondent's key, or the name of an organisation."""
    assurance: Assurance = Assurance.ASSERTED
    """What is claimed; it earns at most what it shows."""
    about: Text | None = None
    """The model or version that it describes; None for the model of its sheet."""
    place: Place | None = None
    origin_model: ModelReference | None = None
    """The model of the inherited sheet it came with; None for an own entry."""


class FileState(Word):
    """What was found when the file of an entry was looked for."""

    MATCHES = "matches"
    """Present, with the digest that the sheet gives."""
    PRESENT = "present"
    """Present; the sheet gives no digest."""
    EMPTY = "empty"
    """Present, with nothing in it, or nothing but white space."""
    MISSING = "missing"


class Observation(Model, kw_only=False):
    """What was found of one evidence entry outside the sheet."""

    is_read: ClassVar[bool] = False
    """Whether a reader knows the file, and it is a `judging.ReadObservation`."""
    evidence: str
    state: FileState
    sha256: str | None = None
    size: int | None = None


class Earned(NamedTuple):
    """The assurance that an entry earns, and why it is not more."""

    assurance: Assurance
    reason: str | None = None
    """None when it earns what it claims."""

"""What a person filled in: a sheet of answers about one system or one vendor."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Annotated, Literal

from alignassess.domain.constraints import ByKind, Limits
from alignassess.domain.depth import Depth
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.model import Day, Model
from alignassess.domain.subject import ModelReference, Respondent, Subject
from alignassess.errors import Place


class _Given(Model):
    by: str | None = None
    on: Day | None = None
    note: str | None = None
    evidence: tuple[str, ...] = ()
    """Ids of evidence entries of the sheet."""
    place: Place | None = None


class Chosen(_Given):
    """One option of a single choice, or the marked ones of a multiple choice."""

    kind: Literal["chosen"] = "chosen"
    options: Annotated[tuple[str, ...], Limits(min_length=1)]
    trials: int | None = None
    """How many trials the test had that the answer speaks of; only where a question takes it."""
    failures: int | None = None
    """In how many of them it failed."""
    monthly_volume: int | None = None
    """Uses a month; only where a question takes it."""


class DontKnow(_Given):
    """Nobody could answer after asking the obvious person."""

    kind: Literal["dont-know"] = "dont-know"


class Declined(_Given):
    """Asked, and no answer given; carries the date of asking."""

    kind: Literal["declined"] = "declined"


class NotApplicable(_Given):
    """A claim, with its reason in the note, that the question does not fit the system."""

    kind: Literal["not-applicable"] = "not-applicable"


Answer = Annotated[Chosen | DontKnow | Declined | NotApplicable, ByKind()]


def says_same(one: Answer, other: Answer) -> bool:
    """Whether two answers say the same, whoever gave them and however they are supported."""
    if isinstance(one, Chosen) and isinstance(other, Chosen):
        return set(one.options) == set(other.options)
    return one.kind == other.kind


def differ(answers: Sequence[Answer]) -> bool:
    """Whether answers to one question do not all say the same."""
    return any(not says_same(answers[0], other) for other in answers[1:])


class Origin(Model):
    """The sheet that an inherited answer comes from."""

    id: str
    name: str
    model: ModelReference | None = None


class Entry(Model, kw_only=False):
    """All that a sheet says about one question. Answers that differ are an open disagreement."""

    question: str
    answers: Annotated[tuple[Answer, ...], Limits(min_length=1)]
    origin: Origin | None = None
    """None for the sheet's own answers."""


class SourceFile(Model, kw_only=False):
    """A file that went into a result, with the digest of its bytes."""

    path: str
    sha256: str


class Sheet(Model):
    """A filled-in instrument, with everything it inherits."""

    subject: Subject
    respondents: tuple[Respondent, ...] = ()
    entries: tuple[Entry, ...] = ()
    evidence: tuple[EvidenceEntry, ...] = ()
    overridden: tuple[tuple[str, str], ...] = ()
    """Question and the id of the inherited sheet whose answer was replaced by an own one."""
    sources: tuple[SourceFile, ...] = ()
    depth: Depth = Depth.FULL
    """What the sheet sets out to answer."""
    pack: int = 1
    """The number of the set of questions that was answered."""
    carried: tuple[str, ...] = ()
    """What became of answers to an older pack, in sentences: renamed, or asked again."""

    @cached_property
    def entry(self) -> Mapping[str, Entry]:
        """Question id to what the sheet says about it."""
        return {entry.question: entry for entry in self.entries}

    @cached_property
    def evidence_entry(self) -> Mapping[str, EvidenceEntry]:
        """Evidence id to its entry."""
        return {entry.id: entry for entry in self.evidence}

    @cached_property
    def respondent(self) -> Mapping[str, Respondent]:
        """Respondent key to the person."""
        return {person.key: person for person in self.respondents}

"""A result file that was opened once: what it looks like, and ways to read parts of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import BinaryIO, Protocol

from alignassess.domain.observation import Evaluation, EvidenceFormat, Provenance
from alignassess.domain.refusals import EvidenceWarning, Refusal
from alignassess.files.evidence.limits import Limits


class Kind(StrEnum):
    """What a file is, by its first bytes."""

    ZIP = "zip"
    JSON = "json"
    """One JSON object."""
    JSON_LINES = "json-lines"
    """JSON objects, one on each line."""
    JSON_LIST = "json-list"
    TEXT = "text"
    """Other UTF-8 text: YAML, Markdown."""


class Archive(Protocol):
    """The members of a zip. Nothing is unpacked to disk."""

    names: frozenset[str]
    repeated: frozenset[str]
    """Names that occur more than once; the last entry counts."""

    def read(self, name: str, *, most: int | None = None) -> bytes | None:
        """Unpack one member in memory; None when there is none of that name."""


@dataclass(frozen=True)
class Source:
    """An open result file. `opening.py` makes it."""

    name: str
    """The file's name, for messages only; it decides nothing."""
    size: int
    file: BinaryIO
    limits: Limits
    kind: Kind
    head: bytes
    """The first 64 kB."""
    top: Mapping[str, object] = field(default_factory=dict)
    """The JSON object of a `JSON` file or of the first line of `JSON_LINES`; else empty."""
    partial: bool = False
    """`top` stops before the samples of a log."""
    archive: Archive | None = None
    """Of a `ZIP`."""
    siblings: "Siblings | None" = None

    def objects(self) -> Iterator[object]:
        """Every line of `JSON_LINES`, or the one object of `JSON`; blank lines are passed over.

        Raises RefusedError for a line that is no JSON, or that is too long or too deep.
        """
        from alignassess.files.evidence.json_text import lines

        return lines(self)

    def text(self) -> str:
        """The whole of a `TEXT` file; raises RefusedError when it is too large or no UTF-8."""
        from alignassess.files.evidence.json_text import whole_text

        return whole_text(self)


class Siblings(Protocol):
    """Files that stand beside the one that was named, for formats that are a folder."""

    def read(self, name: str, *, most: int) -> bytes | None:
        """The bytes of a regular file of that name in the same folder; None when there is none."""

    def pieces(self, name: str) -> Iterator[bytes]:
        """The same piece by piece, for what is too large to be read whole."""
        ...


@dataclass(frozen=True)
class Content:
    """What a reader made of a file."""

    evaluations: tuple[Evaluation, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    warnings: tuple[EvidenceWarning, ...] = ()
    refusals: tuple[Refusal, ...] = ()


class Reader(Protocol):
    """A module that reads one format: `FORMAT`, `recognises` and `read`."""

    FORMAT: EvidenceFormat

    def recognises(self, source: Source) -> bool:
        """Whether this is the format, by content alone. Cheap; never raises."""

    def read(self, source: Source) -> Content:
        """Read what `recognises` accepted.

        A run that counts for nothing is an evaluation with `refusals`, so that a person still sees
        what it is. Raises RefusedError, and nothing else, when not even that can be read.
        """

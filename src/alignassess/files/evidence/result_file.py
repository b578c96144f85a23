"""The way in: a path to what its file says, whatever stands in it."""

from dataclasses import replace
from hashlib import file_digest
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, cast

from alignassess.domain.observation import Evaluation, EvidenceFormat, ResultFile
from alignassess.domain.refusals import Refusal, RefusalReason
from alignassess.files.evidence import READERS
from alignassess.files.evidence.limits import LIMITS, Limits
from alignassess.files.evidence.opening import look, opened
from alignassess.files.evidence.refused import RefusedError
from alignassess.files.evidence.source import Content, Kind, Reader, Source


def read_result_file(
    path: Path, *, root: Path | None = None, limits: Limits = LIMITS, hashed: bool = True
) -> ResultFile:
    """Read a result file of any known format.

    What is wrong with its content is said by `refusals`; only a path that is no regular file, or
    lies outside the root, raises InputError. `hashed=False` leaves out the digest, which alone
    reads the whole of a large file.
    """
    with opened(path, root=root) as (file, size):
        digest = file_digest(file, "sha256").hexdigest() if hashed else ""
        format_, content = _content(file, size, path, limits)
    return ResultFile(
        format=format_,
        sha256=digest,
        size=size,
        evaluations=tuple(map(_in_order, content.evaluations)),
        provenance=content.provenance,
        warnings=content.warnings,
        refusals=content.refusals,
    )


def _content(
    file: BinaryIO, size: int, path: Path, limits: Limits
) -> tuple[EvidenceFormat | None, Content]:
    reader = None
    try:
        source = look(file, size, path, limits)
        reader = reader_of(source)
        if reader is None:
            if source.kind is Kind.JSON_LINES and reader_of(replace(source, kind=Kind.JSON)):
                raise RefusedError(RefusalReason.DAMAGED, "something follows the result")
            raise RefusedError(RefusalReason.NOT_RECOGNISED)
        return reader.FORMAT, reader.read(source)
    except RefusedError as error:
        return reader.FORMAT if reader else None, Content(refusals=(error.refusal,))


def _in_order(evaluation: Evaluation) -> Evaluation:
    """The evaluation, refused when it ended on a day before it began, in whatever format."""
    started, completed = evaluation.started, evaluation.completed
    if started is None or completed is None or completed.latest >= started.earliest:
        return evaluation
    words = f"it ended on {completed.at.date()}, before it began"
    refusal = Refusal(reason=RefusalReason.INCONSISTENT, detail=words)
    return replace(evaluation, refusals=(*evaluation.refusals, refusal))


def reader_of(source: Source) -> Reader | None:
    """The first reader that recognises the file."""
    for name in READERS:
        reader = cast("Reader", import_module(name))
        if reader.recognises(source):
            return reader
    return None

"""`--report FORMAT=PATH`: several reports from one run, each written whole or not at all."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alignassess.cli import completing, console
from alignassess.cli.options import Format
from alignassess.errors import AlignassessError, InputError, Place, Problem, UsageError

if TYPE_CHECKING:
    from alignassess.cli.scorer import Outcome
    from alignassess.domain.assessment import Assessment
    from alignassess.domain.gate import Decision
    from alignassess.domain.instrument import Instrument
    from alignassess.files.answer_sheet import LoadedSheet
    from alignassess.render.formats.material import Case, Material

Reports = Annotated[
    list[str] | None,
    typer.Option(
        "--report",
        metavar="FORMAT=PATH",
        help="Also write this format there; may be repeated. One PATH may be - for standard "
        "output. Formats: see docs/formats.md.",
        autocompletion=completing.reports,
    ),
]

OWN = frozenset({Format.TEXT, Format.JSON, Format.JSONL})
"""Formats that a command prints itself."""

_EPOCH = "SOURCE_DATE_EPOCH"


@dataclass(slots=True)
class Outputs:
    """What a run is asked to write, and what it could not read."""

    wanted: tuple[tuple[str, Path | None], ...] = ()
    """Format and path; None for standard output."""
    problems: list[Problem] = field(default_factory=list)
    taken: "Sequence[Case] | None" = None
    """The results of a run over many sheets; None before the first."""

    @property
    def on_stdout(self) -> bool:
        """Whether a report takes the place of what is usually printed."""
        return any(path is None for _, path in self.wanted)

    @property
    def for_people(self) -> bool:
        """Whether one of them shows the order of work."""
        if not self.wanted:
            return False
        from alignassess.render.formats import FORMATS

        return any(name in ("json", "jsonl") or FORMATS[name].for_people for name, _ in self.wanted)

    def noting(
        self, found: "Iterator[LoadedSheet | InputError]"
    ) -> "Iterator[LoadedSheet | InputError]":
        """The same sheets; what kept some from being read is noted for the reports."""
        for one in found:
            if isinstance(one, InputError):
                self.problems += one.problems
            yield one

    def write_results(
        self,
        assessments: "Sequence[Assessment]",
        instrument: "Instrument",
        *,
        decisions: "Sequence[Decision]" = (),
    ) -> int:
        """Write every report, each result with what was decided on it, in the order of both."""
        if not self.wanted:
            return console.Status.DONE
        return self.write(paired(assessments, decisions), instrument)

    def take(self, one: "Outcome") -> None:
        """Keep what came of one sheet of a run over many."""
        self.problems += one.problems
        if one.case is not None:
            from alignassess.cli.cases import Cases

            if not isinstance(self.taken, Cases):
                self.taken = Cases()
            self.taken.add(one.case)

    def write_taken(self, instrument: "Instrument", problems: Sequence[Problem]) -> int:
        """Write every report about what was taken; `problems` are about no sheet."""
        if not self.wanted:
            return console.Status.DONE
        self.problems += problems
        return self.write(() if self.taken is None else self.taken, instrument)

    def write(self, cases: "Sequence[Case]", instrument: "Instrument") -> int:
        """Write every report; what cannot be written is said, and the others are written."""
        status = int(console.Status.DONE)
        given = material(cases, instrument, problems=self.problems, for_people=self.for_people)
        for name, path in self.wanted:
            try:
                _write(name, path, given)
            except AlignassessError as error:
                console.problems(error.problems)
                status = console.worst(status, console.Status.USAGE)
        return status


def requested(reports: Sequence[str] | None, format: Format = Format.TEXT) -> Outputs:
    """What the options ask for; a format that is not the command's own is a report on `-`.

    Raises UsageError with everything that is wrong, before anything is read.
    """
    wanted: list[tuple[str, Path | None]] = []
    problems: list[Problem] = []
    for text in reports or ():
        name, _, path = text.partition("=")
        problem = _wrong(text, name, path, wanted)
        if problem is None:
            wanted.append((name, None if path == "-" else Path(path)))
        else:
            problems.append(problem)
    if format is not Format.TEXT and any(path is None for _, path in wanted):
        problems.append(
            Problem("both --format and a report on -", remedy="only one can have standard output")
        )
    if format not in OWN:
        wanted.append((format.value, None))
    if problems:
        raise UsageError(*problems)
    return Outputs(tuple(wanted))


def _wrong(
    text: str, name: str, path: str, before: Sequence[tuple[str, Path | None]]
) -> Problem | None:
    from alignassess.render.formats import FORMATS

    if name not in FORMATS:
        return Problem(f"there is no format {name}", remedy=f"choose: {', '.join(FORMATS)}")
    if not path:
        return Problem(f"--report {text} names no file", remedy="write it as FORMAT=PATH")
    if path == "-":
        taken = any(one is None for _, one in before)
        return Problem("two reports on -", remedy="give one of them a file") if taken else None
    target = Path(path)
    if any(one == target for _, one in before):
        return Problem("two reports go there", Place(path), "give each its own file")
    if target.is_dir() or not target.parent.is_dir():
        what = "is a folder" if target.is_dir() else "lies in no folder that exists"
        return Problem(f"the report {what}", Place(path), "name a file in a folder that exists")
    return None


def paired(assessments: "Sequence[Assessment]", decisions: "Sequence[Decision]") -> "list[Case]":
    """Each result with its decision; systems are decided on in the order of their results."""
    from alignassess.domain.assessment import SystemAssessment
    from alignassess.render.formats.material import Case, decided

    rest = iter(decisions)
    return [
        decided(one, next(rest, None)) if isinstance(one, SystemAssessment) else Case(one)
        for one in assessments
    ]


def rendered(name: str, material: "Material") -> str | None:
    """The text of a format; a note and None when there is nothing that it could say."""
    pieces = _rendered(name, material)
    return None if pieces is None else "".join(pieces)


def _rendered(name: str, material: "Material") -> Iterable[str] | None:
    from alignassess.render.formats import FORMATS

    pieces = FORMATS[name].pieces(material)
    if pieces is None:
        console.note(f"notice: {name}: nothing to report, so nothing is written")
    return pieces


def material(
    cases: "Sequence[Case]",
    instrument: "Instrument",
    *,
    problems: Sequence[Problem] = (),
    for_people: bool = False,
    most_bytes: int | None = None,
) -> "Material":
    """What formats read: the cases, and where this run takes place."""
    from alignassess.files.instrument_files import load_library
    from alignassess.files.reading import root_of
    from alignassess.render.formats.material import Material
    from alignassess.render.formats.places import Folders

    here = Path.cwd()
    return Material(
        cases=cases,
        instrument=instrument,
        folders=Folders(here.as_posix(), root_of(here / "sheet", None).as_posix()),
        stamp=None if for_people else _stamp(),
        problems=tuple(problems),
        library=load_library() if for_people else None,
        most_bytes=most_bytes,
    )


def _write(name: str, path: Path | None, given: "Material") -> None:
    from alignassess.files.output import write_whole

    pieces = _rendered(name, given)
    if pieces is None:
        return
    if path is None:
        for piece in pieces:
            console.piece(piece)
        return
    write_whole(path, pieces)
    console.detail(f"written: {path}")


def _stamp() -> datetime | None:
    """The time that a reproducible build asks for; None without one."""
    text = os.environ.get(_EPOCH)
    if text is None:
        return None
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            Problem(f"{_EPOCH} is not a number of seconds", remedy="unset it, or give seconds")
        ) from None

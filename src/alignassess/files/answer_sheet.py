"""An answer sheet and all it inherits, from files to one `Sheet`; every problem at once."""

from dataclasses import dataclass, replace
from pathlib import Path

from alignassess.domain.answers import Sheet
from alignassess.domain.collector import uncollected
from alignassess.domain.evidence import Observation
from alignassess.domain.inheritance import carried, inherit
from alignassess.domain.instrument import Instrument
from alignassess.errors import InputError, Place, Problem
from alignassess.files.evidence_files import observe
from alignassess.files.listing import capped
from alignassess.files.own_sheet import FORMAT, OwnSheet
from alignassess.files.reading import TextFile, beneath, read_text, root_of
from alignassess.files.reads import Looks, Read

__all__ = ["FORMAT", "LoadedSheet", "load_sheet", "load_text"]

MOST_INHERITED = 50
"""Sheets read for one sheet. Two files that inherit the same two double with every generation."""


@dataclass(frozen=True, slots=True)
class LoadedSheet:
    """A sheet with everything it inherits, and what was found of its evidence files."""

    name: str
    """The path as the user wrote it."""
    sheet: Sheet
    observations: tuple[Observation, ...]
    notices: tuple[str, ...]
    reads: tuple[Read, ...] = ()
    """Every other file that went into it."""


def load_sheet(
    path: Path, instrument: Instrument, *, root: Path | None = None, name: str | None = None
) -> LoadedSheet:
    """Read a sheet, all it inherits, and its evidence; raises InputError with every problem."""
    return load_text(read_text(path, name=name), instrument, root=root)


@uncollected
def load_text(
    file: TextFile,
    instrument: Instrument,
    *,
    root: Path | None = None,
    looks: Looks | None = None,
) -> LoadedSheet:
    """As `load_sheet`, for text that is at hand already; `looks` joins the sheets of a run."""
    return _Loading(instrument, root_of(file.path, root), looks).load(file, ())


class _Loading:
    """Loads one sheet and, through it, others."""

    def __init__(self, instrument: Instrument, root: Path, looks: Looks | None) -> None:
        self.instrument = instrument
        self.root = root
        self.looks = looks
        self.inherited = 0

    def load(self, file: TextFile, above: tuple[Path, ...]) -> LoadedSheet:
        """Load a file; `above` are the sheets that inherit it, outermost first."""
        own = OwnSheet(file, self.instrument)
        found = observe(own.evidence, file.path, self.root, looks=self.looks)
        problems = [*own.problems, *found.problems]
        inherited: list[LoadedSheet] = []
        reads = list(found.reads)
        for relative, place in own.inherits:
            try:
                one = self._inherited(file, relative, place, above)
                _check_id(one.sheet, inherited, place)
                inherited.append(one)
                reads += one.reads
            except InputError as error:
                problems += error.problems
            if self.inherited > MOST_INHERITED:
                break  # said once; the others are not looked for
        if problems or own.sheet is None:
            raise InputError(*capped(problems, file.name))
        return LoadedSheet(
            file.label,
            inherit(own.sheet, [one.sheet for one in inherited]),
            found.observations
            + tuple(
                seen.model_copy(update={"evidence": carried(one.sheet, seen.evidence)})
                for one in inherited
                for seen in one.observations
            ),
            found.notices + tuple(notice for one in inherited for notice in one.notices),
            tuple(reads),
        )

    def _inherited(
        self, file: TextFile, relative: str, place: Place, above: tuple[Path, ...]
    ) -> LoadedSheet:
        self.inherited += 1
        if self.inherited > MOST_INHERITED:
            raise InputError(
                Problem(
                    f"more than {MOST_INHERITED} sheets are inherited, one through another",
                    place,
                    "inherit each sheet once",
                )
            )
        target = beneath(self.root, file.path, relative, place)
        here = file.path.resolve()
        if target in (*above, here):
            raise InputError(
                Problem(f"{relative} inherits this sheet in turn", place, "break the circle")
            )
        name = str(Path(file.name).parent / relative)
        text = _read(target, name, place)
        loaded = self.load(text, (*above, here))
        read = Read(str(file.path), relative, str(target), text.sha256)
        return replace(loaded, reads=(read, *loaded.reads))


def _check_id(sheet: Sheet, others: list[LoadedSheet], place: Place) -> None:
    """Two sheets of one id would give their people and evidence the same names."""
    for other in others:
        if other.sheet.subject.id == sheet.subject.id:
            raise InputError(
                Problem(
                    f"{other.name} has the id {sheet.subject.id} too, and both are inherited",
                    place,
                    "inherit one of the two, or correct an id",
                )
            )


def _read(target: Path, name: str, place: Place) -> TextFile:
    try:
        return read_text(target, name=name)
    except InputError as error:
        first = error.problems[0]
        if first.place is not None and first.place.line is not None:
            raise
        message = f"inherits {name}: {first.message}"
        raise InputError(Problem(message, place, first.remedy)) from None

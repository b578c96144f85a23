"""Which sheets a command line means, one after the other, before any is read.

Files, folders, globs, standard input, lists of paths, and files with a sheet in each line. Names
are few bytes and all known at the start; lines are read as they are asked for, so that memory stays
flat.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from alignassess.errors import InputError, Place, Problem, UsageError
from alignassess.files.bulk import SUFFIXES as BULK
from alignassess.files.bulk import is_bulk, lines_of, may_be_bulk, pieces
from alignassess.files.ignoring import Ignoring
from alignassess.files.reading import MOST_BYTES, reading
from alignassess.files.sheet_signs import holds_sheets

SUFFIXES = frozenset({".yaml", ".yml", ".json", *BULK})
BACKUP = ".bak"
"""What ends the name of the copy of a sheet from the start of an interview."""
STDIN = "-"
_LOOKED_INTO = 1 << 16
"""Bytes of a file of lines that tell whether it holds sheets."""


class Source(NamedTuple):
    """Where one sheet stands."""

    name: str
    """The path as the user wrote it."""
    found: bool = False
    """Whether it was found in a folder or by a glob: then it need not be a sheet."""
    line: int | None = None
    """In a file with a sheet in each line, counted from 1."""
    data: bytes | None = None
    """Its content, where that was read already."""

    @property
    def path(self) -> Path:
        """What paths in the sheet are relative to; on standard input, the current folder."""
        return Path.cwd() / "standard-input.yaml" if self.name == STDIN else Path(self.name)

    @property
    def label(self) -> str:
        """What tells it from all others of a run."""
        return self.name if self.line is None else f"{self.name}:{self.line}"


class Sources:
    """The sheets that a command line means, and how far a run through them has come."""

    def __init__(self, arguments: Sequence[str], files_from: str | None = None) -> None:
        """Look at the arguments; raises UsageError when none is given."""
        self._arguments = tuple(arguments)
        self._list = files_from
        if not arguments and files_from is None:
            raise UsageError(
                Problem("no answer sheets named", remedy="name a sheet or a folder of sheets")
            )
        if files_from == STDIN and STDIN in arguments:
            raise UsageError(
                Problem("standard input is both a list and a sheet", remedy="give - only once")
            )
        self.total: int | None = None
        """How many sheets there are; None as long as that is not known."""
        self.share: float | None = None
        """How much of them has been handed out, 0 to 1; None when that cannot be known."""
        self._rest = self._every()
        self._ahead: list[Source | InputError] = []

    def are_many(self) -> bool:
        """Whether there is more than one, as far as can be told before any is read."""
        self._ahead += islice(self._rest, 2 - len(self._ahead))
        return len(self._ahead) > 1

    def __iter__(self) -> Iterator[Source | InputError]:
        """Every sheet, or what is wrong with an argument; once, since standard input is read."""
        while self._ahead:
            yield self._ahead.pop(0)
        yield from self._rest

    def _every(self) -> Iterator[Source | InputError]:
        """Every sheet, or what is wrong with an argument; one bad file never hides the others.

        The copies that an interview leaves beside a sheet (`.bak`) are passed over, also where a
        shell made names of a glob: they would count a system twice.
        """
        wrong: list[InputError] = []
        every = list(dict.fromkeys(self._named(wrong)))
        named = [one for one in every if not one.name.endswith(BACKUP)]
        yield from wrong
        if not named and not wrong:
            yield self._nothing(every[0].name if every else None)
        bulk = [one.name == STDIN or one.name.casefold().endswith(BULK) for one in named]
        self.total = None if any(bulk) else len(named)
        for index, (one, in_lines) in enumerate(zip(named, bulk, strict=True)):
            self.share = index / len(named)
            if in_lines:
                yield from self._inside(one, index, len(named))
            else:
                yield one

    def _nothing(self, backup: str | None) -> InputError:
        if backup is not None:
            return InputError(
                Problem(
                    "this is the copy of a sheet that an interview made at its start",
                    Place(backup),
                    "to score it, copy it and give it a name of its own that ends in .yaml",
                )
            )
        return self.no_sheets()

    def no_sheets(self) -> InputError:
        """What to say when nothing that was named holds a sheet."""
        named = [*self._arguments, *([] if self._list is None else [f"the list {self._list}"])]
        return InputError(
            Problem(
                f"no answer sheets in {', '.join(named)}",
                remedy="a sheet is a YAML or JSON file with `format: alignassess/answers/1`",
            )
        )

    def _named(self, wrong: list[InputError]) -> Iterator[Source]:
        for argument in self._arguments:
            if has_magic(argument) and not Path(argument).exists():
                names = sorted(glob(argument, recursive=True))  # noqa: PTH207 - may be absolute
                yield from (Source(name, found=True) for name in names if Path(name).is_file())
            else:
                yield from _at(argument, wrong)
        if self._list is not None:
            try:
                paths = _listed(self._list)
            except InputError as error:
                wrong.append(error)
                return
            for path in paths:
                yield from _at(path, wrong)

    def _inside(self, one: Source, index: int, count: int) -> Iterator[Source | InputError]:
        """The lines of a file of sheets; standard input may also hold one sheet."""
        if one.name == STDIN:
            self.share = None
            yield from _from_stdin(one)
            return
        try:
            with reading(Path(one.name), name=one.name) as file:
                size = os.fstat(file.fileno()).st_size or 1
                if one.found and not holds_sheets(file.read(_LOOKED_INTO)):
                    return
                file.seek(0)
                for number, data in lines_of(pieces(file)):
                    self.share = (index + min(1.0, file.tell() / size)) / count
                    yield Source(one.name, line=number, data=data)
        except InputError as error:
            yield error


def _at(path: str, wrong: list[InputError]) -> Iterator[Source]:
    if path != STDIN and Path(path).is_dir():
        yield from _below(path, wrong)
    else:
        yield Source(path)


def _below(folder: str, wrong: list[InputError]) -> Iterator[Source]:
    """What may be sheets in a folder and below it, by name; hidden and ignored ones are not."""
    found: list[Path] = []
    try:
        ignoring = Ignoring(folder)
        # Errors are raised: a folder that cannot be looked into may hold sheets.
        for here, folders, names in os.walk(folder, onerror=_raise):
            ignoring.enter(here)
            folders[:] = [
                name
                for name in folders
                if name[0] != "." and not ignoring.passes_over(f"{here}/{name}", is_folder=True)
            ]
            for name in names:
                path = Path(here, name)
                if (
                    name[0] != "."
                    and path.suffix.casefold() in SUFFIXES
                    and not ignoring.passes_over(str(path))
                    and path.is_file()
                ):
                    found.append(path)
    except InputError as error:
        wrong.append(error)
    except OSError as error:
        problem = Problem(f"cannot be read: {error.strerror}", Place(str(error.filename)))
        wrong.append(InputError(problem))
    yield from (Source(str(path), found=True) for path in sorted(found))


def _raise(error: OSError) -> None:
    raise error


def _listed(name: str) -> list[str]:
    """The paths of a list, one on each line; with NUL between them where it holds any."""
    if name == STDIN:
        data = sys.stdin.buffer.read()
    else:
        with reading(Path(name), name=name) as file:
            data = file.read()
    text = os.fsdecode(data.removeprefix(b"\xef\xbb\xbf"))
    if "\0" in text:
        return [one for one in text.split("\0") if one]
    return [one for line in text.split("\n") if (one := line.removesuffix("\r")).strip()]


def _from_stdin(one: Source) -> Iterator[Source]:
    """The sheets of standard input: one in each line, or one over all of it."""
    file = sys.stdin.buffer
    before: list[bytes] = []
    while len([line for line in before if line.strip()]) < _LOOKED_AT:
        before.append(file.readline(MOST_BYTES + 2))
        if not before[-1] or not may_be_bulk(before):
            break
    if is_bulk(before):
        for number, data in lines_of(chain(before, pieces(file))):
            yield one._replace(line=number, data=data)
    else:
        data = b"".join(before)
        yield one._replace(data=data + file.read(max(0, MOST_BYTES + 1 - len(data))))


_LOOKED_AT = 2
"""Lines of standard input that tell a file of sheets from one sheet."""

"""Opening what users point at: size, kind and place are checked before a byte is read."""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from io import BufferedReader, FileIO
from pathlib import Path
from typing import BinaryIO

from alignassess.errors import InputError, Place, Problem
from alignassess.files.wording import quoted, readable
from alignassess.files.yaml_text import Tree, parse, parse_json

MOST_BYTES = 4_000_000
"""Of a text file; a sheet with every question answered and long notes has about 100 kB."""


_PIECE = 1 << 16
"""Bytes that are read at a time where a file is longer than it was said to be."""


@dataclass(frozen=True)
class TextFile:
    """A text file that was read once: what is parsed is what was hashed."""

    name: str
    """As the user wrote it, for messages."""
    path: Path
    text: str
    sha256: str

    @property
    def label(self) -> str:
        """What tells it from all others of a run."""
        return self.name

    def tree(self) -> Tree:
        """The file as strict YAML, or as JSON by its name; parsed once."""
        return self._tree

    @cached_property
    def _tree(self) -> Tree:
        read = parse_json if self.path.suffix.casefold() == ".json" else parse
        return read(self.text, self.name)


def read_text(path: Path, *, name: str | None = None) -> TextFile:
    """Read a regular file of UTF-8 text; raises InputError for anything else."""
    name = name or str(path)
    return as_text(read_regular(path, name=name, most=MOST_BYTES), path, name)


def as_text(data: bytes, path: Path, name: str) -> TextFile:
    """The content of a file as UTF-8 text; raises InputError when it is none."""
    name = readable(name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            Problem("this is not UTF-8 text", Place(name, line), "save the file as UTF-8 text")
        ) from None
    return TextFile(name, path, text, sha256(data).hexdigest())


def read_regular(path: Path, *, name: str, most: int) -> bytes:
    """Read a regular file of at most the given size; a device or a pipe is never read."""
    with _opened(path, name) as file:
        size = os.fstat(file.fileno()).st_size
        data = b"" if size > most else _start_of(file, size, most + 1)
        if max(size, len(data)) > most:
            limit = f"{most / 1e6:.1f}".removesuffix(".0")
            raise _problem(
                name,
                f"has {max(size, len(data)) / 1e6:.1f} MB; at most {limit} MB are read",
                "check that this is the right file",
            )
        return data


def _start_of(file: FileIO, size: int, most: int) -> bytes:
    """Read at most so many bytes of a file that is said to have a size.

    A file that grows, or that /proc gives no size, is noticed by the byte too many. What is asked
    for is what memory is set aside for, so it is not the most that is allowed.
    """
    asked = min(size + 1, most)
    data = file.read(asked) or b""
    while asked <= len(data) < most:
        asked = min(len(data) + _PIECE, most)
        data += file.read(asked - len(data)) or b""
    return data


def digest(path: Path, *, name: str) -> tuple[str, int] | None:
    """Compute SHA-256 and size of a regular file; None when there is no such file."""
    try:
        with _opened(path, name) as file:
            hashed, size = sha256(), 0
            while piece := file.read(1 << 20):
                hashed.update(piece)
                size += len(piece)
            return hashed.hexdigest(), size
    except _AbsentError:
        return None


def beginning(path: Path, *, name: str, most: int) -> bytes | None:
    """Read the first bytes of a regular file; None when there is no such file."""
    try:
        with _opened(path, name) as file:
            return _start_of(file, os.fstat(file.fileno()).st_size, most)
    except _AbsentError:
        return None


def is_blank(path: Path, *, name: str) -> bool:
    """Whether a regular file holds nothing, or nothing but white space."""
    with _opened(path, name) as file:
        while piece := file.read(1 << 20):
            if piece.strip(BLANK):
                return False
    return True


BLANK = b" \t\r\n\f\v\0\xef\xbb\xbf"
"""White space, null bytes, and the mark that some editors write before a text."""


@contextmanager
def reading(path: Path, *, name: str) -> Iterator[BinaryIO]:
    """A regular file to read in pieces; raises InputError for all else."""
    with _opened(path, name) as file, BufferedReader(file) as buffered:
        yield buffered


class _AbsentError(InputError):
    """There is no such file."""


@contextmanager
def _opened(path: Path, name: str) -> Iterator[FileIO]:
    """Open a regular file; raises InputError for all else, and for trouble while it is read."""
    try:
        # O_NONBLOCK: opening a pipe that nobody writes to would otherwise wait for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise _problem(name, "is not a regular file", "name a file")
            with FileIO(descriptor, closefd=False) as file:
                yield file
        finally:
            os.close(descriptor)
    except (FileNotFoundError, NotADirectoryError):
        problem = Problem("there is no such file", Place(name), "check the path")
        raise _AbsentError(problem) from None
    except OSError as error:
        raise _problem(name, f"cannot be read: {error.strerror}", "check the path") from None
    except ValueError:
        raise _problem(quoted(name), "is not a path", "check the path") from None


def root_of(sheet: Path, root: Path | None) -> Path:
    """Find the folder that paths may not leave: the given, the repository's, or the current one."""
    if root is not None:
        return root.resolve()
    for folder in sheet.resolve().parents:
        if (folder / ".git").exists():
            return folder
    return Path.cwd().resolve()


def beneath(root: Path, sheet: Path, relative: str, place: Place) -> Path:
    """Find the file that a path in a sheet means; raises InputError when it leaves the root."""
    return Beneath(root, sheet).find(relative, place)


class Beneath:
    """Finds the files that paths in one sheet mean, all below a root."""

    def __init__(self, root: Path, sheet: Path) -> None:
        self._root = root
        self._sheet = sheet
        self._folders: dict[str, str | None] = {}
        """A folder as the sheet writes it to where it lies; None when that is not below the root.

        Looked up once for each sheet: most evidence lies together, and links on the way to a file
        cost a call to the system for every folder.
        """

    def find(self, relative: str, place: Place) -> Path:
        """Find a file; raises InputError when the path is none or leaves the root."""
        if _PLAIN_PATH.fullmatch(relative):
            written, _, name = relative.rpartition("/")
            if written not in self._folders:
                self._folders[written] = self._folder(written)
            folder = self._folders[written]
            if folder is not None:
                file = os.path.join(folder, name)  # noqa: PTH118 - thrice as quick as pathlib
                if not os.path.islink(file):  # noqa: PTH114
                    return Path(file)
        return self._resolved(relative, place)

    def _folder(self, written: str) -> str | None:
        try:
            folder = (self._sheet.parent / written).resolve()
        except (OSError, ValueError, RuntimeError):
            return None
        return str(folder) if folder.is_relative_to(self._root) else None

    def _resolved(self, relative: str, place: Place) -> Path:
        try:
            target = (self._sheet.parent / relative).resolve()
        except (OSError, ValueError, RuntimeError):
            raise InputError(
                Problem(f"{quoted(relative)} is not a path", place, "check the path")
            ) from None
        if Path(relative).is_absolute() or not target.is_relative_to(self._root):
            raise InputError(
                Problem(
                    f"{relative} lies outside the root {self._root}",
                    place,
                    "use a path relative to the sheet, or name another root with --root",
                )
            )
        return target


_PLAIN_PATH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*")
"""A path that goes down only: no `..`, no other drive, nothing hidden."""


def _problem(name: str, message: str, remedy: str) -> InputError:
    return InputError(Problem(message, Place(name), remedy))

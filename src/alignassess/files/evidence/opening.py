"""Opening a result file: a regular one, inside the root, looked at before it is read."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import BinaryIO

from alignassess.domain.refusals import RefusalReason
from alignassess.errors import InputError, Place, Problem
from alignassess.files.evidence.archive import ZipMembers
from alignassess.files.evidence.json_text import Head
from alignassess.files.evidence.limits import Limits
from alignassess.files.evidence.refused import RefusedError
from alignassess.files.evidence.source import Kind, Source

_HEAD = 1 << 16
_PIECE = 1 << 20
_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"


@contextmanager
def opened(path: Path, *, root: Path | None = None) -> Iterator[tuple[BufferedReader, int]]:
    """A regular file and its size; raises InputError for a device, a pipe, a folder, or none.

    With a root, also for a file outside it, wherever links lead.
    """
    name = str(path)
    try:
        target = path.resolve(strict=True)
        if root is not None and not target.is_relative_to(root.resolve()):
            raise _problem(name, f"lies outside the root {root}", "use a file below the root")
        # Links were followed once; O_NONBLOCK, since opening a pipe would wait for its writer.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        descriptor = os.open(target, flags | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, NotADirectoryError):
        raise _problem(name, "there is no such file", "check the path") from None
    except (OSError, RuntimeError) as error:
        words = getattr(error, "strerror", None) or "links lead in a circle"
        raise _problem(name, f"cannot be read: {words}", "check the path") from None
    except ValueError:
        raise _problem(ascii(name), "is not a path", "check the path") from None
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise _problem(name, "is not a regular file", "name a file")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            yield file, found.st_size
    except OSError as error:
        raise _problem(name, f"cannot be read: {error.strerror}", "check the path") from None
    finally:
        os.close(descriptor)


def look(file: BinaryIO, size: int, path: Path, limits: Limits) -> Source:
    """See what a file is. Raises RefusedError when it is nothing that could be read."""
    if size > limits.file:
        raise RefusedError(RefusalReason.TOO_LARGE, f"{size / 1e6:.0f} MB")
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    if head.startswith(_WIDE):
        return look(*_as_utf8(file, size, limits), path, limits)
    start = head.removeprefix(_BOM).lstrip()[:1]
    if not start and size <= _HEAD:
        raise RefusedError(RefusalReason.EMPTY_FILE)

    def source(kind: Kind, **parts: object) -> Source:
        return Source(
            name=path.name,
            size=size,
            file=file,
            limits=limits,
            kind=kind,
            head=head,
            siblings=FolderOf(path),
            **parts,  # type: ignore[arg-type]
        )

    if head.startswith((_ZIP, _EMPTY_ZIP)):
        archive = ZipMembers(file, size, limits)
        if not archive.names:
            raise RefusedError(RefusalReason.EMPTY_FILE, "the archive holds nothing")
        return source(Kind.ZIP, archive=archive)
    if start == b"{":
        first = Head(file, size, limits)
        first.read()
        kind = Kind.JSON_LINES if first.more else Kind.JSON
        return source(kind, top=first.top, partial=first.partial)
    if start == b"[":
        return source(Kind.JSON_LIST)
    if b"\x00" in head:
        raise RefusedError(RefusalReason.NOT_RECOGNISED, "it is neither text nor a zip archive")
    return source(Kind.TEXT)


def _as_utf8(file: BinaryIO, size: int, limits: Limits) -> tuple[BinaryIO, int]:
    """A text as some shells write what a tool prints: in UTF-16, with a mark at its beginning."""
    if size > limits.document:
        raise RefusedError(RefusalReason.TOO_LARGE, f"{size / 1e6:.0f} MB of UTF-16 text")
    try:
        data = file.read(limits.document).decode("utf-16").encode()
    except UnicodeError:
        raise RefusedError(RefusalReason.NOT_RECOGNISED, "it is no text") from None
    return BytesIO(data), len(data)


@dataclass(frozen=True)
class FolderOf:
    """The folder of a file, for formats that are a folder; see `source.Siblings`."""

    path: Path

    def read(self, name: str, *, most: int) -> bytes | None:
        """The bytes of a regular file of that name in the same folder; None when there is none."""
        folder = self.path.resolve().parent
        try:
            # Never out of the folder: neither by the name nor by a link.
            with opened(folder / name, root=folder) as (file, size):
                if size > most:
                    raise RefusedError(RefusalReason.TOO_LARGE, name)
                return file.read(most)
        except InputError:
            return None

    def pieces(self, name: str) -> Iterator[bytes]:
        """The same piece by piece, for what is too large to be read whole."""
        folder = self.path.resolve().parent
        try:
            with opened(folder / name, root=folder) as (file, _):
                while piece := file.read(_PIECE):
                    yield piece
        except InputError:
            return


def _problem(name: str, message: str, remedy: str) -> InputError:
    return InputError(Problem(message, Place(name), remedy))

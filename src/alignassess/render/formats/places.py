"""Where an answer stands, as the reader of a format finds it: by a path below the repository."""

from posixpath import isabs, join, normpath
from typing import NamedTuple
from urllib.parse import quote

from alignassess.render import inert

STANDARD_INPUT = "standard-input.yaml"
"""The name given to a sheet that came through a pipe."""


class Folders(NamedTuple):
    """Where the program ran: paths in results are relative to `current`, links to `root`."""

    current: str = "/"
    root: str = "/"


def below_root(file: str, folders: Folders) -> str | None:
    """The path of a file relative to the root; None when it lies outside."""
    if file == "-":
        return STANDARD_INPUT
    plain = file.replace("\\", "/")
    whole = normpath(plain if isabs(plain) else join(folders.current, plain))
    root = folders.root.rstrip("/") + "/"
    return whole[len(root) :] if whole.startswith(root) and whole != root else None


def uri(file: str, folders: Folders) -> tuple[str, bool]:
    """The file as a URI, and whether it is relative to the root."""
    inside = below_root(file, folders)
    if inside is not None:
        return _quoted(inside), True
    plain = file.replace("\\", "/")
    whole = normpath(plain if isabs(plain) else join(folders.current, plain))
    return f"file://{_quoted('/' + whole.lstrip('/'))}", False


def shown(file: str, folders: Folders) -> str:
    """The path as people read it, on one line; the bare name of a file outside the root."""
    inside = below_root(file, folders)
    name = inside if inside is not None else file.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return inert.line(name) or "sheet"


def _quoted(path: str) -> str:
    return quote(path, safe="/", errors="replace")

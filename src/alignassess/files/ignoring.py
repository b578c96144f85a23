"""`.alignassessignore`: what a run over a folder passes over, in the syntax of `.gitignore`.

A file speaks of its folder and all below; a deeper one has the last word. Those of the folders
above count too, up to the root.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from alignassess.errors import InputError, Place, Problem
from alignassess.files.reading import read_text, root_of

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NAME = ".alignassessignore"

_Rules = tuple[tuple[str, "GitIgnoreSpec"], ...]
"""Folders with their patterns, outermost first."""


class Ignoring:
    """Says which files and folders below a folder are passed over."""

    def __init__(self, folder: str) -> None:
        """Read the ignore files of the folders above; raises InputError for one that is wrong."""
        top = Path(folder).resolve()
        root = root_of(top / "sheet", None)
        above = [one for one in reversed(top.parents) if one.is_relative_to(root)]
        self._base = os.path.abspath(folder)  # noqa: PTH100 - links are not followed
        self._rules: dict[str, _Rules] = {}
        rules: _Rules = ()
        for one in above:
            rules += _read(str(one))
        self._above = tuple((_moved(where, top, self._base), spec) for where, spec in rules)

    def enter(self, folder: str) -> None:
        """Read the ignore file of a folder, if it has one; its parent was entered before."""
        here = os.path.abspath(folder)  # noqa: PTH100
        parent = os.path.dirname(here)  # noqa: PTH120
        self._rules[here] = self._rules.get(parent, self._above) + _read(here, folder)

    def passes_over(self, path: str, *, is_folder: bool = False) -> bool:
        """Whether a file or folder in a folder that was entered is ignored."""
        full = os.path.abspath(path)  # noqa: PTH100
        rules = self._rules[os.path.dirname(full)]  # noqa: PTH120
        for where, spec in reversed(rules):
            name = os.path.relpath(full, where).replace(os.sep, "/")
            found = spec.check_file(name + "/" * is_folder).include
            if found is not None:
                return found
        return False


def _moved(where: str, top: Path, base: str) -> str:
    """A folder above, as seen from the way in which the folder was named."""
    return os.path.normpath(os.path.join(base, os.path.relpath(where, top)))  # noqa: PTH118


def _read(folder: str, shown: str | None = None) -> _Rules:
    path = Path(folder, NAME)
    if not path.exists():
        return ()
    # Here, since most runs have no such file.
    from pathspec import GitIgnoreSpec

    name = str(Path(shown or folder, NAME))
    lines = read_text(path, name=name).text.splitlines()
    try:
        return ((folder, GitIgnoreSpec.from_lines(lines)),)
    except ValueError:
        raise InputError(*_wrong(lines, name)) from None


def _wrong(lines: list[str], name: str) -> list[Problem]:
    """The lines that are no patterns."""
    from pathspec import GitIgnoreSpec

    found = []
    for number, line in enumerate(lines, 1):
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError:
            place = Place(name, number)
            found.append(Problem("this is no pattern", place, "write it as in a .gitignore"))
    return found

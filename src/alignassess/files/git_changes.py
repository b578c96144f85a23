"""Which files changed since a commit, as git tells it; nothing else is asked of git."""

import os
from collections.abc import Iterable
from typing import NamedTuple

from alignassess.errors import Problem, UsageError


class Changes(NamedTuple):
    """The files of a working tree that differ from a commit."""

    top: str
    """The folder of the working tree, through all links."""
    changed: frozenset[str]
    """Full paths: changed, added, deleted, or not yet added."""
    known: frozenset[str]
    """Full paths of all files that git has a history of."""

    def touch(self, sheet: str, reads: Iterable[tuple[str, str, str]]) -> bool:
        """Whether a sheet, or anything that was read for it, differs from the commit.

        `reads` are sheet, path as written there, and where that leads. What git does not know about
        (outside of the tree, or ignored) may have changed, so it counts.
        """
        if "\ufffd" in sheet:  # what stands for a part of a name that is no text
            return True
        if self._differs(_full(sheet)) or self._differs(os.path.realpath(sheet)):
            return True
        return any(
            self._differs(_full(os.path.join(os.path.dirname(base), written)))  # noqa: PTH118, PTH120
            or self._differs(target)
            for base, written, target in reads
        )

    def _differs(self, path: str) -> bool:
        if not path.startswith(self.top + os.sep):
            return True
        here = path
        while len(here) > len(self.top):  # a folder above may be a link that was changed
            if here in self.changed:
                return True
            here = os.path.dirname(here)  # noqa: PTH120
        return path not in self.known and not self._below_link(path) and os.path.lexists(path)

    def _below_link(self, path: str) -> bool:
        """Whether git knows a folder above as a link: then the path itself is not its own."""
        here = os.path.dirname(path)  # noqa: PTH120
        while len(here) > len(self.top):
            if here in self.known:
                return True
            here = os.path.dirname(here)  # noqa: PTH120
        return False


def _full(path: str) -> str:
    """A path from the root, links on the way to its folder followed up to the working tree."""
    return os.path.abspath(path)  # noqa: PTH100


def changes_since(ref: str) -> Changes:
    """What differs from a commit in the working tree around the current folder.

    Raises UsageError outside of one, without git, and for what names no commit.
    """
    if ref.startswith("-"):
        raise UsageError(Problem(f"{ref} is no commit", remedy="name a branch, a tag or a commit"))
    top = _git("rev-parse", "--show-toplevel", wrong="this folder is in no git repository")
    commit = _git(
        *("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"),
        wrong=f"git knows no commit {ref}",
        remedy="name a branch, a tag or a commit; a shallow clone has only the newest",
    )
    folder = os.path.realpath(os.fsdecode(top).removesuffix("\n"))
    differing = _names(
        "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", commit.decode().strip(), "--"
    )
    added = _names("ls-files", "-z", "--others", "--exclude-standard", "--full-name", ":/")
    known = _names("ls-files", "-z", "--full-name", ":/")
    return Changes(
        folder,
        frozenset(f"{folder}/{name}" for name in (*differing, *added)),
        frozenset(f"{folder}/{name}" for name in (*known, *added)),
    )


def _names(*arguments: str) -> list[str]:
    found = _git(*arguments, wrong="git cannot say what changed")
    return [os.fsdecode(one) for one in found.split(b"\0") if one]


def _git(*arguments: str, wrong: str, remedy: str | None = None) -> bytes:
    """What git prints. No hook or program that a repository names is run."""
    import subprocess  # here, since it is slow to import and seldom needed

    command = ["git", "-c", "core.fsmonitor=false", *arguments]
    try:
        ran = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    except OSError:
        problem = Problem("git is not there", remedy="install git, or leave out --changed-since")
        raise UsageError(problem) from None
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(Problem(": ".join([wrong, *said[:1]]), remedy=remedy))
    return ran.stdout

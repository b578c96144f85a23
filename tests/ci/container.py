"""What is needed of a builder of images: instructions of a file, and which files it is given."""

import shutil
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath


def instructions(path: Path) -> list[tuple[str, str]]:
    """Each instruction with what follows it, in order; comments left out and lines joined."""
    lines = [one for one in path.read_text("utf-8").splitlines() if not one.startswith("#")]
    text = "\n".join(lines).replace("\\\n", " ")
    pairs = (one.strip().partition(" ") for one in text.splitlines() if one.strip())
    return [(name, " ".join(rest.split())) for name, _, rest in pairs]


def copy_context(root: Path, target: Path) -> None:
    """Copy what `.dockerignore` lets through: of the patterns that fit, the last one counts."""
    lines = (root / ".dockerignore").read_text("utf-8").splitlines()
    patterns = [one for one in lines if one and not one.startswith("#")]
    for path in _files(root, patterns, PurePosixPath()):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / path, target / path)


def _files(root: Path, patterns: list[str], folder: PurePosixPath) -> Iterator[PurePosixPath]:
    for one in sorted((root / folder).iterdir()):
        path = folder / one.name
        if _is_ignored(path, patterns):
            continue  # nothing below it is let through again by the patterns that we write
        if one.is_dir():
            yield from _files(root, patterns, path)
        else:
            yield path


def _is_ignored(path: PurePosixPath, patterns: list[str]) -> bool:
    ignored = False
    for pattern in patterns:
        wanted = pattern.removeprefix("!")
        if any(_fits(one, wanted) for one in (path, *path.parents)):
            ignored = not pattern.startswith("!")
    return ignored


def _fits(path: PurePosixPath, pattern: str) -> bool:
    if pattern.startswith("**/"):
        return fnmatchcase(path.name, pattern.removeprefix("**/"))
    parts = pattern.split("/")
    return len(path.parts) == len(parts) and all(map(fnmatchcase, path.parts, parts))

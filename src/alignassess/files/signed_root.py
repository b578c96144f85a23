"""The folder that names in a statement are relative to, and the files that they mean below it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from alignassess.domain.statement import Subject, wrong_name
from alignassess.domain.verification import Checked
from alignassess.errors import InputError, Place
from alignassess.files.reading import beneath, digest, root_of


def choose_root(envelope: Path, root: Path | None, fits: Callable[[Path], bool]) -> Path:
    """The given folder, or the first that fits of: the usual root of a file, its folder, here.

    The first of them when none fits.
    """
    if root is not None:
        return root.resolve()
    found = (root_of(envelope, None), envelope.resolve().parent, Path.cwd().resolve())
    return next(filter(fits, found), found[0])


def root_of_subjects(envelope: Path, root: Path | None, subjects: Sequence[Subject]) -> Path:
    """The folder that subjects of an envelope lie below."""
    names = [one.name for one in subjects if wrong_name(one.name) is None]
    return choose_root(envelope, root, lambda folder: any(_exists(folder, one) for one in names))


def _exists(folder: Path, name: str) -> bool:
    try:
        return (folder / name).exists()
    except OSError:
        return False  # a name that is too long


def check(subjects: Iterable[Subject], root: Path, envelope: Path) -> Iterator[Checked]:
    """Recompute the digest of every subject; nothing is read outside the root."""
    paths: dict[Path, str] = {}
    for one in subjects:
        reason = wrong_name(one.name)
        if reason is not None:
            yield Checked(one, "refused", reason=reason)
            continue
        try:
            path = beneath(root, root / "envelope", one.name, Place(str(envelope)))
            if path in paths:
                yield Checked(one, "refused", reason=f"is the same file as {paths[path]}")
                continue
            paths[path] = one.name
            found = digest(path, name=one.name)
        except InputError as error:
            yield Checked(one, "refused", reason=error.problems[0].message)
            continue
        if found is None:
            yield Checked(one, "missing")
        else:
            yield Checked(one, "same" if found[0] == one.sha256 else "differs", found[0])

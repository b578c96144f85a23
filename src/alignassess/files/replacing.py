"""Replacing a file whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from alignassess.errors import Place, Problem, UsageError


def replace_bytes(path: Path, data: bytes) -> None:
    """Give a file new content at once; an existing one keeps its mode.

    Raises UsageError when that fails; the file is then as it was. The new content is written
    beside the file first: only within one file system is the replacement a single step.
    """
    import tempfile  # here, since it is seldom needed and slow to import

    target = path.resolve()  # a link stays a link
    try:
        mode = _mode(target)
        descriptor, temporary = tempfile.mkstemp(
            dir=target.parent, prefix=".alignassess-", suffix=".tmp"
        )
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(mode)
            os.replace(temporary, target)  # noqa: PTH105  (what a test makes fail)
        except BaseException:
            with suppress(OSError):
                Path(temporary).unlink()
            raise
    except OSError as error:
        raise unwritable(path, error) from None


def _mode(target: Path) -> int:
    """The mode that a file has, or a new one would get; raises OSError when read-only."""
    if target.exists():
        if not os.access(target, os.W_OK):
            raise PermissionError(13, "the file is read-only")
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def create(path: Path, data: bytes) -> None:
    """Make a new file; raises UsageError where there is one already, or none can be made."""
    try:
        with path.open("xb") as file:
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                path.unlink()
                raise
    except FileExistsError:
        raise UsageError(
            Problem("there is such a file already", Place(str(path)), "choose another name")
        ) from None
    except OSError as error:
        raise unwritable(path, error) from None


def unwritable(path: Path, error: OSError) -> UsageError:
    """Say that an output cannot be written."""
    return UsageError(
        Problem(
            f"cannot be written: {error.strerror}",
            Place(str(path)),
            "check the permissions of the folder and the space left",
        )
    )

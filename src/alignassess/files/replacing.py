"""Replacing a file whole or not at all."""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep, time

from alignassess.errors import Place, Problem, UsageError


def replace_bytes(path: Path, data: bytes) -> None:
    """Give a file new content at once; an existing one keeps its mode and, if allowed, its owner.

    Raises UsageError when that fails; the file is then as it was. The new content is written
    beside the file first: only within one file system is the replacement a single step.
    """
    replace_pieces(path, (data,))


def replace_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """As `replace_bytes`, for content that is made piece by piece."""
    target = path.resolve()  # a link stays a link
    try:
        _replace(target, pieces, like=_status(target))
    except OSError as error:
        raise unwritable(path, error) from None


def check_writable(path: Path) -> None:
    """Raise UsageError when a file is plainly one that cannot be replaced, before any is tried."""
    target = path.resolve()
    try:
        _status(target)
        if not os.access(target.parent, os.W_OK | os.X_OK):
            raise PermissionError(13, "the folder is read-only")
    except OSError as error:
        raise unwritable(path, error) from None


def write_copy(path: Path, data: bytes, *, like: Path) -> None:
    """Write a file that only the program makes, with the mode and owner of another one.

    Raises UsageError when that fails. A link that lies under the name is replaced and not
    followed: sheets come from strangers, and so may what lies beside them.
    """
    try:
        _replace(path, (data,), like=like.stat())
    except OSError as error:
        raise unwritable(path, error) from None


def _replace(target: Path, pieces: Iterable[bytes], *, like: os.stat_result | None) -> None:
    import tempfile  # here, since it is seldom needed and slow to import

    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=_PREFIX, suffix=_SUFFIX)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        if like is not None and hasattr(os, "chown"):
            with suppress(OSError):  # only an administrator may give a file away
                os.chown(temporary, like.st_uid, like.st_gid)
        Path(temporary).chmod(_new_mode() if like is None else like.st_mode & 0o7777)
        os.replace(temporary, target)  # noqa: PTH105  (what a test makes fail)
        _keep_name(target.parent)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


_PREFIX, _SUFFIX = ".alignassess-", ".tmp"
_LEFT_BEHIND = 3600.0
"""Seconds after which a file that was to replace another one is nobody's any more."""


def clear_leftovers(folder: Path) -> None:
    """Take away what a process left that was killed between writing a file and renaming it."""
    for one in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with suppress(OSError):
            status = one.lstat()
            if stat.S_ISREG(status.st_mode) and status.st_mtime < time() - _LEFT_BEHIND:
                one.unlink()


def _keep_name(folder: Path) -> None:
    """Have the folder written to disk too, so that the new name outlives a power cut."""
    with suppress(OSError):  # some systems cannot, and the file itself is safe
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _status(target: Path) -> os.stat_result | None:
    """Mode and owner of a file, None for a new one; raises OSError when it is read-only."""
    if not target.exists():
        return None
    if not os.access(target, os.W_OK):
        raise PermissionError(13, "the file is read-only")
    return target.stat()


def _new_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Let one program at a time read, compare and replace files of a folder.

    The folder is locked and not the file, which is another one after each replacement. The lock
    goes with the process, however that ends. Where folders cannot be locked (Windows, some network
    drives) nothing is: then only writing within the same few milliseconds goes unseen.
    """
    try:
        import fcntl  # noqa: F401

        descriptor = os.open(path.resolve().parent, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        until = monotonic() + _MOST_SECONDS
        while not _locked(descriptor) and monotonic() < until:
            sleep(0.01)
        yield
    finally:
        os.close(descriptor)


_MOST_SECONDS = 3.0
"""How long a lock is waited for; a stopped program may not stop others for ever."""


def _locked(descriptor: int) -> bool:
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        pass  # this drive cannot lock folders
    return True


def create(path: Path, data: bytes) -> None:
    """Make a new file whole; raises UsageError where there is one already, or none can be made.

    It gets its name only when all of it is on the disk, by a link, which unlike a renaming never
    takes the place of another file.
    """
    try:
        if os.path.lexists(path):
            raise FileExistsError
        _create(path, data)
    except FileExistsError:
        raise UsageError(
            Problem("there is such a file already", Place(str(path)), "choose another name")
        ) from None
    except OSError as error:
        raise unwritable(path, error) from None


def _create(path: Path, data: bytes) -> None:
    import tempfile  # here, since it is seldom needed and slow to import

    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=_PREFIX, suffix=_SUFFIX)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_new_mode())
        try:
            path.hardlink_to(temporary)
        except FileExistsError:
            raise
        except OSError:  # a drive without links: then the name is there a moment before the text
            _write_new(path, data)
        _keep_name(path.parent)
    finally:
        with suppress(OSError):
            Path(temporary).unlink()


def _write_new(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            path.unlink()
            raise


def unwritable(path: Path, error: OSError) -> UsageError:
    """Say that an output cannot be written."""
    remedy = "check the permissions of the folder and the space left"
    if isinstance(error, FileNotFoundError) and not path.parent.exists():
        remedy = f"make the folder {path.parent} first, or name one that is there"
    return UsageError(Problem(f"cannot be written: {error.strerror}", Place(str(path)), remedy))

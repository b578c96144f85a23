"""Writing outputs whole or not at all."""

from pathlib import Path

from alignassess.files.replacing import replace_bytes, unwritable


def write_whole(path: Path, text: str) -> None:
    """Write a text file in one step, as `write_bytes` does."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file in one step.

    Raises UsageError, and leaves what was there, when it cannot be written. A device or pipe, such
    as /dev/stdout, is written to.
    """
    if path.exists() and not path.is_file():
        try:
            path.write_bytes(data)
        except OSError as error:
            raise unwritable(path, error) from None
        return
    replace_bytes(path, data)


def make_folder(path: Path) -> None:
    """Make a folder for outputs; raises UsageError when that cannot be done."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path, error) from None

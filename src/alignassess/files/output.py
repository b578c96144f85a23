"""Writing outputs whole or not at all."""

from collections.abc import Iterable
from pathlib import Path

from alignassess.files.replacing import replace_pieces, unwritable


def write_whole(path: Path, text: str | Iterable[str]) -> None:
    """Write a text file in one step, as `write_bytes` does; a long text may come in pieces."""
    write_bytes(path, (one.encode() for one in ((text,) if isinstance(text, str) else text)))


def write_bytes(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file in one step, piece by piece.

    Raises UsageError, and leaves what was there, when it cannot be written. A device or pipe, such
    as /dev/stdout, is written to.
    """
    if path.exists() and not path.is_file():
        try:
            with path.open("wb") as file:
                file.writelines(pieces)
        except OSError as error:
            raise unwritable(path, error) from None
        return
    replace_pieces(path, pieces)


def make_folder(path: Path) -> None:
    """Make a folder for outputs; raises UsageError when that cannot be done."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path, error) from None

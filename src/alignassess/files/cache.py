"""A cache of checked data as JSON in the user's cache folder. Absent or read-only is fine.

What is cached is keyed by the digest of every byte that it was made from and by the program's
version, so that it never needs to be cleared for correctness. JSON and never pickle: a cache folder
may be written by others.
"""

import os
from pathlib import Path


def folder() -> Path:
    """Find the user's cache folder for this program; `ALIGNASSESS_CACHE` names another."""
    named = os.environ.get("ALIGNASSESS_CACHE")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "alignassess"


def read(key: str) -> bytes | None:
    """Read what was stored under the key; None when there is nothing that can be read."""
    try:
        # Not by pathlib, which takes longer over it than the system does.
        with open(f"{folder()}/{key}.json", "rb", buffering=0) as file:  # noqa: PTH123
            return file.readall()
    except (OSError, RuntimeError):
        return None


def write(key: str, data: bytes) -> None:
    """Store under the key, whole or not at all; a folder that cannot be written is no trouble."""
    import tempfile  # here, since it is seldom needed and slow to import

    try:
        target = folder() / f"{key}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f"{target.stem}.")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            Path(name).replace(target)
        except OSError:
            Path(name).unlink(missing_ok=True)
    except (OSError, RuntimeError):
        return


def sweep(key: str, *, most: int) -> None:
    """Keep at most some entries beside that of a key: the oldest go, down to half of them."""
    try:
        with os.scandir((folder() / key).parent) as found:
            entries = [one for one in found if one.is_file(follow_symlinks=False)]
        if len(entries) <= most:
            return
        for one in sorted(entries, key=lambda one: one.stat().st_mtime)[: -most // 2]:
            Path(one.path).unlink(missing_ok=True)
    except (OSError, RuntimeError):
        return  # another run sweeps too, or nobody may

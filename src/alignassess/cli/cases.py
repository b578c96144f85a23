"""The results that reports of a run are made of: few in memory, many in a file without a name."""

import pickle
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO
from weakref import finalize

from alignassess.errors import Problem, UsageError
from alignassess.render.formats.material import Case

IN_MEMORY = 128
"""Results that are held as they are: each has about two megabytes."""


class Cases(Sequence[Case]):
    """Results in the order of the run, each read anew where it is asked for."""

    def __init__(self) -> None:
        self._held: list[Case] = []
        self._file: BinaryIO | None = None
        self._ends = [0]
        """Where each result in the file ends; the first begins at 0."""

    def add(self, one: Case | bytes) -> None:
        """Add one, packed where it comes from a worker; raises UsageError without space for it."""
        if isinstance(one, Case):
            if self._file is None and len(self._held) < IN_MEMORY:
                self._held.append(one)
                return
            one = packed(one)
        try:
            file = self._opened()
            file.write(one)
            file.flush()  # so that what is wrong is said here
        except OSError as error:
            raise UsageError(
                Problem(
                    f"results cannot be kept for the reports: {error.strerror}",
                    remedy="make space where TMPDIR points, or name another folder there",
                )
            ) from None
        self._ends.append(self._ends[-1] + len(one))

    def _opened(self) -> BinaryIO:
        import tempfile  # here, since few runs need it and it is slow to import

        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with this object
            finalize(self, self._file.close)
        return self._file

    def __len__(self) -> int:
        return len(self._held) + len(self._ends) - 1

    def __iter__(self) -> Iterator[Case]:
        return (self[index] for index in range(len(self)))

    def __getitem__(self, index: Any) -> Any:
        """One result; raises IndexError when there are not so many."""
        if not 0 <= index < len(self):
            raise IndexError(index)
        if index < len(self._held):
            return self._held[index]
        index -= len(self._held)
        file = self._opened()
        file.seek(self._ends[index])
        data = file.read(self._ends[index + 1] - self._ends[index])
        return pickle.loads(zlib.decompress(data))  # noqa: S301 - written by this very run


def packed(one: Case) -> bytes:
    """A result as a quarter of its bytes, to be sent and kept."""
    return zlib.compress(pickle.dumps(one, pickle.HIGHEST_PROTOCOL), 1)

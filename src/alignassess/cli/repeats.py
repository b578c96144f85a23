"""Sheets about one system or vendor, found in a run of any length with a few bytes for each."""

from array import array
from bisect import bisect_right
from hashlib import blake2b

from alignassess.files.sheet_paths import Source

_PARTS = 64
"""Parts in which sheets are compared at the end, so that little is in memory at a time."""


class Repeats:
    """Takes whom each sheet of a run is about, and says which are about the same."""

    def __init__(self) -> None:
        self._marks = array("Q")
        """Eight bytes of a digest for each sheet; two of a million share one in 37 million runs."""
        # Of sheets that stand in lines one after another the first tells where all stand: ...
        self._begun = array("Q")
        """... which sheet of the run it is, counted from 0, ..."""
        self._names: list[str] = []
        """... in which file, ..."""
        self._lines = array("Q")
        """... and in which line; 0 for a sheet that is a file."""

    def add(self, subject: str, source: Source) -> None:
        """Take one sheet in."""
        if not self._goes_on(source):
            self._begun.append(len(self._marks))
            self._names.append(source.name)
            self._lines.append(source.line or 0)
        digest = blake2b(subject.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        self._marks.append(int.from_bytes(digest, "little"))

    def pairs(self) -> list[tuple[Source, Source]]:
        """Each sheet about whom an earlier one is, and the first such, in the order of the run."""
        found = []
        for part in range(_PARTS):
            first: dict[int, int] = {}
            for index, mark in enumerate(self._marks):
                if mark % _PARTS == part and first.setdefault(mark, index) != index:
                    found.append((index, first[mark]))
        return [(self._source(one), self._source(of)) for one, of in sorted(found)]

    def _goes_on(self, source: Source) -> bool:
        """Whether a sheet stands in the line behind that of the sheet before it."""
        if source.line is None or not self._names or self._names[-1] != source.name:
            return False
        return source.line == self._lines[-1] + len(self._marks) - self._begun[-1]

    def _source(self, index: int) -> Source:
        at = bisect_right(self._begun, index) - 1
        line = self._lines[at]
        return Source(self._names[at], line=line + index - self._begun[at] if line else None)

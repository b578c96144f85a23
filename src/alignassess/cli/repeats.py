"""Sheets about one system or vendor, found in a run of any length with a few bytes for each."""

from array import array
from hashlib import blake2b

from alignassess.files.sheet_paths import Source

_PARTS = 64
"""Parts in which sheets are compared at the end, so that little is in memory at a time."""


class Repeats:
    """Takes whom each sheet of a run is about, and says which are about the same."""

    def __init__(self) -> None:
        self._marks = array("Q")
        """Eight bytes of a digest for each sheet; two of a million share one in 37 million runs."""
        self._files = array("I")
        self._lines = array("I")
        """0 for a sheet that is a file."""
        self._names: dict[str, int] = {}

    def add(self, subject: str, source: Source) -> None:
        """Take one sheet in."""
        digest = blake2b(subject.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        self._marks.append(int.from_bytes(digest, "little"))
        self._files.append(self._names.setdefault(source.name, len(self._names)))
        self._lines.append(source.line or 0)

    def pairs(self) -> list[tuple[Source, Source]]:
        """Each sheet about whom an earlier one is, and the first such, in the order of the run."""
        found = []
        for part in range(_PARTS):
            first: dict[int, int] = {}
            for index, mark in enumerate(self._marks):
                if mark % _PARTS == part and first.setdefault(mark, index) != index:
                    found.append((index, first[mark]))
        names = list(self._names)
        return [(self._source(one, names), self._source(of, names)) for one, of in sorted(found)]

    def _source(self, index: int, names: list[str]) -> Source:
        return Source(names[self._files[index]], line=self._lines[index] or None)

"""What was read on the way to a sheet besides its own bytes, and whether that is still the same."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from alignassess.domain.evidence import Observation
from alignassess.errors import Place
from alignassess.files.reading import Beneath, digest


class Read(NamedTuple):
    """One file that a sheet names: an inherited sheet or evidence."""

    base: str
    """The sheet that names it."""
    written: str
    """The path as that sheet writes it."""
    target: str
    """Where that leads, through all links."""
    sha256: str | None
    """None when there is no such file."""


Found = tuple[str, str | None]
"""Where a path leads, and the digest of what is there; None when there is no such file."""


class Looks:
    """What was found of evidence files, kept for one run, so that each is read once.

    Sheets of one team name the same files. Only documents are kept: what result files say is large.
    """

    MOST = 1 << 14
    """Files remembered at a time; a run of any length stays within a few megabytes."""

    def __init__(self) -> None:
        self._documents: dict[tuple[str, str, str], tuple[str, Observation]] = {}
        self._digests: dict[tuple[str, str], dict[str, Found]] = {}
        """By root and folder of a sheet, and then by the path as a sheet writes it."""
        self._count = 0

    def document(self, place: tuple[str, str, str]) -> tuple[str, Observation] | None:
        """Where a path led before, and what was found there; None for one not looked at.

        A place is the root, the folder of the sheet, and the path as the sheet writes it.
        """
        return self._documents.get(place)

    def keep(self, place: tuple[str, str, str], target: str, seen: Observation) -> None:
        """Remember a document."""
        if len(self._documents) >= self.MOST:
            self._documents.clear()
        self._documents[place] = target, seen

    def now(self, root: str, base: str, written: Sequence[str]) -> list[Found]:
        """Where paths of a sheet lead now, and the digest of what is there.

        Raises InputError when one leaves the root, or is there and no regular file.
        """
        key = root, base.rpartition("/")[0]
        known = self._digests.get(key)
        if known is None:
            known = self._digests[key] = {}
        try:
            return [known[one] for one in written]
        except KeyError:
            return [self._looked_up(known, root, base, one) for one in written]

    def _looked_up(self, known: dict[str, Found], root: str, base: str, written: str) -> Found:
        found = known.get(written)
        if found is None:
            target = str(Beneath(Path(root), Path(base)).find(written, Place(base)))
            read = digest(Path(target), name=written)
            found = target, None if read is None else read[0]
            self._count += 1
            if self._count > self.MOST:
                self._digests.clear()
                self._count = 0
            known[written] = found
        return found

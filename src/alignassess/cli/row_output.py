"""What a run over many sheets prints: lines as they come, or a table of the worst at the end."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from alignassess.cli import console
from alignassess.cli.keeping_worst import WorstOf
from alignassess.cli.scorer import Kind, Outcome
from alignassess.render import inert

# Imported where they are used: lines are printed as they are, and most runs print lines.
if TYPE_CHECKING:
    from alignassess.domain.instrument import Instrument
    from alignassess.domain.row import Row


class Output(Protocol):
    """What takes the outcomes of a run."""

    def take(self, one: Outcome) -> None:
        """What came of one sheet, in the order of the run."""
        ...

    def flush(self) -> None:
        """What was taken is whole: hand it over."""
        ...

    def end(self) -> None:
        """There is no more."""
        ...


class Lines:
    """Every row, or whole result, as a line of JSON."""

    def take(self, one: Outcome) -> None:
        """Print the line of one sheet; of one that cannot be read, what is wrong with it."""
        console.result(one.line)

    def flush(self) -> None:
        """Hand over what is whole."""
        console.flush()

    def end(self) -> None:
        """Nothing is left."""


class Nothing:
    """A report has standard output."""

    def take(self, one: Outcome) -> None:
        """Print nothing of one sheet."""

    def flush(self) -> None:
        """Nothing was taken."""

    def end(self) -> None:
        """Nothing is left."""


class Valid:
    """That each sheet can be read, and how much of it is answered."""

    def take(self, one: Outcome) -> None:
        """Say it of one sheet; what is wrong with another was said already."""
        if one.kind is Kind.SCORED:
            found = json.loads(one.line)["completeness"]
            counts = f"{found['answered']} of {found['applicable']} questions answered"
            console.lines([inert.line(f"{one.source.label}: valid; {counts}")])

    def flush(self) -> None:
        """Hand over what is whole."""
        console.flush()

    def end(self) -> None:
        """Nothing is left."""


class Resumed:
    """The same lines in a file, written on from where an earlier run ended."""

    def __init__(self, path: Path) -> None:
        """Open the file; raises UsageError when it cannot be written."""
        from alignassess.files.resuming import ResumedFile

        self._file = ResumedFile(path)

    def take(self, one: Outcome) -> None:
        """Hold the line against the one that is there, or add it."""
        self._file.take(one.line.encode())

    def flush(self) -> None:
        """Hand over what is whole."""
        self._file.flush()

    def end(self) -> None:
        """Close the file."""
        self._file.end()


class Array:
    """Whole results as one JSON array, written as they come."""

    def __init__(self) -> None:
        self._held = ""
        self._count = 0

    def take(self, one: Outcome) -> None:
        """Print one result; what cannot be read has none.

        Each is held until the next one comes: the only result of a run is no array.
        """
        if one.kind is Kind.SCORED:
            self._print()
            self._held = one.line

    def _print(self) -> None:
        from alignassess.render.json_text import as_item

        if self._held:
            console.piece(("[\n" if not self._count else ",\n") + as_item(self._held))
            self._count += 1

    def flush(self) -> None:
        """Hand over what is there."""
        console.flush()

    def end(self) -> None:
        """Close the array."""
        self._print()
        if self._count:
            console.result("\n]")


class Worst:
    """A table of the worst systems, and how many there are of each rating."""

    def __init__(self, most: int | None, instrument: "Instrument") -> None:
        """`most` is how many rows are kept of systems, and of vendors; None for all."""
        self._instrument = instrument
        self._systems: WorstOf[str] = WorstOf(most)
        self._vendors: WorstOf[str] = WorstOf(most)
        self._ratings: Counter[str] = Counter()
        self._failed = 0

    def take(self, one: Outcome) -> None:
        """Take one row in."""
        if one.kind is Kind.FAILED:
            self._failed += 1
            return
        found = json.loads(one.line)
        if found["kind"] == "vendor":
            self._vendors.take(one.line)
            return
        self._ratings[found["headline"]["rating"]] += 1
        self._systems.take(one.line, (found["worst"], len(found["essential_gaps"])))

    def flush(self) -> None:
        """Nothing is printed before the end."""

    def end(self) -> None:
        """Print the table."""
        if self._systems.taken or self._vendors.taken:
            console.lines(self._lines())

    def _lines(self) -> list[str]:
        """The table, and below it what is not in it."""
        from alignassess.domain.model import RATINGS
        from alignassess.domain.row import SystemRow, VendorRow
        from alignassess.files.quick import reader
        from alignassess.render.batch_text import batch_text

        kept = [*self._systems.kept, *self._vendors.kept]
        rows: list[Row] = [reader(SystemRow | VendorRow)(json.loads(line)) for line in kept]
        left_out = self._systems.left_out + self._vendors.left_out
        lines = batch_text(rows, self._instrument)
        if left_out or self._failed:
            named = [f"{self._ratings[one]:,} {one}" for one in (*reversed(RATINGS), "unrated")]
            lines += ["", f"{self._systems.taken:,} systems: {', '.join(named)}"]
        if self._vendors.taken and left_out:
            lines.append(f"{self._vendors.taken:,} vendors")
        if left_out:
            lines.append(
                f"not shown: {left_out:,}; --worst N shows more, --format jsonl a row of each"
            )
        if self._failed:
            lines.append(f"not read: {self._failed:,}")
        return lines

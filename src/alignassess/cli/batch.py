"""One run over many sheets: outcomes are taken one by one, and nothing waits for the end.

What is wrong with a sheet is said at once and hides no other. A run that is ended prints whole
lines only, and says how to go on.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from alignassess.cli import console
from alignassess.cli.leaving import Signals
from alignassess.cli.progress import Progress
from alignassess.cli.repeats import Repeats
from alignassess.cli.row_output import Output
from alignassess.cli.scorer import Job, Kind, Outcome
from alignassess.cli.workers import outcomes
from alignassess.errors import Place, Problem
from alignassess.files.sheet_paths import Sources

MOST_NOTICES = 20
"""Notices about single sheets that are printed; `--verbose` prints all."""


@dataclass(slots=True)
class Came:
    """What came of a run."""

    status: int = console.Status.DONE
    scored: int = 0
    failed: int = 0
    unchanged: int = 0
    notices: int = 0
    problems: tuple[Problem, ...] = ()
    """What is about the run and no sheet of it."""
    repeats: Repeats = field(default_factory=Repeats)

    @property
    def looked_at(self) -> int:
        """How many sheets there were."""
        return self.scored + self.failed + self.unchanged


@dataclass(frozen=True, slots=True)
class Batch:
    """The sheets of a run and how it is done."""

    sources: Sources
    job: Job
    jobs: int | None = None
    """Processes; None to choose by the number of sheets."""
    progress: bool | None = None
    """Whether to say how far it has come; None for a terminal only."""
    resumed: Path | None = None
    """The file that lines are written into; None for standard output."""
    one_each: bool = False
    """Whether two sheets about one system are an error: it has its waivers and baseline by its id.

    Else a notice says so, since a folder may also hold the earlier dates of a system.
    """

    def through(self, output: Output) -> Came:
        """Put every sheet through the job; the output takes what comes of them, in their order."""
        came, progress = Came(), Progress(self.sources, wanted=self.progress)
        with Signals() as signals:
            chunks = outcomes(self.sources, self.job, self.jobs)
            try:
                for chunk in chunks:
                    # Lines are printed whole: a signal that comes meanwhile waits.
                    with signals.put_off():
                        self._tell(chunk, came, progress)
                        for one in chunk:
                            if one.kind in (Kind.SCORED, Kind.FAILED):
                                output.take(one)
                        output.flush()
                    progress.step(len(chunk))
            except (KeyboardInterrupt, SystemExit):
                progress.clear()
                console.note(f"ended after {progress.done:,} sheets; {self._again()}")
                raise
            finally:
                chunks.close()
        progress.end()
        self._end(came)
        return came

    def _again(self) -> str:
        """What became of the sheets that are done, and what the same command makes of them."""
        if self.job.results:
            return "nothing is kept of them: reports are made of all sheets in one run"
        if self.job.cached:
            return "the same command takes their results from the cache and goes on"
        if self.resumed is not None:
            return f"the same command scores them again, and goes on after them in {self.resumed}"
        return "nothing is kept of them, since --no-cache was given"

    def _tell(self, chunk: Iterable[Outcome], came: Came, progress: Progress) -> None:
        """Say what is wrong and what is to be known, and count."""
        for one in chunk:
            came.scored += one.kind is Kind.SCORED
            came.failed += one.kind is Kind.FAILED
            came.unchanged += one.kind is Kind.UNCHANGED
            if one.subject:
                came.repeats.add(one.subject, one.source)
            if one.problems:
                progress.clear()
                console.problems(one.problems)
                came.status = console.Status.INPUT
            for notice in one.notices:
                came.notices += 1
                if came.notices <= MOST_NOTICES or console.is_verbose():
                    progress.clear()
                    console.note(f"notice: {notice}")

    def _end(self, came: Came) -> None:
        left = came.notices - MOST_NOTICES
        if left > 0 and not console.is_verbose():
            console.note(f"notice: {left:,} more notices; --verbose prints all")
        if not came.looked_at:
            came.problems = self.sources.no_sheets().problems
            console.problems(came.problems)
            came.status = console.Status.INPUT
            return
        self._tell_repeats(came)
        if self.job.changes is not None:
            looked = came.scored + came.failed
            console.note(f"{looked:,} of {came.looked_at:,} sheets changed")

    def _tell_repeats(self, came: Came) -> None:
        """Say which sheets are about the same, by the first of them."""
        found = came.repeats.pairs()
        shown = found if console.is_verbose() else found[:MOST_NOTICES]
        for again, first in shown:
            message = f"its id is that of {first.label} too"
            if self.one_each:
                place = Place(again.name, again.line)
                remedy = "give each system an id of its own, or name one of the two"
                console.problems([Problem(message, place, remedy)])
            else:
                console.note(f"notice: {again.label}: {message}")
        if len(found) > len(shown):
            left = len(found) - len(shown)
            console.note(f"notice: {left:,} more share an id; --verbose prints all")
        if found and self.one_each:
            came.status = console.Status.INPUT

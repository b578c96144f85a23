"""`score` over many sheets."""

from pathlib import Path

from alignassess.cli import console
from alignassess.cli.batch import Batch
from alignassess.cli.options import Format
from alignassess.cli.outputs import Outputs
from alignassess.cli.row_output import Array, Lines, Nothing, Output, Resumed, Worst
from alignassess.cli.scorer import Job, Kind, Outcome
from alignassess.cli.whole_results import Wanted
from alignassess.files.sheet_paths import Source, Sources


def put_through(
    sources: Sources,
    job: Job,
    wanted: Wanted,
    *,
    jobs: int | None,
    progress: bool | None,
    most: int | None,
    resume: Path | None,
) -> int:
    """Score all and print what is wanted of it; the status."""
    output = _First(_output(wanted, most, resume), wanted.outputs)
    came = Batch(sources, job, jobs, progress, resume).through(output)
    if came.scored == 1 and output.first is not None and wanted.format is not Format.JSONL:
        # A folder with one sheet among other files is shown like that sheet.
        only = Sources([output.first.name])
        return console.worst(came.status, wanted.show(wanted.run.loaded(only)))
    output.end()
    if not wanted.outputs.wanted:
        return came.status
    return console.worst(
        came.status, wanted.outputs.write_taken(wanted.run.instrument, came.problems)
    )


def _output(wanted: Wanted, most: int | None, resume: Path | None) -> Output:
    if resume is not None:
        return Resumed(resume)
    if wanted.outputs.on_stdout:
        return Nothing()
    if wanted.format is Format.JSONL:
        return Lines()
    return Array() if wanted.format is Format.JSON else Worst(most, wanted.run.instrument)


class _First:
    """An output that remembers the first sheet that was scored, and what reports are made of."""

    def __init__(self, output: Output, reports: Outputs) -> None:
        self._output = output
        self._reports = reports
        self.first: Source | None = None

    def take(self, one: Outcome) -> None:
        """What came of one sheet."""
        self._reports.take(one)
        if self.first is None and one.kind is Kind.SCORED:
            self.first = one.source
        self._output.take(one)

    def flush(self) -> None:
        """What was taken is whole."""
        self._output.flush()

    def end(self) -> None:
        """There is no more."""
        self._output.end()

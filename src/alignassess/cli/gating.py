"""A gate held against sheets: one by one in a run of any length, or all at once for reports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alignassess.cli import console
from alignassess.cli.batch import Batch, Came
from alignassess.cli.deciding import Gate
from alignassess.cli.gathering import Decided, Gathered
from alignassess.cli.options import Format
from alignassess.cli.outputs import Outputs
from alignassess.cli.scorer import Outcome
from alignassess.cli.scoring import split
from alignassess.domain.assessment import SystemAssessment
from alignassess.errors import InputError, Problem
from alignassess.files.answer_sheet import LoadedSheet
from alignassess.files.sheet_paths import Source, Sources
from alignassess.render import decision_text


@dataclass(frozen=True, slots=True)
class Gating:
    """A gate and what is printed of its decisions."""

    gate: Gate
    outputs: Outputs
    format: Format
    most: int | None
    """Decisions that are printed as text; None for all."""

    def one_by_one(self, batch: Batch) -> int:
        """Decide on every sheet as it comes, then write reports and the baseline; the status."""
        taking = _Taking(self, self._gathered())
        came = batch.through(taking)
        gathered = taking.gathered
        status = came.status
        if not gathered.count and status == console.Status.DONE and not _only_unchanged(came):
            status = _no_system()
        uses = self.gate.over_all(gathered)
        if came.scored == 1 and self.outputs.for_people:
            self._plan(taking.sources[0])
        written = self.outputs.write_taken(self.gate.run.instrument, came.problems)
        if not self.outputs.on_stdout:
            shown = () if self.format is Format.JSONL else gathered.decisions
            self.gate.show(shown, uses, self.format)
            if gathered.left_out and self.format is Format.TEXT:
                console.lines(["", gathered.sentence, _more(gathered)])
        self.gate.tell(gathered, uses)
        if self.gate.wanted.update_baseline:
            status = console.worst(status, self._update(taking.sources, complete=not status))
        return console.worst(status, written, self.gate.status(gathered, uses))

    def _plan(self, source: Source) -> None:
        """Give the one system of a folder the order of work that reports about one show."""
        run, taken = self.gate.run, self.outputs.taken
        for loaded in run.loaded(Sources([source.name])):
            if taken and not isinstance(loaded, InputError) and loaded.name == source.label:
                (case,) = taken
                if isinstance(case.assessment, SystemAssessment):
                    planned = run.planned(loaded, case.assessment)
                    self.outputs.taken = (case._replace(assessment=planned),)

    def _update(self, sources: Sequence[Source], *, complete: bool) -> int:
        from alignassess.cli.updating import update

        cases = zip(sources, self.outputs.taken or (), strict=True)
        found = (
            (source.label, one.assessment)
            for source, one in cases
            if isinstance(one.assessment, SystemAssessment)
        )
        return update(self.gate, list(found), complete=complete)

    def of_all(self, found: Iterator[LoadedSheet | InputError] | None) -> int:
        """Decide on all sheets, with reports, and the baseline where that is wanted; the status."""
        run, gathered = self.gate.run, self.gate.gathered()
        loaded, status = split(self.outputs.noting(found or iter(())))
        cases: list[tuple[str, SystemAssessment]] = []
        assessments = []
        decisions = []
        for one in loaded:
            assessment = run.assess(one, with_plan=len(loaded) == 1 and self.outputs.for_people)
            assessments.append(assessment)
            if isinstance(assessment, SystemAssessment):
                cases.append((one.name, assessment))
                decided = self.gate.decided(one, assessment)
                decisions += [decided.decision] if decided.decision is not None else []
                _take(gathered, decided)
            else:
                console.note(f"notice: {one.name}: a vendor sheet has no rating; not decided on")
        if found is not None and not cases and status == console.Status.DONE and not run.changes:
            status = _no_system()
        uses = self.gate.over_all(gathered)
        written = self.outputs.write_results(assessments, run.instrument, decisions=decisions)
        if self.outputs.on_stdout:
            for decision in decisions:
                console.note(decision.sentence)
        else:
            self.gate.show(decisions, uses, self.format)
        self.gate.tell(gathered, uses)
        if self.gate.wanted.update_baseline:
            from alignassess.cli.updating import update

            complete = status == console.Status.DONE
            status = console.worst(status, update(self.gate, cases, complete=complete))
        return console.worst(status, written, self.gate.status(gathered, uses))

    def _gathered(self) -> Gathered:
        """As text the worst are kept, as JSON all; as lines none: each is printed at once."""
        if self.format is Format.JSONL:
            return self.gate.gathered(0)
        return self.gate.gathered(self.most if self.format is Format.TEXT else None)


class _Taking:
    """What takes the outcomes of a run, and prints lines as they come."""

    def __init__(self, gating: Gating, gathered: Gathered) -> None:
        self.gathered = gathered
        self.sources: list[Source] = []
        """Of all results that were taken."""
        self._outputs = gating.outputs
        self._format = gating.format

    def take(self, one: Outcome) -> None:
        """The decision on one system."""
        self._outputs.take(one)
        if one.case is not None:
            self.sources.append(one.source)
        if one.decided is None:
            return
        _take(self.gathered, one.decided)
        if one.decided.decision is None:
            return
        if self._outputs.on_stdout:
            console.note(one.decided.decision.sentence)
        elif self._format is Format.JSONL:
            console.result(decision_text.decision_json_line(one.decided.decision))

    def flush(self) -> None:
        """Hand over what is whole."""
        console.flush()

    def end(self) -> None:
        """What is left is said of all of them."""


def _take(gathered: Gathered, decided: Decided) -> None:
    for line in gathered.add(decided):
        console.note(f"notice: {line}")


def _only_unchanged(came: Came) -> bool:
    return came.unchanged > 0


def _no_system() -> int:
    console.problems([Problem("no system to decide on", remedy="name the sheet of a system")])
    return console.Status.INPUT


def _more(gathered: Gathered) -> str:
    return (
        f"not shown: {gathered.left_out:,}; --worst N shows more, "
        "--format jsonl every decision on a line"
    )

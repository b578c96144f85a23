"""A gate held against sheets: one by one in a run of any length, or all at once for reports."""

from collections.abc import Iterator
from dataclasses import dataclass

from alignassess.cli import console
from alignassess.cli.batch import Batch, Came
from alignassess.cli.deciding import Case, Gate
from alignassess.cli.gathering import Decided, Gathered
from alignassess.cli.options import Format
from alignassess.cli.outputs import Outputs
from alignassess.cli.scorer import Outcome
from alignassess.cli.scoring import split
from alignassess.domain.assessment import SystemAssessment
from alignassess.errors import InputError, Problem
from alignassess.files.answer_sheet import LoadedSheet
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
        """Decide on every sheet as it comes; the status."""
        taking = _Taking(self.gate, self._gathered(), self.format)
        came = batch.through(taking)
        gathered = taking.gathered
        status = came.status
        if not gathered.count and status == console.Status.DONE and not _only_unchanged(came):
            status = _no_system()
        uses = self.gate.over_all(gathered)
        shown = () if self.format is Format.JSONL else gathered.decisions
        self.gate.show(shown, uses, self.format)
        if gathered.left_out and self.format is Format.TEXT:
            console.lines(["", gathered.sentence, _more(gathered)])
        self.gate.tell(gathered, uses)
        return console.worst(status, self.gate.status(gathered, uses))

    def of_all(self, found: Iterator[LoadedSheet | InputError] | None) -> int:
        """Decide on all sheets, with reports, and the baseline where that is wanted; the status."""
        run, gathered = self.gate.run, self.gate.gathered()
        loaded, status = split(self.outputs.noting(found or iter(())))
        cases: list[Case] = []
        assessments = []
        decisions = []
        for one in loaded:
            assessment = run.assess(one, with_plan=len(loaded) == 1 and self.outputs.for_people)
            assessments.append(assessment)
            if isinstance(assessment, SystemAssessment):
                cases.append((one, assessment))
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

    def __init__(self, gate: Gate, gathered: Gathered, format: Format) -> None:
        self.gathered = gathered
        self._gate = gate
        self._format = format

    def take(self, one: Outcome) -> None:
        """The decision on one system."""
        if one.decided is None:
            return
        _take(self.gathered, one.decided)
        if self._format is Format.JSONL and one.decided.decision is not None:
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

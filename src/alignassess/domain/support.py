"""What the evidence of a sheet supports: by entry, and by question where that is not the same."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from alignassess.domain.answers import Sheet
from alignassess.domain.assurance import Grader
from alignassess.domain.evidence import Earned, Observation
from alignassess.domain.evidence_record import Contradiction, RunRecord, RunState
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import Assurance, PerCategory


@dataclass(frozen=True, slots=True)
class Support:
    """What every evidence entry earns, and what result files change about single questions."""

    earned: Mapping[str, Earned]
    """By entry, for the register: the best that it earns for a question that names it."""
    assurance: Mapping[str, Assurance]
    """By entry, for every question that `of_question` does not name."""
    of_question: Mapping[str, Mapping[str, Assurance]] = field(default_factory=dict)
    """Question to what each entry earns for it."""
    limits: Mapping[str, PerCategory] = field(default_factory=dict)
    """Question to the most credit that its answer earns per category in `evidenced`, where its
    test measures some categories only."""
    contradictions: Mapping[str, tuple[Contradiction, ...]] = field(default_factory=dict)
    """Question to the results that speak against its answer."""
    runs: Mapping[str, tuple[RunRecord, ...]] = field(default_factory=dict)
    """Entry to the runs in its file."""

    def for_question(self, question: str) -> Mapping[str, Assurance]:
        """What each entry earns for a question."""
        return self.of_question.get(question, self.assurance)

    def counts(self, evidence: Iterable[str]) -> tuple[tuple[int, int], ...]:
        """Trials and failures of the figures of some entries, in runs that count."""
        return tuple(
            (figure.trials, figure.failures)
            for name in evidence
            for run in self.runs.get(name, ())
            if run.state is RunState.COUNTS
            for figure in run.figures
            if figure.trials and figure.failures is not None and not figure.refused
        )


def support(
    instrument: Instrument, sheet: Sheet, observations: Iterable[Observation], as_of: date
) -> Support:
    """Grade the evidence of a sheet on one date."""
    found = {one.evidence: one for one in observations}
    fresh = instrument.method.fresh_months
    grader = Grader(sheet, as_of=as_of, fresh_months=fresh)
    earned = {entry.id: grader.grade(entry, found.get(entry.id)) for entry in sheet.evidence}
    assurance = {name: one.assurance for name, one in earned.items()}
    by_age = _by_age(instrument, sheet, found, as_of)
    if any(one.is_read for one in found.values()):
        # Here, since few sheets have result files and all that reads them is slow to import.
        from alignassess.domain.result_support import with_results

        return with_results(
            instrument, sheet, observations=found, earned=earned, by_age=by_age, as_of=as_of
        )
    return Support(earned, assurance, of_question=by_age)


def _by_age(
    instrument: Instrument, sheet: Sheet, found: Mapping[str, Observation], as_of: date
) -> dict[str, dict[str, Assurance]]:
    """Questions that say themselves when evidence goes stale, and what is left for each."""
    graded: dict[str, dict[str, Assurance]] = {}
    for question, months in instrument.own_max_age.items():
        if question in sheet.entry:
            grader = Grader(sheet, as_of=as_of, fresh_months=months)
            graded[question] = {
                entry.id: grader.grade(entry, found.get(entry.id)).assurance
                for entry in sheet.evidence
            }
    return graded


def cited(sheet: Sheet, question: str) -> Iterator[str]:
    """Every evidence entry that an answer to a question names."""
    for answer in sheet.entry[question].answers:
        yield from answer.evidence

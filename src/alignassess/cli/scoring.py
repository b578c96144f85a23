"""What every command that scores does.

Load the instrument and the sheets, assess, go on after a bad file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from alignassess import __version__
from alignassess.cli import console
from alignassess.domain.assessment import Assessment, SystemAssessment
from alignassess.domain.instrument import Instrument
from alignassess.domain.roadmap import plan
from alignassess.domain.scoring import assess
from alignassess.errors import InputError, Problem, UsageError
from alignassess.files.answer_sheet import LoadedSheet
from alignassess.files.instrument_files import load_instrument
from alignassess.files.sheet_paths import load_sheets

TOOL = f"alignassess {__version__}"


@dataclass(frozen=True, slots=True)
class Run:
    """The settings of one run over sheets."""

    instrument: Instrument
    root: Path | None
    as_of: date
    scope: tuple[str, ...] | None

    def sheets(self, arguments: Sequence[str]) -> Iterator[LoadedSheet | InputError]:
        """Every sheet, or what is wrong with it; raises InputError when no file matches."""
        return load_sheets(arguments, self.instrument, root=self.root)

    def assess(self, loaded: LoadedSheet, *, with_plan: bool) -> Assessment:
        """Score one sheet; a plan is made only for one system, never in a batch."""
        for notice in loaded.notices:
            console.note(f"notice: {notice}")
        assessment = assess(
            self.instrument,
            loaded.sheet,
            observations=loaded.observations,
            as_of=self.as_of,
            scope=self.scope,
            tool=TOOL,
        )
        if with_plan and isinstance(assessment, SystemAssessment):
            return self.planned(loaded, assessment)
        return assessment

    def planned(self, loaded: LoadedSheet, assessment: SystemAssessment) -> SystemAssessment:
        """The assessment with its order of work."""
        found = plan(
            self.instrument,
            loaded.sheet,
            observations=loaded.observations,
            as_of=self.as_of,
            scope=self.scope,
        )
        return found.added_to(assessment)


def start(root: Path | None, as_of: date, questionnaires: Sequence[str] | None) -> Run:
    """Load the instrument and check the scope; raises UsageError for an unknown questionnaire."""
    instrument = load_instrument()
    known = [one.id for one in instrument.questionnaires if one.kind == "scored"]
    unknown = [one for one in questionnaires or () if one not in known]
    if unknown:
        raise UsageError(
            *(
                Problem(
                    f"there is no scored questionnaire {one}", remedy=f"choose: {', '.join(known)}"
                )
                for one in unknown
            )
        )
    scope = tuple(one for one in known if one in questionnaires) if questionnaires else None
    return Run(instrument, root, as_of, scope)


def split(
    found: Iterator[LoadedSheet | InputError],
) -> tuple[list[LoadedSheet], int]:
    """The sheets that could be read; problems of the others are printed, and the status says so."""
    sheets, status = [], int(console.Status.DONE)
    for one in found:
        if isinstance(one, InputError):
            console.problems(one.problems)
            status = console.Status.INPUT
        else:
            sheets.append(one)
    return sheets, status

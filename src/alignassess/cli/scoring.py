"""What every command that scores does.

Load the instrument and the sheets, assess, go on after a bad file.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from alignassess import __version__
from alignassess.cli import console
from alignassess.errors import InputError, Problem, UsageError
from alignassess.files.instrument_files import OnDemand

# Imported where they are used: a run that finds all in its cache scores nothing.
if TYPE_CHECKING:
    from alignassess.cli.scorer import Job
    from alignassess.cli.tolerating import Wanted
    from alignassess.domain.answers import Sheet
    from alignassess.domain.assessment import Assessment, SystemAssessment
    from alignassess.domain.depth import Depth
    from alignassess.domain.evidence import Observation
    from alignassess.domain.instrument import Instrument
    from alignassess.domain.lens import Lens
    from alignassess.files.answer_sheet import LoadedSheet
    from alignassess.files.git_changes import Changes
    from alignassess.files.sheet_paths import Sources

TOOL = f"alignassess {__version__}"


@dataclass(frozen=True, slots=True)
class Run:
    """The settings of one run over sheets."""

    on_demand: OnDemand
    root: Path | None
    as_of: date
    scope: tuple[str, ...] | None
    depth: "Depth | None" = None
    """Instead of what a sheet says; None for that."""
    changes: "Changes | None" = None
    """Only sheets that are among them; None for all."""

    @property
    def instrument(self) -> "Instrument":
        """What is asked, and how answers count."""
        return self.on_demand.instrument

    def sheets(self, arguments: Sequence[str]) -> "Iterator[LoadedSheet | InputError]":
        """Every sheet, or what is wrong with it, also when no file matches."""
        from alignassess.files.sheet_paths import Sources

        return self.loaded(Sources(arguments))

    def loaded(self, sources: "Sources") -> "Iterator[LoadedSheet | InputError]":
        """Every sheet of what a command line means, or what is wrong with it."""
        from alignassess.files.sheet_loading import load_sheets

        for one in load_sheets(sources, self.instrument, root=self.root):
            if isinstance(one, InputError):
                yield one
            elif self.wants(one.sheet.sources[0].path, (read[:3] for read in one.reads)):
                yield self.deepened(one)

    def wants(self, path: str, reads: Iterable[tuple[str, str, str]]) -> bool:
        """Whether a sheet is to be looked at, by what was read for it."""
        return self.changes is None or self.changes.touch(path, reads)

    def job(
        self,
        *,
        full: bool = False,
        results: bool = False,
        lenses: tuple[str, ...] = (),
        frameworks: tuple[str, ...] = (),
        seed: int | None = None,
        gate: "Wanted | None" = None,
        preview: bool = False,
        cached: bool = True,
    ) -> "Job":
        """These settings for many sheets."""
        from alignassess.cli.scorer import Job

        return Job(
            root=self.root,
            as_of=self.as_of,
            scope=self.scope,
            depth=self.depth,
            changes=self.changes,
            full=full,
            results=results,
            lenses=lenses,
            frameworks=frameworks,
            seed=seed,
            gate=gate,
            preview=preview,
            cached=cached,
        )

    def deepened(self, loaded: "LoadedSheet") -> "LoadedSheet":
        """The sheet with the depth that was asked for in place of its own."""
        if self.depth is None:
            return loaded
        return replace(loaded, sheet=loaded.sheet.model_copy(update={"depth": self.depth}))

    def assess(self, loaded: "LoadedSheet", *, with_plan: bool) -> "Assessment":
        """Score one sheet; a plan is made only for one system, never in a batch."""
        from alignassess.domain.assessment import SystemAssessment

        for notice in loaded.notices:
            console.note(f"notice: {notice}")
        assessment = self.scored(loaded.sheet, loaded.observations)
        if with_plan and isinstance(assessment, SystemAssessment):
            return self.planned(loaded, assessment)
        return assessment

    def scored(self, sheet: "Sheet", observations: "Sequence[Observation]") -> "Assessment":
        """What a sheet comes to, given what was found of its evidence files."""
        from alignassess.domain.scoring import assess

        return assess(
            self.instrument,
            sheet,
            observations=observations,
            as_of=self.as_of,
            scope=self.scope,
            tool=TOOL,
        )

    def planned(self, loaded: "LoadedSheet", assessment: "SystemAssessment") -> "SystemAssessment":
        """The assessment with its order of work."""
        from alignassess.domain.roadmap import plan

        found = plan(
            self.instrument,
            loaded.sheet,
            observations=loaded.observations,
            as_of=self.as_of,
            scope=self.scope,
        )
        return found.added_to(assessment)

    def further(
        self,
        loaded: "LoadedSheet",
        assessment: "Assessment",
        lenses: "Sequence[Lens]",
        seed: int | None,
    ) -> "Assessment":
        """The assessment through lenses, and under weights drawn from a seed, where asked for."""
        if lenses:
            assessment = self.through(loaded, assessment, lenses)
        if seed is not None:
            from alignassess.cli.sensitivity import with_sensitivity

            assessment = with_sensitivity(self, loaded, assessment, seed)
        return assessment

    def through(
        self, loaded: "LoadedSheet", assessment: "Assessment", lenses: "Sequence[Lens]"
    ) -> "Assessment":
        """The assessment with what lenses make of it; a vendor's has no risk and stays."""
        from alignassess.domain.assessment import SystemAssessment

        if not isinstance(assessment, SystemAssessment):
            console.note(f"notice: {loaded.name}: a vendor sheet has no risk to see through a lens")
            return assessment
        from alignassess.domain.lenses import through
        from alignassess.files.instrument_files import load_library

        found = through(
            self.instrument,
            loaded.sheet,
            lenses,
            observations=loaded.observations,
            as_of=self.as_of,
            scope=self.scope,
            shipped=frozenset(one.id for one in load_library().lenses),
        )
        return assessment.model_copy(update={"lenses": found})


def changes(since: str | None) -> "Changes | None":
    """What `--changed-since` asks for; raises UsageError where git cannot say it."""
    if since is None:
        return None
    from alignassess.files.git_changes import changes_since

    return changes_since(since)


def start(
    root: Path | None,
    as_of: date,
    questionnaires: Sequence[str] | None,
    depth: "Depth | None" = None,
    changes: "Changes | None" = None,
) -> Run:
    """Load the instrument and check the scope; raises UsageError for an unknown questionnaire."""
    on_demand = OnDemand()
    scope = _scope(questionnaires, on_demand.instrument) if questionnaires else None
    return Run(on_demand, root, as_of, scope, depth, changes)


def _scope(asked: Sequence[str], instrument: "Instrument") -> tuple[str, ...]:
    known = instrument.scored_questionnaires
    unknown = [one for one in asked if one not in known]
    if unknown:
        raise UsageError(
            *(
                Problem(
                    f"there is no scored questionnaire {one}", remedy=f"choose: {', '.join(known)}"
                )
                for one in unknown
            )
        )
    return tuple(one for one in known if one in asked)


def split(
    found: "Iterator[LoadedSheet | InputError]",
) -> "tuple[list[LoadedSheet], int]":
    """The sheets that could be read; problems of the others are printed, and the status says so."""
    sheets, status = [], int(console.Status.DONE)
    for one in found:
        if isinstance(one, InputError):
            console.problems(one.problems)
            status = console.Status.INPUT
        else:
            sheets.append(one)
    return sheets, status

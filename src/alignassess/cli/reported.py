"""What a report is about: the result of a sheet, or saved results, and an earlier one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from alignassess.cli.scoring import Run, start
from alignassess.domain.assessment import Assessment, SystemAssessment
from alignassess.domain.depth import Depth
from alignassess.domain.moving import Dates
from alignassess.errors import InputError, Place, Problem, UsageError
from alignassess.files.answer_sheet import LoadedSheet
from alignassess.files.instrument_files import load_library


@dataclass(frozen=True, slots=True)
class Settings:
    """How a sheet is assessed; saved results were assessed when they were saved."""

    root: Path | None
    as_of: date
    scope: list[str] | None
    depth: Depth | None
    seed: int | None
    """What random weights are drawn from; None where no sensitivity is asked for."""


def reported(named: Sequence[str], settings: Settings, *, for_people: bool) -> list[Assessment]:
    """The results of the one sheet or file that is named."""
    if not named:
        raise UsageError(
            Problem("nothing to report on", remedy="name an answer sheet, or saved results")
        )
    if len(named) > 1:
        raise UsageError(
            Problem(
                f"a report is about one sheet, and {len(named)} are named",
                remedy="name one, or add --portfolio",
            )
        )
    (sheet,) = named
    if sheet.endswith((".json", ".jsonl")):
        # Reading results back takes pydantic, which a sheet does without.
        from alignassess.files.results_file import read_results

        saved = read_results(sheet)
        if saved is not None:
            if settings.seed is not None:
                raise UsageError(
                    Problem(
                        "--sensitivity scores a sheet again, and these are saved results",
                        Place(sheet),
                        "name the answer sheet, or save results with score --sensitivity",
                    )
                )
            return list(saved)
    run = start(settings.root, settings.as_of, settings.scope, settings.depth)
    sheets, problems = [], list[Problem]()
    for one in run.sheets([sheet]):
        if isinstance(one, InputError):
            problems += one.problems
        else:
            sheets.append(one)
    if problems:
        raise InputError(*problems)
    if len(sheets) > 1 and for_people:
        raise UsageError(
            Problem(
                f"{sheet} holds {len(sheets)} sheets", remedy="name one sheet, or give --portfolio"
            )
        )
    return [_assessed(run, one, settings.seed, alone=len(sheets) == 1) for one in sheets]


def _assessed(run: Run, loaded: LoadedSheet, seed: int | None, *, alone: bool) -> Assessment:
    found = run.assess(loaded, with_plan=alone)
    lenses = load_library().lenses if alone and isinstance(found, SystemAssessment) else ()
    return run.further(loaded, found, lenses, seed)


def since(assessment: Assessment, baseline: Path) -> Dates:
    """What changed since the result of the same system or vendor in a results file.

    Raises InputError where that file holds none, several, or a later one.
    """
    from alignassess.domain.moving import between
    from alignassess.files.baseline_file import read_many

    subject, kind = assessment.subject.id, assessment.kind
    same = [one for one in read_many(baseline) if (one.subject.id, one.kind) == (subject, kind)]
    place = Place(str(baseline))
    if len(same) != 1:
        count = "none" if not same else f"{len(same)} results"
        raise InputError(
            Problem(
                f"the baseline holds {count} of the {kind} {subject}",
                place,
                f"write one with `alignassess score SHEET --format json` of {subject}",
            )
        )
    (earlier,) = same
    if earlier.provenance.as_of > assessment.provenance.as_of:
        raise InputError(
            Problem(
                f"the baseline is of {earlier.provenance.as_of}, later than this assessment, "
                f"{assessment.provenance.as_of}",
                place,
                "give the earlier result as the baseline, or set --as-of",
            )
        )
    return between(assessment, earlier)

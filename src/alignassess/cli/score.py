"""`alignassess score`."""

from typing import Annotated

import typer

from alignassess.cli import console
from alignassess.cli.options import (
    AsOf,
    Deep,
    FilesFrom,
    Format,
    Frameworks,
    MaybeSheets,
    Root,
    Scope,
    day,
)
from alignassess.cli.outputs import Reports, requested
from alignassess.errors import Problem, UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def score(
    sheets: MaybeSheets = None,
    files_from: FilesFrom = None,
    format: Format = Format.TEXT,
    root: Root = None,
    as_of: AsOf = None,
    questionnaire: Scope = None,
    framework: Frameworks = None,
    depth: Deep = None,
    lens: Annotated[
        list[str] | None,
        typer.Option(
            help="See the result through a lens: its name, all, or a file of your own; "
            "may be repeated."
        ),
    ] = None,
    sensitivity: Annotated[
        bool,
        typer.Option(
            "--sensitivity",
            help="Which ratings and first actions change under other constants and weights.",
        ),
    ] = False,
    seed: Annotated[
        int, typer.Option(min=0, help="What random weights are drawn from (--sensitivity).")
    ] = 1,
    report: Reports = None,
) -> int:
    """Score answer sheets."""
    from alignassess.cli.lenses import chosen_lenses
    from alignassess.cli.scoring import split, start
    from alignassess.cli.showing import show
    from alignassess.files.sheet_paths import Sources

    outputs = requested(report, format)
    run = start(root, day(as_of), questionnaire, depth)
    lenses = chosen_lenses(lens, run.instrument) if lens else ()
    loaded, status = split(outputs.noting(run.loaded(Sources(sheets or (), files_from))))
    alone = len(loaded) == 1
    assessments = [run.assess(one, with_plan=alone) for one in loaded]
    if framework:
        from alignassess.cli.frameworks import with_frameworks

        assessments = with_frameworks(assessments, framework)
    if len(loaded) > 1 and format is Format.TEXT and (lenses or sensitivity):
        raise UsageError(
            Problem(
                "--lens and --sensitivity print one system as text",
                remedy="name one sheet, or give --format json",
            )
        )
    if lenses:
        assessments = [
            run.through(one, result, lenses)
            for one, result in zip(loaded, assessments, strict=True)
        ]
    if sensitivity:
        from alignassess.cli.sensitivity import with_sensitivity

        assessments = [
            with_sensitivity(run, one, result, seed)
            for one, result in zip(loaded, assessments, strict=True)
        ]
    if assessments and not outputs.on_stdout:
        show(assessments, format, run.instrument)
    return console.worst(status, outputs.write_results(assessments, run.instrument))

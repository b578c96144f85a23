"""`alignassess score`."""

import typer

from alignassess.cli import console
from alignassess.cli.options import AsOf, Format, Frameworks, Root, Scope, Sheets, day
from alignassess.cli.outputs import Reports, requested

app = typer.Typer(rich_markup_mode=None)


@app.command()
def score(
    sheets: Sheets,
    format: Format = Format.TEXT,
    root: Root = None,
    as_of: AsOf = None,
    questionnaire: Scope = None,
    framework: Frameworks = None,
    report: Reports = None,
) -> int:
    """Score answer sheets."""
    from alignassess.cli.scoring import split, start
    from alignassess.cli.showing import show

    outputs = requested(report, format)
    run = start(root, day(as_of), questionnaire)
    loaded, status = split(outputs.noting(run.sheets(sheets)))
    alone = len(loaded) == 1
    assessments = [run.assess(one, with_plan=alone) for one in loaded]
    if framework:
        from alignassess.cli.frameworks import with_frameworks

        assessments = with_frameworks(assessments, framework)
    if assessments and not outputs.on_stdout:
        show(assessments, format, run.instrument)
    return console.worst(status, outputs.write_results(assessments, run.instrument))

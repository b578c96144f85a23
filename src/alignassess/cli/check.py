"""`alignassess check`."""

import typer

from alignassess.cli import console
from alignassess.cli.options import Root, Sheets

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def check(sheets: Sheets, root: Root = None) -> int:
    """Check answer sheets."""
    from datetime import date

    from alignassess.cli.scoring import split, start

    run = start(root, date.today(), None)
    loaded, status = split(run.sheets(sheets))
    for one in loaded:
        complete = run.assess(one, with_plan=False).completeness
        console.result(
            f"{one.name}: valid; {complete.answered} of {complete.applicable} questions answered"
        )
    return status

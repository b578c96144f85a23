"""`alignassess check`."""

import typer

from alignassess.cli import console
from alignassess.cli.options import FilesFrom, MaybeSheets, Root

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def check(sheets: MaybeSheets = None, files_from: FilesFrom = None, root: Root = None) -> int:
    """Check answer sheets."""
    from datetime import date

    from alignassess.cli.scoring import split, start
    from alignassess.files.sheet_paths import Sources

    run = start(root, date.today(), None)
    loaded, status = split(run.loaded(Sources(sheets or (), files_from)))
    for one in loaded:
        complete = run.assess(one, with_plan=False).completeness
        console.result(
            f"{one.name}: valid; {complete.answered} of {complete.applicable} questions answered"
        )
    return status

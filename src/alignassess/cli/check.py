"""`alignassess check`."""

import typer

from alignassess.cli.options import (
    ChangedSince,
    FilesFrom,
    Jobs,
    MaybeSheets,
    NoCache,
    Root,
    ShowProgress,
)

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def check(
    sheets: MaybeSheets = None,
    files_from: FilesFrom = None,
    root: Root = None,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    changed_since: ChangedSince = None,
    progress: ShowProgress = None,
) -> int:
    """Check answer sheets."""
    from datetime import date

    from alignassess.cli.batch import Batch
    from alignassess.cli.row_output import Valid
    from alignassess.cli.scoring import changes, start
    from alignassess.files.sheet_paths import Sources

    sources = Sources(sheets or (), files_from)
    run = start(root, date.today(), None, changes=changes(changed_since))
    job = run.job(cached=not no_cache)
    return Batch(sources, job, jobs, progress).through(Valid()).status

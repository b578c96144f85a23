"""`alignassess score`."""

from pathlib import Path
from typing import Annotated

import typer

from alignassess.cli import completing
from alignassess.cli.options import (
    MOST_ROWS,
    AsOf,
    ChangedSince,
    Deep,
    FilesFrom,
    Format,
    Frameworks,
    Jobs,
    MaybeSheets,
    MostShown,
    NoCache,
    Root,
    Scope,
    Seed,
    Sensitive,
    ShowProgress,
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
    full: Annotated[
        bool, typer.Option("--full", help="With --format jsonl, whole results in place of rows.")
    ] = False,
    worst: MostShown = MOST_ROWS,
    root: Root = None,
    as_of: AsOf = None,
    questionnaire: Scope = None,
    framework: Frameworks = None,
    depth: Deep = None,
    lens: Annotated[
        list[str] | None,
        typer.Option(
            help="See the result through a lens: its name, all, or a file of your own; "
            "may be repeated.",
            autocompletion=completing.lenses,
        ),
    ] = None,
    sensitivity: Sensitive = False,
    seed: Seed = 1,
    report: Reports = None,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    changed_since: ChangedSince = None,
    resume: Annotated[
        Path | None,
        typer.Option(
            metavar="OUT.jsonl",
            help="Write the lines into this file, on from where an earlier run ended.",
            dir_okay=False,
        ),
    ] = None,
    progress: ShowProgress = None,
) -> int:
    """Score answer sheets."""
    from alignassess.cli.scoring import changes, start
    from alignassess.cli.whole_results import Wanted
    from alignassess.files.sheet_paths import Sources

    outputs = requested(report, format)
    if resume is not None and (format is not Format.JSONL or outputs.wanted):
        raise UsageError(Problem("--resume writes lines", remedy="give --format jsonl alone"))
    sources = Sources(sheets or (), files_from)
    run = start(root, day(as_of), questionnaire, depth, changes(changed_since))
    wanted = Wanted.of(run, outputs, format, framework, lens, seed if sensitivity else None)
    rows = format is Format.JSONL and not (full or wanted.goes_further)
    as_it_comes = (rows or resume) and not outputs.wanted
    if wanted.is_text_of_one or not (as_it_comes or sources.are_many()):
        return wanted.show(run.loaded(sources))
    from alignassess.cli.many import put_through

    return put_through(
        sources,
        run.job(
            full=not rows and format in (Format.JSON, Format.JSONL),
            results=bool(outputs.wanted),
            lenses=tuple(lens or ()),
            frameworks=tuple(framework or ()),
            seed=seed if sensitivity else None,
            cached=not no_cache,
        ),
        wanted,
        jobs=jobs,
        progress=progress,
        most=worst or None,
        resume=resume,
    )

"""`alignassess gate`: the only command that turns a verdict into an exit status."""

from pathlib import Path
from typing import Annotated

import typer

from alignassess.cli.options import (
    MOST_ROWS,
    AsOf,
    ChangedSince,
    FilesFrom,
    Format,
    Jobs,
    MaybeSheets,
    MostShown,
    NoCache,
    Root,
    Scope,
    ShowProgress,
)
from alignassess.cli.outputs import Reports, requested
from alignassess.cli.tolerating import FailOn, Wanted

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def gate(
    sheets: MaybeSheets = None,
    files_from: FilesFrom = None,
    policy: Annotated[Path | None, typer.Option(help="The policy file.")] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="Stop at this rating or a worse one, in any category.")
    ] = None,
    fail_under_completeness: Annotated[
        str | None,
        typer.Option(metavar="SHARE", help="Stop when less is answered: 0.8 or 80%."),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(help="Earlier results, JSON or JSONL, to compare with."),
    ] = None,
    fail_on_regression: Annotated[
        bool,
        typer.Option("--fail-on-regression", help="Stop when an answer is worse than before."),
    ] = False,
    tolerance: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="By how much a figure may rise; never for answers."),
    ] = None,
    strict_baseline: Annotated[
        bool,
        typer.Option("--strict-baseline", help="Stop when a system of the baseline is not there."),
    ] = False,
    update_baseline: Annotated[
        bool,
        typer.Option(
            "--update-baseline",
            help="Write these results into the baseline, where nothing is worse.",
        ),
    ] = False,
    because: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="Why worse results become the baseline; kept in it."),
    ] = None,
    waivers: Annotated[Path | None, typer.Option(help="The waivers.")] = None,
    list_waivers: Annotated[
        bool, typer.Option("--list-waivers", help="List the waivers, each as it stands.")
    ] = False,
    strict_waivers: Annotated[
        bool,
        typer.Option("--strict-waivers", help="Stop when a waiver is expired, unused or orphaned."),
    ] = False,
    ahead: Annotated[
        int | None,
        typer.Option(min=0, max=3650, metavar="DAYS", help="Which systems stop passing by then."),
    ] = None,
    format: Format = Format.TEXT,
    worst: MostShown = MOST_ROWS,
    root: Root = None,
    as_of: AsOf = None,
    questionnaire: Scope = None,
    report: Reports = None,
    jobs: Jobs = None,
    no_cache: NoCache = False,
    changed_since: ChangedSince = None,
    progress: ShowProgress = None,
) -> int:
    """Decide by a policy."""
    from alignassess.cli.batch import Batch
    from alignassess.cli.deciding import Gate, today
    from alignassess.cli.gating import Gating
    from alignassess.cli.scoring import changes, start
    from alignassess.files.sheet_paths import Sources

    outputs = requested(report, format)
    run = start(root, as_of or today(), questionnaire, changes=changes(changed_since))
    wanted = Wanted(
        policy=policy,
        fail_on=fail_on,
        fail_under_completeness=fail_under_completeness,
        baseline=baseline,
        fail_on_regression=fail_on_regression,
        tolerance=tolerance,
        strict_baseline=strict_baseline,
        update_baseline=update_baseline,
        because=because,
        waivers=waivers,
        list_waivers=list_waivers,
        strict_waivers=strict_waivers,
        ahead=ahead,
    )
    held = Gate.open(wanted, run, preview=as_of is not None)
    named = bool(sheets) or files_from is not None
    sources = Sources(sheets or (), files_from) if named or not list_waivers else None
    gating = Gating(held, outputs, format, most=worst or None)
    whole = bool(outputs.wanted) or update_baseline
    if sources is None or (whole and not sources.are_many()):
        return gating.of_all(None if sources is None else run.loaded(sources))
    job = run.job(gate=wanted, preview=held.preview, cached=not no_cache, results=whole)
    return gating.one_by_one(Batch(sources, job, jobs, progress, one_each=True))

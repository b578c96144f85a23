"""`alignassess gate`: the only command that turns a verdict into an exit status."""

from pathlib import Path
from typing import Annotated

import typer

from alignassess.cli import console
from alignassess.cli.options import AsOf, FilesFrom, Format, MaybeSheets, Root, Scope, day
from alignassess.cli.outputs import Reports, requested
from alignassess.cli.tolerating import FailOn, Wanted
from alignassess.errors import Problem

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def gate(
    sheets: MaybeSheets = None,
    files_from: FilesFrom = None,
    policy: Annotated[Path | None, typer.Option(help="The policy file.", dir_okay=False)] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="Stop at this rating or a worse one, in any category.")
    ] = None,
    fail_under_completeness: Annotated[
        str | None,
        typer.Option(metavar="SHARE", help="Stop when less is answered: 0.8 or 80%."),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(help="Earlier results, JSON or JSONL, to compare with.", dir_okay=False),
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
    waivers: Annotated[Path | None, typer.Option(help="The waivers.", dir_okay=False)] = None,
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
    root: Root = None,
    as_of: AsOf = None,
    questionnaire: Scope = None,
    report: Reports = None,
) -> int:
    """Decide by a policy."""
    from alignassess.cli.deciding import Gate
    from alignassess.cli.scoring import split, start
    from alignassess.domain.assessment import SystemAssessment
    from alignassess.files.sheet_paths import Sources

    outputs = requested(report, format)
    run = start(root, day(as_of), questionnaire)
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
    held = Gate.open(wanted, run, as_of)
    named = bool(sheets) or files_from is not None
    sources = Sources(sheets or (), files_from) if named or not list_waivers else None
    found = outputs.noting(run.loaded(sources)) if sources is not None else iter(())
    loaded, status = split(found)
    cases, assessments = [], []
    for one in loaded:
        assessment = run.assess(one, with_plan=len(loaded) == 1 and outputs.for_people)
        assessments.append(assessment)
        if isinstance(assessment, SystemAssessment):
            cases.append((one, assessment))
        else:
            console.note(f"notice: {one.name}: a vendor sheet has no rating; not decided on")
    if named and not cases and status == console.Status.DONE:
        console.problems([Problem("no system to decide on", remedy="name the sheet of a system")])
        status = console.Status.INPUT
    decisions = held.decide(cases)
    uses = held.over_all(cases, decisions)
    written = outputs.write_results(assessments, run.instrument, decisions=decisions)
    if outputs.on_stdout:
        for decision in decisions:
            console.note(decision.sentence)
    else:
        held.show(decisions, uses, format)
    held.tell(cases, decisions, uses)
    if update_baseline:
        from alignassess.cli.updating import update

        status = console.worst(status, update(held, cases, complete=status == console.Status.DONE))
    return console.worst(status, written, held.status(cases, decisions, uses))

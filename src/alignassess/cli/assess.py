"""`alignassess assess`: the interview, on a full screen or line by line."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alignassess.cli import completing, console
from alignassess.cli.options import Deep, Root, Scope, day
from alignassess.errors import Problem, UsageError
from alignassess.interview.scope import Only

if TYPE_CHECKING:
    from alignassess.cli.scoring import Run
    from alignassess.files.answer_sheet import LoadedSheet
    from alignassess.interview import scope as scopes

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def assess(
    sheet: Annotated[
        Path | None, typer.Argument(help="The sheet to start or to go on with.", dir_okay=False)
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Line by line, as on a pipe or a dumb terminal.")
    ] = False,
    root: Root = None,
    questionnaire: Scope = None,
    section: Annotated[
        list[str] | None,
        typer.Option(
            help="Ask only this section; may be repeated.", autocompletion=completing.sections
        ),
    ] = None,
    only: Annotated[Only | None, typer.Option(help="Ask only some of what applies.")] = None,
    depth: Deep = None,
    from_: Annotated[
        Path | None,
        typer.Option("--from", help="An earlier sheet: offer its answers."),
    ] = None,
    evidence_dir: Annotated[
        Path | None,
        typer.Option(
            help="Look for result files below this folder instead of the sheet's.",
            exists=True,
            file_okay=False,
        ),
    ] = None,
    hide_scores: Annotated[
        bool, typer.Option("--hide-scores", help="Start without the bars; c shows them.")
    ] = False,
) -> int:
    """Answer the questionnaires."""
    from alignassess.cli.leaving import Signals
    from alignassess.cli.scoring import start
    from alignassess.cli.sitting import sit
    from alignassess.cli.starting import begun
    from alignassess.files.answer_sheet import load_sheet
    from alignassess.interview.session import begin

    run = start(root, day(None), questionnaire)
    with Signals() as signals:
        _check(run, section or [], from_)
        path = sheet if sheet is not None and sheet.exists() else begun(sheet)
        if path is None:
            return console.Status.DONE
        if depth is not None:
            from alignassess.files.sheet_depth import save_depth

            save_depth(path, depth, instrument=run.instrument)
        loaded = load_sheet(path, run.instrument, root=root)
        if loaded.sheet.pack < run.instrument.pack:
            raise UsageError(
                Problem(
                    f"{loaded.name} was answered with pack {loaded.sheet.pack} of the questions",
                    remedy=f"carry it over first: alignassess migrate {loaded.name} -o NEW.yaml",
                )
            )
        for notice in loaded.notices:
            console.note(f"notice: {notice}")
        scope = _scope(run, loaded, section or [], only)
        status = sit(
            begin(run.instrument, loaded.sheet, scope=scope),
            path=path,
            run=run,
            loaded=loaded,
            earlier=from_,
            evidence=evidence_dir,
            plain=plain,
            hide_scores=hide_scores,
            signals=signals,
        )
    if status == console.Status.DONE:
        _summary(run, path)
    return status


def _check(run: "Run", section: list[str], earlier: Path | None) -> None:
    """Refuse what names nothing before a person is asked for a name and a sheet is begun."""
    from alignassess.files.old_sheet import read_old_sheet
    from alignassess.interview.scope import in_sections

    in_sections(run.instrument, section)
    if earlier is not None:
        read_old_sheet(earlier, run.instrument)


def _scope(
    run: "Run", loaded: "LoadedSheet", section: list[str], only: Only | None
) -> "scopes.Scope":
    """What the options leave to be asked."""
    from alignassess.domain.depth import Depth
    from alignassess.domain.subject import Vendor
    from alignassess.interview import scope as scopes

    instrument = run.instrument
    scope = scopes.ALL
    if run.scope is not None and not isinstance(loaded.sheet.subject, Vendor):
        named = (*run.scope, "system-profile")
        scope = scopes.where(instrument, lambda one: instrument.questionnaire_of[one.id] in named)
    if section:
        scope = scope.without(scopes.in_sections(instrument, section).left_out)
    if loaded.sheet.depth is Depth.CORE:
        scope = scope.without(scopes.core(instrument).left_out)
    if only is None:
        return scope
    return scopes.narrowed(
        scope,
        only,
        instrument=instrument,
        sheet=loaded.sheet,
        assessment=run.assess(loaded, with_plan=False),
    )


def _summary(run: "Run", path: Path) -> None:
    """The same summary as `score`, then the next command to run.

    While too little is answered, its opening alone: what follows would say of every practice that
    nothing is known yet.
    """
    from alignassess.cli.following import command
    from alignassess.cli.showing import in_full
    from alignassess.domain.assessment import SystemAssessment
    from alignassess.files.answer_sheet import load_sheet
    from alignassess.render.score_text import opening

    loaded = load_sheet(path, run.instrument, root=run.root)  # as it was saved
    assessment = run.assess(loaded, with_plan=True)
    if isinstance(assessment, SystemAssessment) and assessment.headline.rating == "unrated":
        lines = opening(assessment)
    else:
        lines = in_full(assessment, run.instrument)
    console.lines(["", *lines, ""])
    rooted = () if run.root is None else ("--root", run.root)
    report = command("report", path, "-o", f"{path.stem}.html", *rooted)
    if assessment.completeness.unanswered:
        console.result(f"Next: {command('assess', path, *rooted)}")
        console.result(f"Or, as it stands: {report}")
    else:
        console.result(f"Next: {report}")

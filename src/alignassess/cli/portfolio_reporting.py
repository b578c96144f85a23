"""From many sheets to one page over them."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from alignassess.cli import console
from alignassess.cli.scoring import Run, start
from alignassess.domain.assessment import Assessment, SystemAssessment
from alignassess.domain.depth import Depth
from alignassess.domain.seal import inputs_of, sealed
from alignassess.errors import InputError, Problem, UsageError
from alignassess.files.results_file import read_results
from alignassess.render.portfolio_report import portfolio_html, portfolio_markdown
from alignassess.render.portfolio_view import portfolio_view


def portfolio_text(
    sheets: Sequence[str],
    format: str,
    *,
    root: Path | None,
    as_of: date,
    scope: list[str] | None,
    depth: Depth | None,
) -> tuple[str, int]:
    """The page as md or html, and the status: INPUT when a sheet could not be read.

    Raises UsageError for another format, InputError when no system is left.
    """
    if format == "json":
        raise UsageError(
            Problem(
                "a portfolio is written as md, html or pdf", remedy="for json use score --format"
            )
        )
    run = start(root, as_of, scope, depth)
    status, left_out, systems = int(console.Status.DONE), list[str](), list[SystemAssessment]()
    for name, found in _results(run, sheets):
        if isinstance(found, InputError):
            console.problems(found.problems)
            status = console.Status.INPUT
            left_out.append(f"{name}: it cannot be read")
        elif isinstance(found, SystemAssessment):
            systems.append(found)
        else:
            left_out.append(f"{name}: a vendor sheet, which has no risk")
    if not systems:
        raise InputError(Problem("no system to show", remedy="name sheets of systems"))
    view = portfolio_view(systems, run.instrument, as_of=as_of, left_out=left_out)
    text = portfolio_html(view) if format == "html" else portfolio_markdown(view)
    inputs = dict.fromkeys(each for one in systems for each in inputs_of(one.provenance))
    return sealed(text, inputs, (("kind", "portfolio"),)), status


def _results(run: Run, named: Sequence[str]) -> Iterator[tuple[str, Assessment | InputError]]:
    """What each file holds, by its name: saved results as they are, sheets scored."""
    sheets = []
    for name in named:
        try:
            saved = read_results(name)
        except InputError as error:
            yield name, error
            continue
        if saved is None:
            sheets.append(name)
        else:
            yield from ((name, one) for one in saved)
    if not sheets and named:
        return
    for one in run.sheets(sheets):
        if isinstance(one, InputError):
            place = one.problems[0].place
            yield place.file if place else "a sheet", one
        else:
            yield one.name, run.assess(one, with_plan=False)

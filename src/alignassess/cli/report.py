"""`alignassess report`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alignassess.cli import console
from alignassess.cli.options import AsOf, Deep, Frameworks, Root, Scope, day
from alignassess.errors import Place, Problem, UsageError

if TYPE_CHECKING:
    from alignassess.domain.assessment import SystemAssessment, VendorAssessment


class ReportFormat(StrEnum):
    """How a report is written."""

    MD = "md"
    HTML = "html"
    JSON = "json"


class Kind(StrEnum):
    """Who a report is for: those who act, or those who check."""

    GAP = "gap"
    AUDIT = "audit"


app = typer.Typer(rich_markup_mode=None, add_completion=False)

_SUFFIXES = {
    ".md": ReportFormat.MD,
    ".markdown": ReportFormat.MD,
    ".html": ReportFormat.HTML,
    ".htm": ReportFormat.HTML,
    ".json": ReportFormat.JSON,
}


@app.command()
def report(
    sheet: Annotated[str, typer.Argument(help="An answer sheet, or results saved as JSON.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write; stdout without it.")
    ] = None,
    kind: Annotated[Kind, typer.Option(help="A gap report, or an audit report.")] = Kind.GAP,
    format: Annotated[
        ReportFormat | None, typer.Option(help="By the suffix of the output when not given.")
    ] = None,
    root: Root = None,
    as_of: AsOf = None,
    questionnaire: Scope = None,
    framework: Frameworks = None,
    depth: Deep = None,
) -> int:
    """Write a report."""
    from alignassess.cli.frameworks import with_frameworks
    from alignassess.cli.reporting import render_report

    chosen = _format(output, format)
    if kind is Kind.AUDIT and chosen is ReportFormat.HTML:
        raise UsageError(
            Problem(
                "an audit report is written as Markdown", remedy="use -o NAME.md, or --format md"
            )
        )
    assessment = _assessment(sheet, root, as_of, questionnaire, depth)
    if framework:
        (assessment,) = with_frameworks([assessment], framework)
    text = render_report(assessment, kind.value, chosen.value)
    if output is None:
        console.result(text)
        return console.Status.DONE
    from alignassess.files.output import write_whole

    write_whole(output, text)
    console.note(f"written: {output}")
    return console.Status.DONE


def _format(output: Path | None, asked: ReportFormat | None) -> ReportFormat:
    if asked is not None:
        return asked
    if output is None:
        return ReportFormat.MD
    if output.suffix.casefold() not in _SUFFIXES:
        raise UsageError(
            Problem(
                f"the suffix {output.suffix or '(none)'} names no format",
                Place(str(output)),
                "end the name in .md, .html or .json, or give --format",
            )
        )
    return _SUFFIXES[output.suffix.casefold()]


def _assessment(
    sheet: str,
    root: Path | None,
    as_of: AsOf,
    questionnaires: list[str] | None,
    depth: Deep,
) -> "SystemAssessment | VendorAssessment":
    from alignassess.cli.scoring import start
    from alignassess.domain.assessment import SystemAssessment
    from alignassess.errors import InputError
    from alignassess.files.instrument_files import load_library
    from alignassess.files.results_file import read_results

    saved = read_results(sheet)
    if saved is not None:
        return saved
    run = start(root, day(as_of), questionnaires, depth)
    found = list(run.sheets([sheet]))
    sheets = []
    for one in found:
        if isinstance(one, InputError):
            raise one
        sheets.append(one)
    if len(sheets) > 1:
        raise UsageError(
            Problem(f"{sheet} holds {len(sheets)} sheets", remedy="name one sheet for a report")
        )
    result = run.assess(sheets[0], with_plan=True)
    if isinstance(result, SystemAssessment):
        return run.through(sheets[0], result, load_library().lenses)
    return result

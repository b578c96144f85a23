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
    PDF = "pdf"


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
    ".pdf": ReportFormat.PDF,
}


@app.command()
def report(
    sheets: Annotated[
        list[str],
        typer.Argument(
            metavar="SHEET...",
            help="An answer sheet, or results saved as JSON; several with --portfolio.",
        ),
    ],
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
    engagement: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False, help="The engagement file of an audit report: who, how, conclusion."
        ),
    ] = None,
    redact: Annotated[
        list[str] | None,
        typer.Option(
            help="Withhold a section of an audit report, by number or marking; may be repeated."
        ),
    ] = None,
    portfolio: Annotated[
        bool, typer.Option("--portfolio", help="One page over many systems.")
    ] = False,
    max_bytes: Annotated[
        int | None,
        typer.Option(
            "--max-bytes", min=1, help="Cut Markdown at a section; say what was left out."
        ),
    ] = None,
) -> int:
    """Write a report."""
    chosen = _format(output, format)
    if max_bytes is not None and chosen is not ReportFormat.MD:
        raise UsageError(Problem("--max-bytes cuts Markdown", remedy="--format md"))
    if chosen is ReportFormat.PDF and output is None:
        raise UsageError(Problem("a PDF goes into a file", remedy="use -o NAME.pdf"))
    if (engagement or redact) and (kind is not Kind.AUDIT or portfolio):
        raise UsageError(
            Problem("--engagement and --redact are about an audit report", remedy="--kind audit")
        )
    text_format = "html" if chosen is ReportFormat.PDF else chosen.value
    if portfolio:
        from alignassess.cli.portfolio_reporting import portfolio_text

        text, status = portfolio_text(
            sheets, text_format, root=root, as_of=day(as_of), scope=questionnaire, depth=depth
        )
    else:
        status = console.Status.DONE
        assessment = _assessment(_one(sheets), root, as_of, questionnaire, depth)
        if framework:
            from alignassess.cli.frameworks import with_frameworks

            (assessment,) = with_frameworks([assessment], framework)
        if kind is Kind.AUDIT and chosen is not ReportFormat.JSON:
            from alignassess.cli.auditing import audit_text

            text = audit_text(
                assessment,
                text_format,
                engagement=engagement,
                redact=redact or (),
                output=output,
            )
        else:
            from alignassess.cli.reporting import render_report

            text = render_report(assessment, text_format)
    if max_bytes is not None:
        from alignassess.render.cutting import cut_to

        text = cut_to(text, max_bytes)
    return console.worst(status, _write(text, output, chosen))


def _write(text: str, output: Path | None, chosen: ReportFormat) -> int:
    if output is None:
        console.result(text)
        return console.Status.DONE
    if chosen is ReportFormat.PDF:
        from alignassess.files.replacing import replace_bytes
        from alignassess.render.pdf import to_pdf

        replace_bytes(output, to_pdf(text))
    else:
        from alignassess.files.output import write_whole

        write_whole(output, text)
    console.note(f"written: {output}")
    return console.Status.DONE


def _one(sheets: list[str]) -> str:
    if len(sheets) > 1:
        raise UsageError(
            Problem(
                f"a report is about one sheet, and {len(sheets)} are named",
                remedy="name one, or add --portfolio",
            )
        )
    return sheets[0]


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
                "end the name in .md, .html, .pdf or .json, or give --format",
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

    if sheet.endswith(".json"):
        # Reading results back takes pydantic, which a sheet does without.
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

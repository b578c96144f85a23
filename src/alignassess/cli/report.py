"""`alignassess report`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alignassess.cli import completing, console
from alignassess.cli.delivering import PDF, check_place, deliver
from alignassess.cli.options import (
    AsOf,
    Deep,
    Frameworks,
    Output,
    Root,
    Scope,
    Seed,
    Sensitive,
    day,
)
from alignassess.errors import Place, Problem, UsageError

if TYPE_CHECKING:
    from alignassess.domain.assessment import Assessment
    from alignassess.domain.moving import Dates


class Kind(StrEnum):
    """Who a report is for: those who act, or those who check."""

    GAP = "gap"
    AUDIT = "audit"


app = typer.Typer(rich_markup_mode=None, add_completion=False)

_SUFFIXES = {
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".pdf": PDF,
    ".json": "json",
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".sarif": "sarif",
    ".xml": "junit",
}
_CUT = ("md", "comment", "github-summary")
"""Formats that a limit in bytes can cut."""


@app.command()
def report(
    sheets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SHEET]...",
            help="An answer sheet, or results saved as JSON or JSONL; several with --portfolio.",
        ),
    ] = None,
    output: Output = None,
    kind: Annotated[Kind, typer.Option(help="A gap report, or an audit report.")] = Kind.GAP,
    format: Annotated[
        str | None,
        typer.Option(
            help="md, html, pdf, json, jsonl, csv, sarif, junit and others, see "
            "docs/formats.md; by the suffix of the output when not given.",
            autocompletion=completing.report_formats,
        ),
    ] = None,
    root: Root = None,
    as_of: AsOf = None,
    questionnaire: Scope = None,
    framework: Frameworks = None,
    depth: Deep = None,
    engagement: Annotated[
        Path | None,
        typer.Option(help="The engagement file of an audit report: who, how, conclusion."),
    ] = None,
    redact: Annotated[
        list[str] | None,
        typer.Option(
            help="Withhold a section of an audit report, by number or marking; may be repeated."
        ),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(help="Earlier results of the same system: say what changed since."),
    ] = None,
    sensitivity: Sensitive = False,
    seed: Seed = 1,
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
    if max_bytes is not None and chosen not in _CUT:
        raise UsageError(Problem("--max-bytes cuts Markdown", remedy=f"choose: {', '.join(_CUT)}"))
    if max_bytes is not None and kind is Kind.AUDIT:
        raise UsageError(
            Problem(
                "--max-bytes would cut what every audit report shows", remedy="--redact a section"
            )
        )
    check_place(output, chosen)
    if (engagement or redact) and (kind is not Kind.AUDIT or portfolio):
        raise UsageError(
            Problem("--engagement and --redact are about an audit report", remedy="--kind audit")
        )
    text_format = "html" if chosen == PDF else chosen
    if baseline is not None and (portfolio or text_format not in ("md", "html")):
        raise UsageError(
            Problem(
                "--baseline is for a report in md, html or pdf",
                remedy="for other formats use compare, or gate --baseline",
            )
        )
    if sensitivity and (portfolio or text_format not in ("md", "html", "json", "jsonl")):
        raise UsageError(
            Problem(
                "--sensitivity is for a report in md, html, pdf, json or jsonl",
                remedy="leave it out, or choose one of them",
            )
        )
    status = int(console.Status.DONE)
    text: str | None
    if portfolio:
        from alignassess.cli.portfolio_reporting import portfolio_text

        text, status = portfolio_text(
            sheets or [], text_format, root=root, as_of=day(as_of), scope=questionnaire, depth=depth
        )
    else:
        from alignassess.cli.reported import Settings, reported, since
        from alignassess.render.formats import FORMATS, OF_THE_INSTRUMENT

        found: list[Assessment] = []
        if text_format not in OF_THE_INSTRUMENT:
            settings = Settings(
                root, day(as_of), questionnaire, depth, seed if sensitivity else None
            )
            found = reported(sheets or [], settings, for_people=FORMATS[text_format].for_people)
        if framework and found:
            from alignassess.cli.frameworks import with_frameworks

            found = with_frameworks(found, framework)
        dates = None if baseline is None else since(_only(found, "--baseline"), baseline)
        if kind is Kind.AUDIT and text_format in ("md", "html"):
            from alignassess.cli.auditing import audit_text

            text = audit_text(
                _only(found, "an audit report"),
                text_format,
                engagement=engagement,
                redact=redact or (),
                output=output,
                since=dates,
            )
        else:
            text = _text(found, text_format, max_bytes, dates)
    if text is not None:
        deliver(text, output, chosen)
    return status


def _text(
    found: "list[Assessment]", chosen: str, max_bytes: int | None, since: "Dates | None"
) -> str | None:
    from alignassess.cli.outputs import material, paired, rendered
    from alignassess.files.instrument_files import load_instrument
    from alignassess.render.formats import FORMATS

    given = material(
        [one._replace(since=since) for one in paired(found, ())],
        load_instrument(),
        for_people=FORMATS[chosen].for_people,
        most_bytes=max_bytes,
    )
    return rendered(chosen, given)


def _only(found: "list[Assessment]", what: str) -> "Assessment":
    if len(found) != 1:
        raise UsageError(
            Problem(f"{what} is about one result; there are {len(found)}", remedy="name one sheet")
        )
    return found[0]


def _format(output: Path | None, asked: str | None) -> str:
    from alignassess.render.formats import FORMATS

    if asked is not None:
        if asked not in FORMATS and asked != PDF:
            known = ", ".join((*FORMATS, PDF))
            raise UsageError(Problem(f"there is no format {asked}", remedy=f"choose: {known}"))
        return asked
    if output is None:
        return "md"
    if output.name.casefold().endswith(".cdx.json"):
        return "cyclonedx"
    if output.suffix.casefold() not in _SUFFIXES:
        raise UsageError(
            Problem(
                f"the suffix {output.suffix or '(none)'} names no format",
                Place(str(output)),
                f"end the name in one of {' '.join(_SUFFIXES)}, or give --format",
            )
        )
    return _SUFFIXES[output.suffix.casefold()]

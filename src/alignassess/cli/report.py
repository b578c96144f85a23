"""`alignassess report`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alignassess.cli import console
from alignassess.cli.options import AsOf, Deep, Frameworks, Root, Scope, day
from alignassess.errors import Place, Problem, UsageError

if TYPE_CHECKING:
    from alignassess.domain.assessment import Assessment


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
    ".json": "json",
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".sarif": "sarif",
    ".xml": "junit",
}


@app.command()
def report(
    sheet: Annotated[
        str | None, typer.Argument(help="An answer sheet, or results saved as JSON or JSONL.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write; stdout without it.")
    ] = None,
    kind: Annotated[Kind, typer.Option(help="A gap report, or an audit report.")] = Kind.GAP,
    format: Annotated[
        str | None,
        typer.Option(
            help="md, html, json, jsonl, csv, sarif, junit and others, see docs/formats.md; "
            "by the suffix of the output when not given."
        ),
    ] = None,
    root: Root = None,
    as_of: AsOf = None,
    questionnaire: Scope = None,
    framework: Frameworks = None,
    depth: Deep = None,
    max_bytes: Annotated[
        int | None,
        typer.Option(min=1_000, help="The most that comment and github-summary may have."),
    ] = None,
) -> int:
    """Write a report."""
    chosen = _format(output, format)
    if kind is Kind.AUDIT and chosen != "md":
        raise UsageError(
            Problem(
                "an audit report is written as Markdown", remedy="use -o NAME.md, or --format md"
            )
        )
    assessments = _assessments(sheet, chosen, root, as_of, questionnaire, depth)
    if framework and assessments:
        from alignassess.cli.frameworks import with_frameworks

        assessments = with_frameworks(assessments, framework)
    text = _text(assessments, kind, chosen, max_bytes)
    if text is None:
        return console.Status.DONE
    if output is None:
        console.result(text)
        return console.Status.DONE
    from alignassess.files.output import write_whole

    write_whole(output, text)
    console.note(f"written: {output}")
    return console.Status.DONE


def _text(
    assessments: "list[Assessment]", kind: Kind, chosen: str, max_bytes: int | None
) -> str | None:
    from alignassess.cli.outputs import material, paired, rendered
    from alignassess.cli.reporting import render_report
    from alignassess.files.instrument_files import load_instrument
    from alignassess.render.formats import FORMATS

    if kind is Kind.AUDIT:
        if len(assessments) != 1:
            raise UsageError(
                Problem(
                    f"an audit report is about one result; there are {len(assessments)}",
                    remedy="name one sheet",
                )
            )
        return render_report(assessments[0], kind.value, chosen)
    given = material(
        paired(assessments, ()),
        load_instrument(),
        for_people=FORMATS[chosen].for_people,
        most_bytes=max_bytes,
    )
    return rendered(chosen, given)


def _format(output: Path | None, asked: str | None) -> str:
    from alignassess.render.formats import FORMATS

    if asked is not None:
        if asked not in FORMATS:
            known = ", ".join(FORMATS)
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


def _assessments(
    sheet: str | None,
    chosen: str,
    root: Path | None,
    as_of: AsOf,
    questionnaires: list[str] | None,
    depth: Deep,
) -> "list[Assessment]":
    from alignassess.cli.scoring import start
    from alignassess.domain.assessment import SystemAssessment
    from alignassess.errors import InputError
    from alignassess.files.instrument_files import load_library
    from alignassess.files.results_file import read_results
    from alignassess.render.formats import FORMATS, OF_THE_INSTRUMENT

    if chosen in OF_THE_INSTRUMENT:
        return []
    if sheet is None:
        raise UsageError(
            Problem("nothing to report on", remedy="name an answer sheet, or saved results")
        )
    saved = read_results(sheet)
    if saved is not None:
        return list(saved)
    run = start(root, day(as_of), questionnaires, depth)
    sheets, problems = [], list[Problem]()
    for one in run.sheets([sheet]):
        if isinstance(one, InputError):
            problems += one.problems
        else:
            sheets.append(one)
    if problems:
        raise InputError(*problems)
    if len(sheets) > 1 and FORMATS[chosen].for_people:
        raise UsageError(
            Problem(f"{sheet} holds {len(sheets)} sheets", remedy="name one sheet for a report")
        )
    if len(sheets) == 1:
        result = run.assess(sheets[0], with_plan=True)
        if isinstance(result, SystemAssessment):
            return [run.through(sheets[0], result, load_library().lenses)]
        return [result]
    return [run.assess(one, with_plan=False) for one in sheets]

"""`alignassess compare`."""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alignassess.cli import console
from alignassess.cli.delivering import check_place, deliver
from alignassess.cli.options import AsOf, Deep, Output, Root, Scope, day
from alignassess.errors import InputError, Place, Problem, UsageError

if TYPE_CHECKING:
    from alignassess.domain.assessment import SystemAssessment, VendorAssessment
    from alignassess.domain.comparison import Assessed
    from alignassess.render.comparison_document import Comparison

app = typer.Typer(rich_markup_mode=None, add_completion=False)


class CompareFormat(StrEnum):
    """How a comparison is written."""

    TEXT = "text"
    MD = "md"
    HTML = "html"
    PDF = "pdf"
    JSON = "json"


_SUFFIXES = {
    ".txt": CompareFormat.TEXT,
    ".md": CompareFormat.MD,
    ".markdown": CompareFormat.MD,
    ".html": CompareFormat.HTML,
    ".htm": CompareFormat.HTML,
    ".pdf": CompareFormat.PDF,
    ".json": CompareFormat.JSON,
}


@app.command()
def compare(
    results: Annotated[
        list[str],
        typer.Argument(
            metavar="A B...", help="Results (JSON, JSONL) or answer sheets; the earlier one first."
        ),
    ],
    trend: Annotated[
        bool, typer.Option("--trend", help="Two results as a trend; three or more are one anyway.")
    ] = False,
    format: Annotated[
        CompareFormat | None, typer.Option(help="By the suffix of the output when not given.")
    ] = None,
    output: Output = None,
    root: Root = None,
    as_of: AsOf = None,
    questionnaire: Scope = None,
    depth: Deep = None,
) -> int:
    """Compare two dates of one system, several systems or vendors, or many dates."""
    chosen = _format(output, format)
    check_place(output, chosen)
    found: list[Assessed] = []
    problems: list[Problem] = []
    for one in results:
        try:
            found += _assessments(one, root, as_of, questionnaire, depth)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(*problems)
    text = _written(_compared(found, trend), chosen)
    if output is None and chosen is CompareFormat.TEXT:
        console.lines(text.splitlines())
    else:
        deliver(text, output, chosen)
    return console.Status.DONE


def _format(output: Path | None, asked: CompareFormat | None) -> CompareFormat:
    if asked is not None:
        return asked
    if output is None:
        return CompareFormat.TEXT
    if output.suffix.casefold() not in _SUFFIXES:
        raise UsageError(
            Problem(
                f"the suffix {output.suffix or '(none)'} names no format",
                Place(str(output)),
                "end the name in .txt, .md, .html, .pdf or .json, or give --format",
            )
        )
    return _SUFFIXES[output.suffix.casefold()]


def _assessments(
    name: str, root: Path | None, as_of: AsOf, questionnaires: list[str] | None, depth: Deep
) -> "Sequence[SystemAssessment | VendorAssessment]":
    from alignassess.files.baseline_file import holds_results, read_many

    path = Path(name)
    if holds_results(path):
        return read_many(path)
    from alignassess.cli.scoring import start

    run = start(root, day(as_of), questionnaires, depth)
    found: list[SystemAssessment | VendorAssessment] = []
    problems: list[Problem] = []
    for one in run.sheets([name]):
        if isinstance(one, InputError):
            problems += one.problems
        else:
            found.append(run.assess(one, with_plan=False))
    if problems:
        raise InputError(*problems)
    return found


def _compared(found: "list[Assessed]", as_trend: bool) -> "Comparison":
    """Which comparison the results make; raises UsageError when they make none."""
    from alignassess.domain.assessment import SystemAssessment
    from alignassess.domain.moving import between
    from alignassess.domain.side_by_side import side_by_side
    from alignassess.domain.trend import trend

    ids = Counter((one.kind, one.subject.id) for one in found)
    if len(found) < 2:
        raise UsageError(
            Problem("there is nothing to compare with", remedy="name two results or sheets")
        )
    if len({kind for kind, _ in ids}) > 1:
        raise UsageError(
            Problem(
                "systems and vendors have no figure in common",
                remedy="compare systems with systems, and vendors with vendors",
            )
        )
    if len(ids) == 1:
        systems = [one for one in found if isinstance(one, SystemAssessment)]
        if systems and (as_trend or len(found) > 2):
            return trend(systems)
        if len(found) == 2 and not as_trend:
            return between(found[1], found[0])
        raise UsageError(Problem("a trend is of systems", remedy="name two results of a vendor"))
    twice = sorted(name for (_, name), count in ids.items() if count > 1)
    if twice or as_trend:
        what = f"{', '.join(twice)} is there more than once" if twice else "these are several"
        raise UsageError(
            Problem(
                f"{what}, beside others",
                remedy="name one system at several dates, or several systems once each",
            )
        )
    return side_by_side(found)


def _written(found: "Comparison", format: CompareFormat) -> str:
    if format is CompareFormat.JSON:
        from alignassess.render.comparison_json import to_json

        return to_json(found)
    from alignassess.files.instrument_files import load_instrument
    from alignassess.render import blocks
    from alignassess.render.comparison_document import comparison_document

    labels = {one.id: one.label for one in load_instrument().categories}
    document = comparison_document(found, labels)
    match format:
        case CompareFormat.MD:
            return blocks.to_markdown(document)
        case CompareFormat.HTML | CompareFormat.PDF:
            return blocks.to_html(document)
        case _:
            return "\n".join(blocks.to_text(document)) + "\n"

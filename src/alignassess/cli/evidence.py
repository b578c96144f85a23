"""`alignassess evidence read|check|attach|suggest|expiring`."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alignassess.cli import completing, console
from alignassess.cli.options import AsOf, Root, Sheets, a_date, day
from alignassess.errors import InputError, Place, Problem

if TYPE_CHECKING:
    from alignassess.cli.scoring import Run
    from alignassess.domain.assessment import Assessment
    from alignassess.files.answer_sheet import LoadedSheet

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)

_NAME = "name the folder that the tool wrote to, or the file"


class Shape(StrEnum):
    """How evidence is printed."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


Sheet = Annotated[Path, typer.Argument(help="An answer sheet.")]


@app.command()
def read(
    files: Annotated[
        list[Path], typer.Argument(help="Result files of evaluation tools, or folders of them.")
    ],
    format: Shape = Shape.TEXT,
    as_of: AsOf = None,
) -> int:
    """Say what result files are: tool, model, date, figures and verdicts."""
    from alignassess.cli.evidence_suggesting import each_file
    from alignassess.domain.judging import not_in_the_future
    from alignassess.files.result_evidence import is_document, read_judged

    status, results = console.Status.DONE, []
    for file in each_file(files):
        try:
            if file.is_dir():
                raise InputError(Problem("there is no result file in it", Place(str(file)), _NAME))
            result, runs = read_judged(file)
        except InputError as error:
            console.problems(error.problems)
            status = console.Status.INPUT
            continue
        runs = tuple(not_in_the_future(one, day(as_of)) for one in runs)
        results.append((str(file), result, runs))
        if is_document(result) or (result.refusals and not runs):
            refusal = result.refusals[0]
            reason = str(refusal).removesuffix(".")
            console.problems([Problem(reason, Place(str(file)), refusal.remedy)])
            status = console.Status.INPUT
    if format is Shape.TEXT:
        from alignassess.render.evidence_text import result_text

        shown = [result_text(*one) for one in results if one[1].format is not None]
        if shown:
            console.lines(line for lines in shown for line in (*lines, ""))
        return status
    from alignassess.render import evidence_json

    write = evidence_json.lines if format is Shape.JSONL else evidence_json.array
    console.result(write(results))
    return status


@app.command()
def check(sheets: Sheets, format: Shape = Shape.TEXT, root: Root = None, as_of: AsOf = None) -> int:
    """Check the evidence of sheets: what each entry earns, and why not more.

    Exit status 3 when an entry is broken: its file is not there, refused, stale, about another
    model, or does not show what is claimed of it.
    """
    from alignassess.cli.scoring import split, start
    from alignassess.domain.broken_evidence import is_broken
    from alignassess.render.evidence_text import check_text

    run = start(root, day(as_of), None)
    loaded, status = split(run.sheets(sheets))
    found = [(one.name, _assessed(run, one)) for one in loaded]
    for name, assessment in found:
        broken = frozenset(one.entry.id for one in assessment.evidence if is_broken(one))
        if broken:
            status = console.Status.INPUT
        if format is Shape.TEXT:
            console.lines(check_text(name, assessment.evidence, broken))
    if format is not Shape.TEXT:
        from alignassess.render import evidence_json

        write = evidence_json.check_lines if format is Shape.JSONL else evidence_json.check_array
        console.result(write([(name, one.evidence) for name, one in found], is_broken))
    return console.worst(status)


@app.command()
def attach(
    sheet: Sheet,
    question: Annotated[
        str,
        typer.Argument(
            help="The question whose answer it supports.", autocompletion=completing.questions
        ),
    ],
    file: Annotated[Path, typer.Argument(help="A result file or a document.")],
    name: Annotated[str | None, typer.Option("--id", help="Key of the entry.")] = None,
    title: Annotated[str | None, typer.Option(help="What it is, for a reader.")] = None,
    by: Annotated[
        str | None, typer.Option(help="Who made it: a respondent's key or an organisation.")
    ] = None,
    obtained: Annotated[
        date | None,
        typer.Option(
            parser=a_date, metavar="DATE", help="The day it was obtained; today by default."
        ),
    ] = None,
    root: Root = None,
    as_of: AsOf = None,
) -> int:
    """Record a file as evidence for an answer: digest, entry, and its name at the answer.

    A result that does not count for the answer is refused with the reason. One that speaks against
    the answer is recorded, and becomes a finding.
    """
    from alignassess.cli import evidence_attaching

    return evidence_attaching.attach(
        sheet,
        question,
        file,
        evidence_attaching.Wanted(name, title, by, obtained or day(as_of)),
        root=root,
        as_of=day(as_of),
    )


@app.command()
def suggest(
    sheet: Sheet,
    folder: Annotated[Path, typer.Argument(help="Where result files lie.", file_okay=False)],
    question: Annotated[
        str | None,
        typer.Option(help="For this question alone.", autocompletion=completing.questions),
    ] = None,
    root: Root = None,
    as_of: AsOf = None,
) -> int:
    """Propose which result files support which answers; nothing is written."""
    from alignassess.cli import evidence_suggesting

    return evidence_suggesting.suggest(sheet, folder, question, root=root, as_of=day(as_of))


@app.command()
def expiring(
    sheets: Sheets,
    within: Annotated[int, typer.Option(min=0, max=36_500, help="Days to look ahead.")] = 60,
    format: Shape = Shape.TEXT,
    root: Root = None,
    as_of: AsOf = None,
) -> int:
    """List evidence that stops counting soon, or did already."""
    from datetime import timedelta

    from alignassess.cli.scoring import split, start
    from alignassess.domain.expiry import expiries
    from alignassess.render.evidence_text import expiring_text

    today = day(as_of)
    run = start(root, today, None)
    loaded, status = split(run.sheets(sheets))
    found = [
        (one.name, expiry)
        for one in loaded
        for expiry in expiries(_assessed(run, one).evidence, run.instrument)
        if expiry.last < today + timedelta(days=within)
    ]
    found.sort(key=lambda one: (one[1].last, one[0]))
    if format is not Shape.TEXT:
        from alignassess.render import evidence_json as as_json

        write = as_json.expiring_lines if format is Shape.JSONL else as_json.expiring_array
        console.result(write(found, as_of=today))
    elif loaded:
        console.lines(expiring_text(found, as_of=today, within=within))
    return status


def _assessed(run: "Run", loaded: "LoadedSheet") -> "Assessment":
    return run.assess(loaded, with_plan=False)

"""`alignassess explain`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alignassess.cli import completing, console
from alignassess.cli.options import AsOf, Deep, Root, Scope, day
from alignassess.errors import Problem, UsageError

if TYPE_CHECKING:
    from alignassess.cli.scoring import Run
    from alignassess.domain.instrument import Instrument
    from alignassess.domain.library import Library
    from alignassess.files.answer_sheet import LoadedSheet

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def explain(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SHEET] NAME",
            help="An id or the name of a concept; with an answer sheet, what it has of it.",
            autocompletion=completing.explainable,
        ),
    ] = None,
    list_all: Annotated[
        bool, typer.Option("--list", help="List everything that can be explained.")
    ] = False,
    root: Root = None,
    as_of: AsOf = None,
    questionnaire: Scope = None,
    depth: Deep = None,
    reading: Annotated[
        str,
        typer.Option(
            help="Whose arithmetic: best, answered or evidenced.",
            autocompletion=completing.readings,
        ),
    ] = "answered",
) -> int:
    """Explain an id or a concept of the field, or one figure of a sheet."""
    from alignassess.domain.spoken import folded, meant, nearest
    from alignassess.files.instrument_files import load_instrument, load_library
    from alignassess.render import explain_text

    if list_all:
        from alignassess.render.topic_text import list_text

        console.lines(list_text(load_instrument(), load_library()))
        return console.Status.DONE
    if not names:
        raise UsageError(Problem("nothing to explain", remedy="name an id, or use --list"))
    instrument, library = load_instrument(), load_library()
    sheet, name = _asked(names, instrument, library)
    id = meant(name, instrument, library)
    found = None if id is None else explain_text.explain(id, instrument, library)
    if id is None or found is None:
        if Path(name).is_file():
            raise UsageError(
                Problem(
                    f"what to explain of {name} is missing",
                    remedy="name a category, a question or a rule behind it",
                )
            )
        near = nearest(name, instrument, library)
        hint = f"did you mean {', '.join(near)}?" if near else "see alignassess explain --list"
        raise UsageError(Problem(f"nothing has the id {name}", remedy=hint))
    if folded(name) != folded(id):
        console.note(f"notice: {name} is explained as {id}")
    if sheet is None:
        console.lines(found)
        return console.Status.DONE
    from alignassess.cli.scoring import split, start

    run = start(root, day(as_of), questionnaire, depth)
    loaded, status = split(run.sheets([sheet]))
    for one in loaded:
        console.lines(_in_sheet(run, one, id, reading))
    return status


def _asked(
    words: list[str], instrument: "Instrument", library: "Library"
) -> tuple[str | None, str]:
    """The sheet, if one is named, and what is to be explained; a name may be several words."""
    from alignassess.domain.spoken import meant

    whole = " ".join(words)
    if len(words) == 1 or meant(whole, instrument, library) is not None:
        return None, whole
    return words[0], " ".join(words[1:])


def _in_sheet(run: "Run", loaded: "LoadedSheet", name: str, reading: str) -> list[str]:
    from alignassess.domain.assessment import SystemAssessment
    from alignassess.domain.model import CATEGORIES, READINGS, Category, Reading
    from alignassess.render import arithmetic_text

    assessment = run.assess(loaded, with_plan=True)
    if not isinstance(assessment, SystemAssessment):
        raise UsageError(
            Problem(f"{loaded.name} is a vendor sheet", remedy="explain the sheet of a system")
        )
    if reading not in READINGS:
        raise UsageError(
            Problem(f"there is no reading {reading}", remedy=f"choose: {', '.join(READINGS)}")
        )
    if name in CATEGORIES:
        return arithmetic_text.category_arithmetic(
            assessment, Category(name), Reading(reading), run.instrument
        )
    if any(one.question.id == name for one in assessment.determinations):
        return arithmetic_text.question_in_sheet(assessment, name, run.instrument)
    if any(rule.id == name for rule in run.instrument.rules):
        return arithmetic_text.rule_in_sheet(assessment, name, run.instrument)
    raise UsageError(
        Problem(f"{name} has no figure in a sheet", remedy="name a category, a question or a rule")
    )

"""`alignassess questionnaire list|show|check|export|import`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alignassess import resources
from alignassess.cli import completing, console
from alignassess.cli.following import command
from alignassess.cli.options import AsOf, Output, day
from alignassess.errors import Problem, UsageError
from alignassess.render import inert

if TYPE_CHECKING:
    from alignassess.domain.instrument import Instrument

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)


@app.command("list")
def list_questionnaires() -> int:
    """List the questionnaires."""
    from alignassess.files.instrument_files import load_instrument
    from alignassess.render.questionnaire_text import list_text

    console.lines(list_text(load_instrument()))
    return console.Status.DONE


class Shape(StrEnum):
    """How a questionnaire is printed."""

    TEXT = "text"
    MD = "md"
    HTML = "html"


@app.command()
def show(
    name: Annotated[
        str | None,
        typer.Argument(
            help="A questionnaire, see `list`; or all.",
            autocompletion=completing.questionnaires_or_all,
        ),
    ] = None,
    frameworks: Annotated[
        bool, typer.Option("--frameworks", help="Show the framework lists and their age.")
    ] = False,
    as_of: AsOf = None,
    shape: Annotated[
        Shape, typer.Option("--format", help="text, md, or html for a browser or a printer.")
    ] = Shape.TEXT,
    output: Output = None,
) -> int:
    """Show a questionnaire: every question, option and condition."""
    from alignassess.files.instrument_files import load_instrument, load_library
    from alignassess.files.output import write_whole

    if frameworks:
        from alignassess.cli.frameworks import show_ages

        show_ages(day(as_of))
        if name is None:
            return console.Status.DONE
    instrument = load_instrument()
    name = name or "all"
    names = [one.id for one in instrument.questionnaires] if name == "all" else [name]
    _check_name(instrument, names[0], "all")
    if shape is Shape.TEXT and output is None:
        from alignassess.render.questionnaire_text import show_text

        for number, one in enumerate(names):
            console.lines([""] * bool(number) + show_text(instrument, one))
        return console.Status.DONE
    if shape is Shape.TEXT:
        from alignassess.render.questionnaire_text import show_text

        text = "\n\n".join("\n".join(show_text(instrument, one)) for one in names) + "\n"
        text = inert.block(text)
    else:
        from alignassess.render.questionnaire_document import questionnaire_document

        text = questionnaire_document(instrument, load_library(), names, format=shape.value)
    if output is None:
        console.result(text)
    else:
        write_whole(output, text)
    return console.Status.DONE


@app.command("export")
def export_form(
    name: Annotated[
        str,
        typer.Argument(
            help="A questionnaire, such as vendor-selection.",
            autocompletion=completing.questionnaires,
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="A new file that ends in .xlsx, .csv or .yaml.")
    ],
    sheet: Annotated[
        Path | None,
        typer.Option(help="A sheet whose answers are filled in already."),
    ] = None,
) -> int:
    """Write a form to be filled in without this program; for vendors, what they can answer."""
    from alignassess.files.exchange.filling import filled
    from alignassess.files.exchange.form import form_of
    from alignassess.files.exchange.kinds import check_kind, form_bytes
    from alignassess.files.instrument_files import load_instrument
    from alignassess.files.replacing import create

    check_kind(output)
    instrument = load_instrument()
    _check_name(instrument, name)
    form = form_of(instrument, name)
    if sheet is not None:
        from alignassess.files.answer_sheet import load_sheet

        found = filled(form, load_sheet(sheet, instrument).sheet)
        form = found.form
        for one in found.left_out:
            console.note(f"notice: not in the form: {one}")
    create(output, form_bytes(form, output))
    console.result(f"{output}: {len(form.questions)} questions of {form.title}")
    back = command("questionnaire", "import", output, "-o", "SHEET.yaml")
    console.result(f"When it is back: {back}")
    return console.Status.DONE


@app.command("import")
def import_form(
    file: Annotated[Path, typer.Argument(help="A form that was filled in.", metavar="FILE")],
    output: Annotated[Path, typer.Option("--output", "-o", help="A new answer sheet.")],
) -> int:
    """Take a form back as an answer sheet; every problem with its row, and then nothing written."""
    from alignassess.files.exchange.kinds import read_form
    from alignassess.files.exchange.replies import sheet_text
    from alignassess.files.instrument_files import load_instrument
    from alignassess.files.replacing import create

    if output.suffix not in (".yaml", ".yml"):
        raise UsageError(Problem(f"{output} is no sheet", remedy="end the name in .yaml"))
    instrument = load_instrument()
    source, replies = read_form(file)
    found = sheet_text(source, replies, instrument)
    create(output, found.text.encode())
    answered, blank = len(found.answered), len(found.blank)
    console.result(f"{output}: {answered} answers, {blank} questions without one")
    if found.blank:
        console.result(f"Without an answer: {', '.join(found.blank)}")
    console.result(f"Next: {command('check', output)}")
    return console.Status.DONE


def _check_name(instrument: "Instrument", name: str, *others: str) -> None:
    known = [one.id for one in instrument.questionnaires]
    if name not in known:
        choices = ", ".join((*known, *others))
        raise UsageError(Problem(f"there is no questionnaire {name}", remedy=f"choose: {choices}"))


@app.command()
def check(
    own: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]", help="A questionnaire or overlay of your own, or a folder of them."
        ),
    ] = None,
) -> int:
    """Check the questionnaires and the catalog: ids, references, conditions, rules."""
    from alignassess.files.instrument_files import check_instrument, load_instrument

    if own is not None:
        resources.use_questionnaires(own)
    check_instrument()
    instrument = load_instrument()
    console.result(
        f"sound: {len(instrument.questionnaires)} questionnaires, "
        f"{len(instrument.profile)} profile questions, {len(instrument.scored)} scored questions, "
        f"{len(instrument.rules)} rules"
    )
    return console.Status.DONE

"""`alignassess questionnaire list|show|check`."""

from typing import Annotated

import typer

from alignassess.cli import console
from alignassess.errors import Problem, UsageError

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True, add_completion=False)


@app.command("list")
def list_questionnaires() -> int:
    """List the questionnaires."""
    from alignassess.files.instrument_files import load_instrument
    from alignassess.render.questionnaire_text import list_text

    console.lines(list_text(load_instrument()))
    return console.Status.DONE


@app.command()
def show(
    name: Annotated[str | None, typer.Argument(help="A questionnaire, see `list`.")] = None,
    frameworks: Annotated[
        bool, typer.Option("--frameworks", help="Show the framework lists and their age.")
    ] = False,
) -> int:
    """Show a questionnaire: every question, option and condition."""
    from alignassess.files.instrument_files import load_instrument
    from alignassess.render.questionnaire_text import show_text

    if frameworks:
        from alignassess.cli.frameworks import show_ages

        show_ages()
        if name is None:
            return console.Status.DONE
    instrument = load_instrument()
    known = [one.id for one in instrument.questionnaires]
    if name not in known:
        raise UsageError(
            Problem(f"there is no questionnaire {name}", remedy=f"choose: {', '.join(known)}")
        )
    console.lines(show_text(instrument, name))
    return console.Status.DONE


@app.command()
def check() -> int:
    """Check the questionnaires and the catalog: ids, references, conditions, rules."""
    from alignassess.files.instrument_files import check_instrument, load_instrument

    check_instrument()
    instrument = load_instrument()
    console.result(
        f"sound: {len(instrument.questionnaires)} questionnaires, "
        f"{len(instrument.profile)} profile questions, {len(instrument.scored)} scored questions, "
        f"{len(instrument.rules)} rules"
    )
    return console.Status.DONE

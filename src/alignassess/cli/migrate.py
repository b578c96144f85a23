"""`alignassess migrate`: a sheet of an older pack, rewritten for the newest."""

from pathlib import Path
from typing import Annotated

import typer

from alignassess.cli import console
from alignassess.cli.options import NewFile
from alignassess.errors import Problem, UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def migrate(
    sheet: Annotated[Path, typer.Argument(help="The sheet.")],
    output: NewFile = None,
) -> int:
    """Carry a sheet over to the newest questions; what must be asked again is listed."""
    from alignassess.files.instrument_files import load_instrument
    from alignassess.files.reading import read_text
    from alignassess.files.replacing import create
    from alignassess.files.sheet_migrating import migrated
    from alignassess.files.sheet_writing import bytes_of

    if output is not None and output.exists():
        raise UsageError(
            Problem(f"{output} is there already", remedy="choose another name, or move it away")
        )
    file = read_text(sheet)
    made = migrated(file, load_instrument())
    elsewhere = output is not None and output.resolve().parent != sheet.resolve().parent
    if elsewhere and made.is_bound:
        raise UsageError(
            Problem(
                f"{output} lies in another folder, where the paths in {sheet} lead nowhere",
                remedy=f"write the new sheet into {sheet.parent}",
            )
        )
    for one in made.told:
        console.note(f"notice: {one}")
    if not made.told:
        console.note("notice: nothing of it is renamed or asked again")
    if output is None:
        console.result(made.text)
    else:
        create(output, bytes_of(file, made.text))
        console.note(f"written: {output}")
    return console.Status.DONE

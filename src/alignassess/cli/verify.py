"""`alignassess verify`."""

from pathlib import Path
from typing import Annotated

import typer

from alignassess.cli import console

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="A report in md or html, or results in json.")],
    inputs: Annotated[
        list[Path] | None,
        typer.Option(
            "--inputs",
            help="A folder that holds what the report was made from; may be repeated. "
            "The folder of the report and the current one are looked in anyway.",
        ),
    ] = None,
) -> int:
    """Recompute the digests of a report and of its inputs; status 1 when something differs."""
    from alignassess.files.sealed_report import look_for, read_report
    from alignassess.render.verify_text import verify_lines
    from alignassess.resources import data_folder

    found = read_report(file)
    folders = (*(inputs or ()), file.parent, Path())
    looked = tuple(look_for(found.inputs or (), folders, data_folder()))
    lines, differs = verify_lines(
        str(file),
        found,
        tuple(
            (one.input, None if one.path is None else str(one.path), one.sha256) for one in looked
        ),
    )
    console.lines(lines)
    return console.Status.NOT_PASSED if differs else console.Status.DONE

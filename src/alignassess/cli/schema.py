"""`alignassess schema`."""

from typing import Annotated

import typer

from alignassess.cli import completing, console
from alignassess.errors import Problem, UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            help="The name of a format; every name without it.", autocompletion=completing.schemas
        ),
    ] = None,
) -> int:
    """Print the JSON Schema of a file format."""
    from alignassess.files.schemas import SCHEMAS, schema_text

    if name is None:
        for known, (meaning, _) in SCHEMAS.items():
            console.result(f"{known:<14} {meaning}")
        return console.Status.DONE
    if name not in SCHEMAS:
        raise UsageError(
            Problem(f"there is no schema {name}", remedy=f"choose: {', '.join(SCHEMAS)}")
        )
    console.result(schema_text(name))
    return console.Status.DONE

"""`alignassess schema`."""

import json
from typing import Annotated

import typer

from alignassess.cli import console
from alignassess.errors import Problem, UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def schema(
    name: Annotated[
        str | None, typer.Argument(help="answers, policy, results, lens or questionnaire.")
    ] = None,
) -> int:
    """Print the JSON Schema of a file format."""
    from alignassess.files.schemas import SCHEMAS

    if name is None:
        for known, (meaning, _) in SCHEMAS.items():
            console.result(f"{known:<14} {meaning}")
        return console.Status.DONE
    if name not in SCHEMAS:
        raise UsageError(
            Problem(f"there is no schema {name}", remedy=f"choose: {', '.join(SCHEMAS)}")
        )
    console.result(json.dumps(SCHEMAS[name][1](), indent=2))
    return console.Status.DONE

"""`alignassess verify`."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from alignassess.cli import console
from alignassess.errors import Place, Problem, UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)


class Shape(StrEnum):
    """How the outcome is printed."""

    TEXT = "text"
    JSON = "json"


@app.command()
def verify(
    file: Annotated[
        Path,
        typer.Argument(help="A report in md or html, results in json, or an envelope of `sign`."),
    ],
    key: Annotated[
        Path | None,
        typer.Option(
            help="The public key in PEM of whoever signed; without it a signature is not checked.",
        ),
    ] = None,
    root: Annotated[
        Path | None,
        typer.Option(
            help="The folder that holds the files which an envelope names; nothing outside it is "
            "read.",
            file_okay=False,
        ),
    ] = None,
    inputs: Annotated[
        list[Path] | None,
        typer.Option(
            "--inputs",
            help="A folder that holds what the report was made from; may be repeated. "
            "The folder of the report and the current one are looked in anyway.",
        ),
    ] = None,
    shape: Annotated[Shape, typer.Option("--format", help="text or json.")] = Shape.TEXT,
) -> int:
    """Recompute the digests of a report, or check a signature and the files that it covers.

    Status 1 when something differs, is missing from what was signed, or was not checked.
    """
    from alignassess.files.envelope import is_envelope

    if key is not None or root is not None or is_envelope(file):
        if inputs:
            raise UsageError(
                Problem(
                    "--inputs is about a report", Place(str(file)), "use --root for an envelope"
                )
            )
        return _envelope(file, key, root, shape)
    return _report(file, inputs or [], shape)


def _envelope(file: Path, key: Path | None, root: Path | None, shape: Shape) -> int:
    from alignassess.files.signed_check import verified
    from alignassess.render.signature_text import signature_data, signature_lines

    found = verified(file, key, root)
    if shape is Shape.JSON:
        console.result(json.dumps(signature_data(str(file), found), indent=2))
    else:
        console.lines(signature_lines(str(file), found))
    return console.Status.DONE if found.passed else console.Status.NOT_PASSED


def _report(file: Path, inputs: list[Path], shape: Shape) -> int:
    from alignassess.files.sealed_report import look_for, read_report
    from alignassess.render.verify_text import verify_data, verify_lines
    from alignassess.resources import data_folder, own_questionnaires

    found = read_report(file)
    own = own_questionnaires()
    folders = (*inputs, *(() if own is None else (own,)), file.parent, Path())
    looked = [
        (one.input, None if one.path is None else str(one.path), one.sha256)
        for one in look_for(found.inputs or (), folders, data_folder())
    ]
    lines, differs = verify_lines(str(file), found, looked)
    if shape is Shape.JSON:
        data = verify_data(str(file), found, looked, differs=differs)
        console.result(json.dumps(data, indent=2))
    else:
        console.lines(lines)
    return console.Status.NOT_PASSED if differs else console.Status.DONE

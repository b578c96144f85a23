"""`alignassess sign`."""

import os
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from alignassess import __version__
from alignassess.cli import console
from alignassess.cli.options import Output
from alignassess.errors import Place, Problem, UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)

PASSWORD = "ALIGNASSESS_KEY_PASSWORD"  # noqa: S105 - the name of a variable
_MOST_BYTES = 10_000


@app.command()
def sign(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Reports, results, sheets, policies, waivers, decisions and any other files. What "
            "reports and results were made from is added.",
        ),
    ],
    key: Annotated[Path, typer.Option(help="A private key in PEM: Ed25519 or ECDSA.")],
    output: Output = None,
    root: Annotated[
        Path | None,
        typer.Option(
            help="The folder that names are relative to, above all files.", file_okay=False
        ),
    ] = None,
    inputs: Annotated[
        list[Path] | None,
        typer.Option(
            "--inputs",
            help="A folder that holds what the files were made from; may be repeated. "
            "Their own folders and the current one are looked in anyway.",
        ),
    ] = None,
    signer: Annotated[
        str, typer.Option(help="Your name, kept as a statement: nothing shows that it is true.")
    ] = "",
    password_file: Annotated[
        Path | None,
        typer.Option(
            help=f"A file whose first line is the password of an encrypted key; else {PASSWORD}, "
            "else you are asked.",
        ),
    ] = None,
) -> int:
    """Sign files and all that they were made from: an in-toto statement in a DSSE envelope."""
    from alignassess.domain.statement import payload
    from alignassess.files.envelope import envelope_text
    from alignassess.files.output import write_whole
    from alignassess.files.signed_set import gather
    from alignassess.files.signing_key import private_key, signed
    from alignassess.resources import data_folder

    private = private_key(key, lambda: _password(password_file, key))
    found = gather(files, inputs or (), data_folder())
    envelope = output or Path("envelope")
    _never_over(output, [key, *found.roles])
    folder = found.root(envelope, root)
    subjects = found.subjects(folder)
    body = payload(subjects, found.claims(tool=f"alignassess {__version__}", signer=signer))
    text = envelope_text(body, [signed(body, private)])
    if output is None:
        console.result(text)
    else:
        write_whole(output, text)
        console.note(f"written: {output}")
    for one in subjects:
        console.detail(f"signed: {one.role} {one.name}")
    counts = Counter(one.role for one in subjects)
    listed = ", ".join(f"{role} {number}" for role, number in counts.items())
    console.note(f"signed by their names below {folder}: {listed}")
    return console.Status.DONE


def _password(file: Path | None, key: Path) -> bytes:
    """The password of an encrypted key; never from the command line, which others can read."""
    if file is not None:
        from alignassess.files.reading import read_regular

        data = read_regular(file, name=str(file), most=_MOST_BYTES)
        return data.split(b"\n")[0].removesuffix(b"\r")
    if PASSWORD in os.environ:
        return os.fsencode(os.environ[PASSWORD])
    if not sys.stdin.isatty():
        raise UsageError(
            Problem(
                "the key is encrypted, and there is nobody to ask for its password",
                Place(str(key)),
                f"set {PASSWORD}, or use --password-file",
            )
        )
    from getpass import getpass

    try:
        return getpass(f"Password of {key}: ").encode()
    except EOFError:
        raise typer.Abort from None


def _never_over(output: Path | None, kept: list[Path]) -> None:
    if output is not None and output.resolve() in [one.resolve() for one in kept]:
        raise UsageError(
            Problem("is the key, or one of the signed files", Place(str(output)), "use another -o")
        )

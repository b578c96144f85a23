"""`alignassess init`: what a repository begins with."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alignassess import __version__
from alignassess.cli import console
from alignassess.cli.tolerating import FailOn
from alignassess.render import inert

if TYPE_CHECKING:
    from alignassess.files.new_files import Made

app = typer.Typer(rich_markup_mode=None, add_completion=False)

WHEEL = f"tools/alignassess-{__version__}-py3-none-any.whl"
"""What CI installs when nothing else is said: no name that a stranger could take on an index."""


class Ci(StrEnum):
    """Where the gate is to run."""

    GITHUB = "github"
    GITLAB = "gitlab"
    NONE = "none"


@app.command()
def init(
    folder: Annotated[
        Path, typer.Argument(help="The folder of the project; made when it is not there.")
    ] = Path(),
    name: Annotated[str | None, typer.Option(help="The name of the first system.")] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="The rating from which on the gate is to stop.")
    ] = None,
    ci: Annotated[Ci | None, typer.Option(help="Where the gate is to run.")] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Ask nothing; take what was not said as proposed.")
    ] = False,
    system: Annotated[
        str | None, typer.Option(metavar="ID", help="The id of the system; made from its name.")
    ] = None,
    operator: Annotated[
        str | None, typer.Option(help="The organisation that deploys the system.")
    ] = None,
    install: Annotated[
        str, typer.Option(metavar="WHAT", help="What CI gives to pip: a wheel, an address, a name.")
    ] = WHEEL,
) -> int:
    """Make a folder ready for a repository; nothing is overwritten."""
    from alignassess.cli.founding import Founding, after_ci, asked, next_commands
    from alignassess.cli.options import day
    from alignassess.domain.naming import id_from
    from alignassess.files.instrument_files import load_instrument
    from alignassess.files.new_files import make_files
    from alignassess.files.starter import SHEETS, Beginning, starter

    place = Founding.at(folder)
    said = asked(place, name=name, fail_on=fail_on, ci=ci, yes=yes)
    if said is None:
        console.result("Nothing was written.")
        return console.Status.DONE
    wanted = Beginning(
        name=said.name,
        id=id_from(said.name, otherwise="system") if system is None else system,
        operator=operator,
        fail_on=said.fail_on,
        ci=said.ci,
        install=install,
        folder=place.from_top(SHEETS, named=said.ci != Ci.NONE),
        today=day(None),
    )
    texts = starter(wanted, load_instrument())
    meant = {folder / SHEETS / path: one for path, one in texts.sheets.items()}
    meant |= {place.top / path: one for path, one in texts.top.items()}
    made = make_files({path: one.text.encode() for path, one in meant.items()})
    lines = [
        *_files(made, {path: one.what for path, one in meant.items()}),
        "Next:",
        *next_commands(folder / SHEETS, f"{wanted.id}.yaml"),
        *after_ci(place.top, texts.top, made, wanted),
    ]
    console.result(inert.block("\n".join(lines)))
    return console.Status.DONE


def _files(made: "Made", meaning: dict[Path, str]) -> Iterator[str]:
    """Every file: what was made, and what was there and stays."""
    width = max(len(str(path)) for path in meaning)
    for head, paths in (("Made:", made.new), ("There already, left as it is:", made.kept)):
        if paths:
            yield head
            yield from (f"  {path!s:<{width}}  {meaning[path]}" for path in paths)
            yield ""

"""The entry point: commands are imported when they are called, so that `--version` stays quick."""

import gc
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup, TyperOption

from alignassess import __version__, resources
from alignassess.cli import console

_COMMANDS = {
    "init": "Begin in a repository: a sheet, a policy, waivers and a CI job.",
    "assess": "Answer the questionnaires; saved after every answer.",
    "migrate": "Carry a sheet over from older questions to the newest.",
    "merge": "Join the sheets of several respondents; differences become disagreements.",
    "check": "Check answer sheets: every problem with its line.",
    "score": "Score answer sheets: risk per category, rules in force, first actions.",
    "gate": "Score, then decide by a policy: for CI.",
    "compare": "Compare two dates of a system, several systems or vendors, or a trend.",
    "report": "Write a gap report or an audit report.",
    "sign": "Sign reports with all that they were made from.",
    "verify": "Check a report against its digests, or a signature with all it covers.",
    "explain": "Explain a category, question, rule or source, or one figure of a sheet.",
    "evidence": "Read, check, attach and suggest result files and documents.",
    "questionnaire": "List, show or check the questionnaires.",
    "schema": "Print the JSON Schema of a file format.",
    "demo": "Score the shipped examples and write their reports.",
}
"""Every command, in the order of help; each lives in the module of its name."""


def _within(command: Any) -> Iterator[Any]:
    """The command itself, or all commands of a group."""
    inner = getattr(command, "commands", None)
    return iter((command,)) if inner is None else iter(inner.values())


def _own_questionnaires() -> TyperOption:
    """The option that every command takes, because every command reads the questionnaires."""
    return TyperOption(
        param_decls=["--questionnaires"],
        metavar="FOLDER",
        help="Your own questionnaires and overlays, added to the shipped ones.",
        expose_value=False,
        callback=lambda context, option, value: resources.use_questionnaires(
            None if value is None else Path(value)
        ),
    )


class _Commands(TyperGroup):
    """Finds commands by name and imports their module only then."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"alignassess.cli.{cmd_name}")
        app: typer.Typer = module.app
        command = typer.main.get_command(app)
        for one in _within(command):
            one.params.append(_own_questionnaires())
            one.short_help = one.help.partition("\n\n")[0]
        command.name = cmd_name
        command.help = command.short_help = _COMMANDS[cmd_name]
        return command


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        console.result(f"alignassess {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only results and errors.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say more on stderr.")] = False,
    color: Annotated[
        console.Color, typer.Option(help="Colour; NO_COLOR is honoured.")
    ] = console.Color.AUTO,
    error_format: Annotated[
        console.ErrorFormat, typer.Option(help="How errors are printed.")
    ] = console.ErrorFormat.TEXT,
) -> None:
    """Alignment risk assessment for operators of AI systems.

    Exit status: 0 pass or done, 1 gate not passed, 2 usage or policy error or output not writable,
    3 input missing or invalid, 4 internal error.
    """
    console.configure(quiet=quiet, verbose=verbose, color=color, error_format=error_format)


def settle() -> None:
    """Set this process up for its work."""
    # A run makes much and throws away little: looking for garbage at every step took a fifth of it.
    gc.set_threshold(100_000)
    # What other packages installed beside us must not change what a sheet means.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"


def main() -> None:
    """Run the program and exit with its status."""
    settle()
    status = console.run(app, sys.argv[1:])
    # The interpreter would look through all that there is once more, only to throw it away: a
    # tenth of what scoring one sheet takes.
    gc.freeze()
    sys.exit(status)

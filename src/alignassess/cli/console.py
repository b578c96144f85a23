"""The one place that prints errors and knows exit statuses.

stdout carries the result and nothing else; stderr carries the rest.
"""

import json
import os
import sys
import traceback
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

import typer

from alignassess.errors import AlignassessError, InputError, Problem, UsageError
from alignassess.render import inert
from alignassess.render.lines import Heading


class Status(IntEnum):
    """Exit statuses; where several apply, the first of 4, 2, 3, 1 counts."""

    DONE = 0
    NOT_PASSED = 1
    USAGE = 2
    INPUT = 3
    INTERNAL = 4
    INTERRUPTED = 130
    CLOSED_PIPE = 141
    TERMINATED = 143


class Color(StrEnum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class ErrorFormat(StrEnum):
    """How errors are printed on stderr."""

    TEXT = "text"
    JSON = "json"


@dataclass(slots=True)
class _Settings:
    quiet: bool = False
    verbose: bool = False
    color: Color = Color.AUTO
    error_format: ErrorFormat = ErrorFormat.TEXT


_settings = _Settings()

# Named by what it is: Typer has moved its copy of this class between releases.
_CommandLineError: type[Exception] = next(
    one for one in typer.BadParameter.__mro__ if one.__name__ == "ClickException"
)


class _ReaderGoneError(Exception):
    """The reader of the output went away (`| head`): not a failed gate.

    No OSError, since Typer would end the program for that one with the status of a failed gate.
    """


def configure(*, quiet: bool, verbose: bool, color: Color, error_format: ErrorFormat) -> None:
    """Set how this run prints."""
    _settings.quiet, _settings.verbose = quiet, verbose
    _settings.color, _settings.error_format = color, error_format


def run(app: typer.Typer, arguments: Sequence[str]) -> int:
    """Run a command line and return its exit status; never raises."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        status = typer.main.get_command(app).main(
            args=list(arguments), prog_name="alignassess", standalone_mode=False
        )
        flush()
        return int(status or 0)
    except _ReaderGoneError:
        return Status.CLOSED_PIPE
    except (KeyboardInterrupt, typer.Abort):
        note("interrupted")
        return Status.INTERRUPTED
    except AlignassessError as error:
        problems(error.problems)
        return Status.INPUT if isinstance(error, InputError) else Status.USAGE
    except _CommandLineError as error:
        _misused(error)
        return Status.USAGE
    except Exception:
        traceback.print_exc()
        note("internal error: this is a bug; please report it with the lines above")
        return Status.INTERNAL


def _misused(error: Exception) -> None:
    """Say on stderr what the command line lacks, or all that could follow where nothing did."""
    context = getattr(error, "ctx", None)
    command = getattr(context, "command_path", "alignassess")
    message = error.format_message()  # type: ignore[attr-defined]
    if type(error).__name__ == "NoArgsIsHelpError":
        if _settings.error_format is ErrorFormat.TEXT:
            print(message, file=sys.stderr)
            return
        message = "no command given"
    problems([Problem(message, remedy=f"see {command} --help")])


def worst(*statuses: int) -> int:
    """The status that counts where several apply."""
    order = (Status.INTERNAL, Status.USAGE, Status.INPUT, Status.NOT_PASSED, Status.DONE)
    return min(statuses, key=[int(one) for one in order].index, default=Status.DONE)


def result(text: str) -> None:
    """Print text of the result on stdout."""
    piece(text if text.endswith("\n") else f"{text}\n")


def piece(text: str) -> None:
    """Print a part of the result on stdout; raises UsageError when that cannot be written."""
    try:
        sys.stdout.write(text)
    except OSError as error:
        raise _unwritable(error) from None


def data(given: bytes) -> None:
    """Write bytes of the result on stdout; raises UsageError when that cannot be done."""
    flush()
    try:
        sys.stdout.buffer.write(given)
    except OSError as error:
        raise _unwritable(error) from None


def flush() -> None:
    """Hand over what was printed on stdout; raises UsageError when that cannot be written."""
    try:
        sys.stdout.flush()
    except OSError as error:
        raise _unwritable(error) from None


def _unwritable(error: OSError) -> Exception:
    """A full disk is the command's trouble; a reader that went away is none."""
    # Nothing more can be written there, and the interpreter would try once more at its end.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return _ReaderGoneError()
    return UsageError(Problem(f"standard output cannot be written: {error.strerror}"))


def lines(result_lines: Iterable[str]) -> None:
    """Print lines of the result on stdout; headings in bold where a terminal can show it.

    What strangers wrote into a line, own questionnaires included, is inert on a terminal, and no
    command to a CI runner.
    """
    bold = _bold(sys.stdout)
    shown = (
        f"\x1b[1m{plain}\x1b[0m" if bold and isinstance(one, Heading) else plain
        for one in result_lines
        for plain in (inert.logged(inert.block(one)),)
    )
    piece("\n".join(shown) + "\n")


def is_quiet() -> bool:
    """Whether only results and errors are printed."""
    return _settings.quiet


def is_verbose() -> bool:
    """Whether more is printed on stderr."""
    return _settings.verbose


def redraw(text: str) -> None:
    """Write over the last line of a terminal, on stderr."""
    sys.stderr.write(f"\r\x1b[2K{inert.line(text)}")
    sys.stderr.flush()


def note(text: str) -> None:
    """Say something on stderr that is not part of the result."""
    if not _settings.quiet:
        print(_said(text), file=sys.stderr)


def detail(text: str) -> None:
    """Say something on stderr that only a curious reader wants."""
    if _settings.verbose:
        print(_said(text), file=sys.stderr)


def problems(found: Iterable[Problem]) -> None:
    """Print problems on stderr, each with its place and what to do."""
    for problem in found:
        if _settings.error_format is ErrorFormat.JSON:
            place = problem.place
            data = {
                "message": problem.message,
                "file": place.file if place else None,
                "line": place.line if place else None,
                "help": problem.remedy,
            }
            print(json.dumps(data), file=sys.stderr)
            continue
        print(f"error: {_said(str(problem))}", file=sys.stderr)
        if problem.remedy:
            print(f" help: {_said(problem.remedy)}", file=sys.stderr)


def _said(text: str) -> str:
    """Any text as one line of a log."""
    return inert.logged(inert.line(text))


def _bold(stream: object) -> bool:
    if _settings.color is not Color.AUTO:
        return _settings.color is Color.ALWAYS
    is_terminal = getattr(stream, "isatty", lambda: False)()
    return is_terminal and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"

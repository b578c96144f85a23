"""The options that several commands share, and what they mean."""

import os
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from alignassess.cli import completing
from alignassess.domain.depth import Depth
from alignassess.errors import Problem, UsageError


class Format(StrEnum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    CSV_FINDINGS = "csv-findings"
    SARIF = "sarif"
    SARIF_GITHUB = "sarif-github"
    JUNIT = "junit"
    GITLAB = "gitlab"
    GITHUB = "github"
    GITHUB_SUMMARY = "github-summary"
    GITHUB_OUTPUT = "github-output"
    COMMENT = "comment"
    OSCAL_RESULTS = "oscal-results"
    OSCAL_POAM = "oscal-poam"
    CYCLONEDX = "cyclonedx"


def a_date(text: str) -> date:
    """A day as it is typed on the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text} is not a date; write it as 2026-11-02") from None


def _jobs(text: str) -> int | None:
    if text == "auto":
        return None
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text) <= MOST_JOBS:
        raise typer.BadParameter(f"{text} is neither auto nor 1 to {MOST_JOBS} processes")
    return int(text)


def target(text: str) -> Path | None:
    """Where an output goes; None for standard output, which is written as - or not at all."""
    return None if text == "-" else Path(text)


def _written_to(help: str) -> Any:
    """The option that says where an output goes."""
    return typer.Option("--output", "-o", parser=target, metavar="FILE", help=help)


MOST_JOBS = 256
MOST_ROWS = 50
"""Rows of a table that a person reads."""

_SHEETS = "Answer sheets: files, folders, quoted globs, JSONL, or - for standard input."
Sheets = Annotated[list[str], typer.Argument(help=_SHEETS)]
MaybeSheets = Annotated[list[str] | None, typer.Argument(metavar="SHEETS...", help=_SHEETS)]
FilesFrom = Annotated[
    str | None,
    typer.Option(
        "--files-from",
        metavar="FILE",
        help="Also the sheets that this file lists, one on each line; - for standard input.",
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        parser=_jobs,
        metavar="N|auto",
        help="Processes to use; by default one for each processor when there are many sheets.",
    ),
]
NoCache = Annotated[
    bool,
    typer.Option("--no-cache", help="Score every sheet anew, and keep nothing of it."),
]
ChangedSince = Annotated[
    str | None,
    typer.Option(
        "--changed-since",
        metavar="REF",
        help="Only sheets that differ from this commit, or whose inherited sheets or evidence do.",
    ),
]
ShowProgress = Annotated[
    bool | None,
    typer.Option(
        "--progress/--no-progress",
        help="Say on standard error how far it has come; by default on a terminal.",
        show_default=False,
    ),
]
MostShown = Annotated[
    int,
    typer.Option("--worst", min=0, metavar="N", help="As text, of many only the N worst; 0: all."),
]
Sensitive = Annotated[
    bool,
    typer.Option(
        "--sensitivity",
        help="Which ratings and first actions change under other constants and weights.",
    ),
]
Seed = Annotated[
    int, typer.Option(min=0, help="What random weights are drawn from (--sensitivity).")
]
Output = Annotated[
    Path | None, _written_to("Where to write; without it, or with -, on standard output.")
]
NewFile = Annotated[
    Path | None,
    _written_to("A new file; without it, or with -, the sheet goes to standard output."),
]
Root = Annotated[
    Path | None,
    typer.Option(
        help="The folder that paths in a sheet may not leave.", exists=True, file_okay=False
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        parser=a_date, metavar="DATE", help="The date of the assessment; today by default."
    ),
]
Scope = Annotated[
    list[str] | None,
    typer.Option(
        "--questionnaire",
        help="Count only this questionnaire; may be repeated.",
        autocompletion=completing.scored_questionnaires,
    ),
]
Frameworks = Annotated[
    list[str] | None,
    typer.Option(
        "--framework",
        help="Show what is asked about each identifier of this framework list; may be repeated.",
        autocompletion=completing.frameworks,
    ),
]
Deep = Annotated[
    Depth | None,
    typer.Option("--depth", help="Core questions or all; by default what the sheet says."),
]


def day(as_of: date | None) -> date:
    """The date of the assessment: the given one, that of SOURCE_DATE_EPOCH, or today.

    Raises UsageError when SOURCE_DATE_EPOCH is not a number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if as_of is not None or not epoch:
        return as_of or date.today()
    try:
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    except (ValueError, OverflowError, OSError):
        raise UsageError(
            Problem(
                "SOURCE_DATE_EPOCH is not a number of seconds since 1970",
                remedy="set it as 1795478400, unset it, or give --as-of",
            )
        ) from None

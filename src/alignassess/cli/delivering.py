"""Where a document goes: into a file, or to standard output; as text, or set as PDF."""

import sys
from pathlib import Path

from alignassess.cli import console
from alignassess.errors import Problem, UsageError

PDF = "pdf"
"""The format that is set from a page in HTML."""


def check_place(output: Path | None, format: str) -> None:
    """Raise UsageError where a PDF would fill a terminal, before any work is done for it."""
    if format == PDF and output is None and sys.stdout.isatty():
        raise UsageError(
            Problem(
                "a PDF is nothing for a terminal",
                remedy="use -o NAME.pdf, or send it on: ... > NAME.pdf",
            )
        )


def deliver(text: str, output: Path | None, format: str) -> None:
    """Write a document; for PDF its text is the page."""
    from alignassess.files.output import write_bytes, write_whole

    if format == PDF:
        from alignassess.render.pdf import to_pdf

        data = to_pdf(text)
        if output is None:
            console.data(data)
        else:
            write_bytes(output, [data])
    elif output is None:
        console.result(text)
    else:
        write_whole(output, text)
    if output is not None:
        console.note(f"written: {output}")

"""Lines that a person types, from a terminal or a pipe."""

import os
import sys
from contextlib import suppress
from io import TextIOWrapper

from alignassess.cli.nudging import nudged

_CUT_AT = 4095
"""Bytes of a line that a terminal keeps when it edits lines by itself."""


def read_line(prompt: str) -> str:
    """One line from the person, without its end; EOFError when there will be none.

    The prompt belongs to what they see, so it goes to stdout.
    """
    if isinstance(sys.stdin, TextIOWrapper) and sys.stdin.errors != "surrogateescape":
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    if _edits_itself():
        # Readline takes lines of any length, and a pasted text as one line instead of many answers.
        with suppress(ImportError):
            import readline  # noqa: F401
        with nudged():
            return input(prompt)
    sys.stdout.write(prompt)
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    if sys.stdin.isatty() and len(line.encode("utf-8", "surrogateescape")) > _CUT_AT:
        sys.stdout.write("This terminal cuts a line at 4095 characters; the rest is lost.\n")
    return line.rstrip("\r\n")


def is_capable() -> bool:
    """Whether a full screen can be shown and typed into. It is written to stderr."""
    return _knows_escapes() and sys.stderr.isatty()


def _edits_itself() -> bool:
    return _knows_escapes() and os.environ.get("INSIDE_EMACS") is None


def _knows_escapes() -> bool:
    known = os.environ.get("TERM", "") not in ("", "dumb", "unknown")
    return known and sys.stdin.isatty() and sys.stdout.isatty()

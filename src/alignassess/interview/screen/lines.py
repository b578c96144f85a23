"""Text on a screen: wrapped with a hanging indent, and without any markup of its own."""

from collections.abc import Iterable
from textwrap import wrap

from textual.content import Content


def hanging(text: str, width: int, *, indent: int = 0) -> list[str]:
    """The text in lines of a width; all but the first begin with the indent."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        lines += wrap(
            paragraph,
            max(width, indent + 10),
            initial_indent=" " * indent if lines else "",
            subsequent_indent=" " * indent,
            break_on_hyphens=False,
        ) or [""]
    return lines


def styled(parts: Iterable[tuple[str, str]]) -> Content:
    """Text with a style for each part; what looks like markup stays text."""
    return Content.assemble(*(part if part[1] else part[0] for part in parts))

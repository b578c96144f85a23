"""Plain text for a terminal of 80 columns, without anything that steers the terminal."""

from collections.abc import Callable
from dataclasses import dataclass
from textwrap import wrap

COLUMNS = 80


@dataclass(frozen=True, slots=True)
class Page:
    """Where lines go. No colour, no cursor movement: a printer could keep up."""

    write: Callable[[str], None]
    """Takes one line, without its end."""
    clean: Callable[[str], str]
    """Takes out control characters and escapes."""

    def blank(self) -> None:
        """Write an empty line."""
        self.write("")

    def say(self, text: str, *, lead: str = "", indent: int | None = None) -> None:
        """Write a text, wrapped; `lead` stands before it, and later lines are indented as far."""
        # Lines first: `clean` may take the ends of lines out, and words would run together.
        first, *more = text.splitlines() or [""]
        later = " " * (len(lead) if indent is None else indent)
        for line in (
            self._inert(lead) + self._inert(first),
            *(later + self._inert(m) for m in more),
        ):
            for part in wrap(line, COLUMNS, subsequent_indent=later, break_on_hyphens=False):
                self.write(part)

    def _inert(self, text: str) -> str:
        """Clean a text but for the spaces around it, which are ours."""
        core = text.strip(" ")
        start = text.index(core)
        return text[:start] + self.clean(core) + text[start + len(core) :]

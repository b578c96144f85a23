"""How far a run over many sheets has come, how quickly, and how long it will take yet."""

import sys
from time import monotonic

from alignassess.cli import console
from alignassess.files.sheet_paths import Sources

_EVERY = 0.2
"""Seconds between two updates of a line on a terminal."""
_EVERY_LINE = 10.0
"""Seconds between two lines where each stays."""
_QUIET = 1.0
"""Seconds in which a run says nothing yet."""


class Progress:
    """Says it on standard error: on one line of a terminal, or line by line where asked for."""

    def __init__(self, sources: Sources, *, wanted: bool | None) -> None:
        """`wanted` is None for a terminal only."""
        self._sources = sources
        self._on_terminal = sys.stderr.isatty()
        self._shown = self._on_terminal if wanted is None else wanted
        self._shown = self._shown and not console.is_quiet()
        self._began = monotonic()
        self._next = self._began + (_QUIET if self._on_terminal else _EVERY_LINE)
        self._is_drawn = False
        self.done = 0

    def step(self, sheets: int) -> None:
        """Count sheets that are done."""
        self.done += sheets
        now = monotonic()
        if self._shown and now >= self._next:
            self._next = now + (_EVERY if self._on_terminal else _EVERY_LINE)
            self._say(sentence(self.done, now - self._began, self._sources))

    def clear(self) -> None:
        """Take the line away, so that other lines can be printed."""
        if self._is_drawn:
            console.redraw("")
            self._is_drawn = False

    def end(self) -> None:
        """Say what it came to, where lines stay."""
        self.clear()
        if self._shown and not self._on_terminal:
            console.note(sentence(self.done, monotonic() - self._began, None))

    def _say(self, text: str) -> None:
        if self._on_terminal:
            console.redraw(text)
            self._is_drawn = True
        else:
            console.note(text)


def sentence(done: int, seconds: float, sources: Sources | None) -> str:
    """What is done, of how many, the rate, and what is left where that can be known."""
    total = None if sources is None else sources.total
    share = None if sources is None else sources.share
    if total:
        share = done / total
    rate = done / seconds if seconds > 0 else 0.0
    parts = [f"{done:,} of {total:,} sheets" if total else f"{done:,} sheets"]
    if share is not None and not total:
        parts[0] += f" ({share:.0%})"
    parts.append(f"{rate:,.0f} a second")
    if share and done:
        parts.append(f"{duration(seconds / share - seconds)} left")
    return ", ".join(parts)


def duration(seconds: float) -> str:
    """Seconds in words: `45 s`, `3 min 20 s`, `2 h 5 min`."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"

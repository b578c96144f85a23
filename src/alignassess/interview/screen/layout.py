"""Which panes are shown: all three where there is room, else one at a time."""

from dataclasses import dataclass, replace
from typing import Literal

WIDE = 110
"""Columns from which the side panes stand beside the question instead of in its place."""

Pane = Literal["left", "question", "right"]


@dataclass(frozen=True, slots=True)
class Layout:
    """What the person wants to see, and in how many columns."""

    width: int
    scores: bool
    """Whether the categories stand beside the question where there is room."""
    alone: Pane = "question"
    """The pane that is shown where there is room for one."""

    @property
    def is_wide(self) -> bool:
        """Whether there is room for all."""
        return self.width >= WIDE

    def shows(self, pane: Pane) -> bool:
        """Whether a pane is shown."""
        if not self.is_wide:
            return pane == self.alone
        return pane != "right" or self.scores

    def with_width(self, width: int) -> "Layout":
        """After the terminal was resized."""
        return replace(self, width=width)

    def toggled(self, pane: Pane) -> "Layout":
        """Show or hide a side pane; beside the question, the sections stay."""
        if not self.is_wide:
            return replace(self, alone="question" if self.alone == pane else pane)
        return replace(self, scores=not self.scores) if pane == "right" else self

    def at_question(self) -> "Layout":
        """With the question in sight."""
        return replace(self, alone="question")

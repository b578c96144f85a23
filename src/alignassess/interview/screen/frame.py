"""The first and the last lines of the screen: where the sitting is, and what can be pressed."""

from textual.content import Content
from textual.widget import Widget

from alignassess.interview.progress import position
from alignassess.interview.question_text import progress_line
from alignassess.interview.screen.lines import styled
from alignassess.interview.session import Session

KEYS = (
    ("0-9", "answer"),
    ("?", "why"),
    ("n", "note"),
    ("e", "evidence"),
    ("r", "no answer"),
    ("b", "back"),
    ("o", "next open"),
    ("/", "find"),
    ("u", "undo"),
    ("v", "review"),
    ("q", "leave"),
    ("x", "skip"),
    ("s", "sections"),
    ("c", "scores"),
    ("t", "colours"),
)
"""The most wanted first: a narrow screen shows as many as it has room for."""


class Top(Widget):
    """What is assessed, and how far the sitting is, in words and as a line."""

    def __init__(self, subject: str) -> None:
        super().__init__(id="top")
        self._subject = subject
        self._session: Session | None = None

    def show(self, session: Session) -> None:
        """Show how far a sitting is."""
        self._session = session
        self.refresh()

    def render(self) -> Content:
        """Two lines: words, and a rule that fills up."""
        width = self.size.width
        if self._session is None or width < 1:
            return Content()
        words = progress_line(self._session)
        room = max(0, width - len(words) - 2)
        name = (
            self._subject
            if len(self._subject) <= room
            else self._subject[: max(0, room - 3)] + "..."
        )
        at = position(self._session)
        filled = round(width * at.done / at.applicable) if at.applicable else width
        return styled(
            [
                (f"{name:<{room}}  "[: width - len(words)], "bold"),
                (words[:width], "dim"),
                ("\n", ""),
                ("━" * filled, "$primary"),
                ("─" * (width - filled), "dim"),
            ]
        )


class Keys(Widget):
    """What can be pressed, as much as there is room for."""

    def render(self) -> Content:
        """One line."""
        parts: list[tuple[str, str]] = []
        used = 0
        for key, does in KEYS:
            used += len(key) + len(does) + 3
            if used - 2 > self.size.width:
                break
            parts += [(key, "bold $primary"), (f" {does}  ", "dim")]
        return styled(parts)

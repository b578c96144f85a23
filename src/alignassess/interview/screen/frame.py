"""The first and the last lines of the screen: where the sitting is, and what can be pressed."""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from alignassess.interview.progress import position
from alignassess.interview.question_text import progress_line
from alignassess.interview.screen.lines import fitted, styled
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

_MOST_LINES = 2


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
        name = fitted(self._subject, max(0, width - len(words) - 2)) + "  "
        at = position(self._session)
        filled = round(width * at.done / at.applicable) if at.applicable else width
        return styled(
            [
                (name[: max(0, width - len(words))], "bold"),
                (words[:width], "dim"),
                ("\n", ""),
                ("━" * filled, "$primary"),
                ("─" * (width - filled), "dim"),
            ]
        )


class Keys(Widget):
    """What can be pressed, on one line or two, as much as there is room for."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as are shown."""
        return len(_lines(width))

    def render(self) -> Content:
        """The keys, and what each does."""
        parts: list[tuple[str, str]] = []
        for line in _lines(self.size.width):
            parts += [part for key, does in line for part in _shown(key, does)]
            parts.append(("\n", ""))
        return styled(parts[:-1])


def _lines(width: int) -> list[list[tuple[str, str]]]:
    """The keys that each line has room for."""
    lines: list[list[tuple[str, str]]] = [[]]
    used = 0
    for key, does in KEYS:
        room = len(key) + 1 + len(does)
        if lines[-1] and used + room > width:
            if len(lines) == _MOST_LINES:
                break
            lines.append([])
            used = 0
        lines[-1].append((key, does))
        used += room + 2
    return lines


def _shown(key: str, does: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (key, "bold $primary"), (f" {does}  ", "dim")

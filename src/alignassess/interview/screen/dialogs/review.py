"""The review page: all open points, and the way out."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from alignassess.interview.closing_text import how_far, points
from alignassess.interview.progress import position
from alignassess.interview.screen.dialogs.dialog import Dialog
from alignassess.interview.session import Session

FINISH, UNDO = "", "undo"
"""What stands for leaving and for taking back, where a question's id would stand."""


class ReviewDialog(Dialog[str]):
    """Gives the id of a question to go to, `UNDO` or `FINISH`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f,q", "finish", show=False),
        Binding("u", "undo", show=False),
    ]

    def __init__(self, session: Session, clean: Callable[[str], str], standing: str) -> None:
        super().__init__("Review", "Enter goes to a question, u undoes, f finishes, Escape returns")
        self._session = session
        self._clean = clean
        self._standing = standing

    def body(self) -> ComposeResult:
        """How far the sheet is, and each open point with its question."""
        at = position(self._session)
        yield Static(
            f"{how_far(at)} {self._standing}".strip(),
            id="standing",
            markup=False,
        )
        yield OptionList(*self._options(), id="points", markup=False)

    def action_finish(self) -> None:
        """Leave the interview."""
        self.dismiss(FINISH)

    def action_undo(self) -> None:
        """Take the last change back: the page opens by itself after the last answer."""
        self.dismiss(UNDO)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to a question."""
        if event.option.id is not None:
            self.dismiss(event.option.id.partition("/")[2])

    def _options(self) -> list[Option | None]:
        found: list[Option | None] = []
        for number, (title, questions) in enumerate(points(self._session)):
            found.append(Option(f"{title} ({len(questions)})", disabled=True))
            for name in questions:
                text = self._clean(self._session.instrument.question[name].text)
                # A question may stand under several titles; an id stands once in a list.
                found.append(Option(f"  {name}  {text}", id=f"{number}/{name}"))
        return found or [Option("Nothing is open.", disabled=True)]

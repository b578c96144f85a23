"""Writing a note."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from alignassess.interview.screen.dialogs.dialog import Dialog


class NoteDialog(Dialog[str]):
    """Gives the text of a note, of any length and over several lines."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "keep", show=False, priority=True)
    ]

    def __init__(self, question: str, note: str) -> None:
        super().__init__(f"Note to {question}", "Ctrl+S keeps it, Escape does not")
        self._note = note

    def body(self) -> ComposeResult:
        """A field of several lines."""
        yield TextArea(self._note, id="note", tab_behavior="focus")

    def action_keep(self) -> None:
        """Give the text."""
        text = self.query_one(TextArea).text
        if text.strip():
            self.dismiss(text)
        else:
            self.say("A note needs text.")

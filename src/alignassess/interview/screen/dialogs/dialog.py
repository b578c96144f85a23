"""What every dialog shares: a title, a hint, and Escape that closes it without an answer."""

from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

Said = TypeVar("Said")


class Dialog(ModalScreen[Said | None], Generic[Said]):
    """Gives what the person said, or None when they closed it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("ctrl+c", "app.interrupt", show=False, priority=True),
        Binding("ctrl+d", "app.leave", show=False, priority=True),
    ]

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        self._title = title
        self._hint = hint

    def compose(self) -> ComposeResult:
        """The title, what the dialog is about, and the hint."""
        with VerticalScroll(id="dialog", can_focus=False):
            yield Static(self._title, id="title", markup=False)
            yield from self.body()
            trouble = Static("", id="trouble", markup=False)
            trouble.display = False
            yield trouble
            yield Static(self._hint, id="hint", markup=False)

    def body(self) -> ComposeResult:
        """What the dialog is about."""
        raise NotImplementedError

    def say(self, trouble: str) -> None:
        """Say what is missing or wrong, and stay open."""
        shown = self.query_one("#trouble", Static)
        shown.update(trouble)
        shown.display = bool(trouble)

    def action_close(self) -> None:
        """Close without an answer."""
        self.dismiss(None)

"""Finding a question."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.events import Key
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from alignassess.domain.questionnaire import Question
from alignassess.interview.screen.dialogs.dialog import Dialog
from alignassess.interview.search import find
from alignassess.interview.session import Session

_MOST = 50
"""Questions that are listed."""


class SearchDialog(Dialog[str]):
    """Gives the id of the question found."""

    def __init__(self, session: Session, clean: Callable[[str], str]) -> None:
        super().__init__("Find a question", "Words or an id; arrows and Enter go to it")
        self._session = session
        self._clean = clean

    def body(self) -> ComposeResult:
        """A line for the words, and what was found."""
        yield Input(placeholder="such as logging, or ec-13", id="words")
        yield OptionList(id="found", markup=False)

    def on_mount(self) -> None:
        """Begin with every question."""
        self._list(self._session.asked)

    def on_input_changed(self, event: Input.Changed) -> None:
        """List what the words are found in."""
        words = event.value.strip()
        self._list(find(self._session, words) if words else self._session.asked)

    def on_key(self, event: Key) -> None:
        """Arrows move in the list while the words have the focus."""
        found = self.query_one(OptionList)
        if event.key in ("down", "up") and self.focused is not found:
            event.stop()
            if event.key == "down":
                found.action_cursor_down()
            else:
                found.action_cursor_up()

    def on_input_submitted(self) -> None:
        """Go to the question pointed at."""
        found = self.query_one(OptionList)
        if found.highlighted is not None:
            self.dismiss(found.get_option_at_index(found.highlighted).id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go to the question clicked."""
        self.dismiss(event.option.id)

    def _list(self, questions: tuple[Question, ...]) -> None:
        found = self.query_one(OptionList)
        found.clear_options()
        found.add_options(
            Option(f"{one.id}  {self._clean(one.text)}", id=one.id) for one in questions[:_MOST]
        )
        found.highlighted = 0 if questions else None
        self.say("" if questions else "No question says that.")

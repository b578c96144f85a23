"""Saying why there is no answer."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from alignassess.domain.questionnaire import Question
from alignassess.interview.admissible import Nonresponse, may_be_not_applicable
from alignassess.interview.screen.dialogs.dialog import Dialog


@dataclass(frozen=True, slots=True)
class Reason:
    """A kind of nonresponse and what was said about it."""

    kind: Nonresponse
    note: str


_KINDS: tuple[tuple[Nonresponse, str], ...] = (
    ("dont-know", "1  Not known, after asking whoever should know"),
    ("declined", "2  Declined: asked today, and no answer was given"),
    ("not-applicable", "3  Not applicable, for a reason (counts as a claim)"),
)


class NonresponseDialog(Dialog[Reason]):
    """Gives a kind of nonresponse with a note; not-applicable needs one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "kind(0)", show=False),
        Binding("2", "kind(1)", show=False),
        Binding("3", "kind(2)", show=False),
    ]

    def __init__(self, question: Question) -> None:
        super().__init__(f"No answer to {question.id}", "Enter goes on, Escape returns")
        self._kinds = [
            (kind, words)
            for kind, words in _KINDS
            if kind != "not-applicable" or may_be_not_applicable(question)
        ]

    def body(self) -> ComposeResult:
        """The kinds, and a line for the reason."""
        yield OptionList(
            *(Option(words, id=kind) for kind, words in self._kinds), id="kinds", markup=False
        )
        fits_always = len(self._kinds) < len(_KINDS)
        placeholder = "whom you asked" if fits_always else "whom you asked, or why it does not fit"
        yield Input(placeholder=placeholder, id="reason")

    def action_kind(self, place: int) -> None:
        """Choose a kind by its number and go on to the reason."""
        if place < len(self._kinds):
            self.query_one(OptionList).highlighted = place
            self.query_one(Input).focus()

    def on_option_list_option_selected(self) -> None:
        """Go on to the reason."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give kind and reason."""
        kind, _ = self._kinds[self.query_one(OptionList).highlighted or 0]
        note = event.value.strip()
        if kind == "not-applicable" and not note:
            self.say("Not applicable needs a reason.")
        else:
            self.dismiss(Reason(kind, note))

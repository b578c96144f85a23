"""Asking for the figures beside an answer."""

from collections.abc import Callable, Mapping

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from alignassess.errors import UsageError
from alignassess.interview.figures import ABOUT, ASKED
from alignassess.interview.screen.dialogs.dialog import Dialog

Count = Callable[[Mapping[str, str]], dict[str, int]]
"""Reads what was typed; raises UsageError where it does not fit."""


class FiguresDialog(Dialog[dict[str, int]]):
    """Gives the figures by their keys in a sheet, empty for none; None leaves the question open."""

    def __init__(
        self, question: str, keys: tuple[str, ...], before: Mapping[str, int], count: Count
    ) -> None:
        super().__init__(f"Figures for {question}", "Enter goes on and keeps, Escape returns")
        self._keys = keys
        self._before = before
        self._count = count

    def body(self) -> ComposeResult:
        """A line for each figure."""
        yield Static(ABOUT, id="about", markup=False)
        for key in self._keys:
            with Horizontal(classes="field figure"):
                yield Static(ASKED[key], markup=False)
                yield Input(
                    str(self._before.get(key, "")), placeholder="empty for none", id=f"figure-{key}"
                )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next line, and keep at the last one or where the first is empty."""
        fields = [self.query_one(f"#figure-{key}", Input) for key in self._keys]
        place = fields.index(event.input)
        if place + 1 < len(fields) and event.value.strip():
            fields[place + 1].focus()
            return
        try:
            counts = self._count(
                {key: one.value for key, one in zip(self._keys, fields, strict=True)}
            )
        except UsageError as error:
            problem = error.problems[0]
            self.say("; ".join(filter(None, (problem.message, problem.remedy))))
        else:
            self.dismiss(counts)

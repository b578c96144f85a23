"""What is asked when an answer could not be saved, or somebody else answered meanwhile."""

from collections.abc import Callable
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from alignassess.domain.answers import Entry
from alignassess.domain.labels import labels
from alignassess.domain.questionnaire import Question
from alignassess.errors import AlignassessError
from alignassess.interview.keeping import Clash
from alignassess.interview.screen.dialogs.dialog import Dialog

Side = Literal["mine", "theirs", "both"]


class NotSavedDialog(Dialog[bool]):
    """Gives whether to try again; closing it leaves the answer unsaved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "again", show=False),
        Binding("q", "app.give_up", show=False),
    ]

    def __init__(self, error: AlignassessError, clean: Callable[[str], str]) -> None:
        super().__init__(
            "Not saved", "Enter tries again, Escape drops the answer, q leaves without it"
        )
        self._error = error
        self._clean = clean

    def body(self) -> ComposeResult:
        """What is wrong, and what to do about it."""
        for problem in self._error.problems:
            yield Static(self._clean(str(problem)), markup=False)
            if problem.remedy is not None:
                yield Static(self._clean(problem.remedy), markup=False)

    def action_again(self) -> None:
        """Try again."""
        self.dismiss(True)


class ClashDialog(Dialog[Side]):
    """Gives whose answer stands."""

    def __init__(self, clash: Clash, question: Question, clean: Callable[[str], str]) -> None:
        super().__init__(
            f"{clash.question} was changed by somebody else meanwhile", "Enter chooses"
        )
        self._clash = clash
        self._question = question
        self._clean = clean

    def body(self) -> ComposeResult:
        """Both answers, and both together."""
        both = self._clash.theirs is not None and self._clash.mine is not None
        yield OptionList(
            Option(f"Theirs: {self._words(self._clash.theirs)}", id="theirs"),
            Option(f"Mine: {self._words(self._clash.mine)}", id="mine"),
            *([Option("Both, as an open disagreement", id="both")] if both else []),
            markup=False,
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the side."""
        match event.option.id:
            case "mine" | "theirs" | "both" as side:
                self.dismiss(side)

    def action_close(self) -> None:
        """Stay open: what stands has to be chosen."""
        self.say("Choose what stands in the sheet.")

    def _words(self, entry: Entry | None) -> str:
        if entry is None:
            return "taken out"
        return self._clean(" / ".join(labels(self._question, entry)))

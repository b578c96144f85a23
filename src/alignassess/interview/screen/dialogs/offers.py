"""Choosing among the result files that are offered at a question."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from alignassess.interview.offers import MOST_OFFERED, Offer
from alignassess.interview.screen.dialogs.dialog import Dialog

_MOST_REFUSED = 3


class OffersDialog(Dialog[Offer]):
    """Gives the file that the person accepts; what is not proposed stands below, with reasons."""

    def __init__(
        self, question: str, offers: tuple[Offer, ...], clean: Callable[[str], str]
    ) -> None:
        proposed = [one for one in offers if one.effect.refusal is None]
        hint = "Enter accepts, Escape returns" if proposed else "Escape returns"
        super().__init__(f"Result files for {question}", hint)
        self._proposed = proposed[:MOST_OFFERED]
        self._refused = [one for one in offers if one.effect.refusal is not None][:_MOST_REFUSED]
        self._left = len(offers) - len(self._proposed) - len(self._refused)
        self._clean = clean

    def body(self) -> ComposeResult:
        """The files that can be accepted, then the others."""
        if self._proposed:
            yield OptionList(
                *(Option(self._words(one), id=str(at)) for at, one in enumerate(self._proposed)),
                id="offers",
                markup=False,
            )
        for one in self._refused:
            words = f"{self._clean(one.file)}: {self._clean(one.worth)}"
            yield Static(words, classes="refused", markup=False)
        if self._left:
            yield Static(f"and {self._left} more: alignassess evidence suggest", markup=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Accept."""
        self.dismiss(self._proposed[int(event.option.id or 0)])

    def _words(self, offer: Offer) -> Content:
        return Content(f"{self._clean(offer.title)}\n  {self._clean(offer.worth)}\n")

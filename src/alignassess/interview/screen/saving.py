"""Saving what a sitting changed, and asking what to do where that is not simple.

An answer is saved before the next question shows: what the screen shows as given is on disk.
"""

from collections.abc import Callable

from textual.app import App

from alignassess.errors import AlignassessError
from alignassess.interview import keeping
from alignassess.interview.screen.dialogs.trouble import ClashDialog, NotSavedDialog, Side
from alignassess.interview.session import Session
from alignassess.interview.surroundings import Surroundings

GoOn = Callable[[Session, str], None]
"""Takes the sitting as it is from now on, and what to say."""


class Saving:
    """Saves one change after another."""

    def __init__(self, app: App[None], around: Surroundings, go_on: GoOn) -> None:
        self._app = app
        self._around = around
        self._go_on = go_on

    def save(self, before: Session, after: Session, words: str) -> None:
        """Save the change, go on from it, and say the words.

        Where it fails the sitting stays where it is, and the person is asked.
        """
        keeper = self._around.keeper
        try:
            keeping.keep(keeper, before, after)
            if keeper.unseen:
                words = f"Meanwhile others saved {', '.join(keeper.unseen)}."
                after = after.reloaded(keeper.reload())
        except keeping.Clash as clash:
            self._settle(clash, after)
        except AlignassessError as error:
            self._try_again(error, lambda: self.save(before, after, words))
        else:
            self._go_on(after, words)

    def _try_again(self, error: AlignassessError, again: Callable[[], object]) -> None:
        def said(wanted: bool | None) -> None:
            if wanted:
                again()

        self._app.push_screen(NotSavedDialog(error, self._around.clean), said)

    def _settle(self, clash: keeping.Clash, after: Session) -> None:
        question = after.instrument.question[clash.question]

        def said(side: Side | None) -> None:
            self._settle_with(side, clash, after)

        self._app.push_screen(ClashDialog(clash, question, self._around.clean), said)

    def _settle_with(self, side: Side | None, clash: keeping.Clash, after: Session) -> None:
        keeper = self._around.keeper
        try:
            match side:
                case "mine":
                    settled = keeping.settle_with_mine(keeper, clash, after)
                case "both":
                    settled = keeping.settle_with_both(keeper, clash, after)
                case _:
                    settled = keeping.settle_with_theirs(keeper, after)
        except keeping.Clash as another:
            self._settle(another, after)
        except AlignassessError as error:
            self._try_again(error, lambda: self._settle_with(side, clash, after))
        else:
            self._go_on(settled, f"{clash.question}: settled.")

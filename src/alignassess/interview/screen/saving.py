"""Saving what a sitting changed, and asking what to do where that is not simple.

A disk answers more slowly than a screen. What follows an answer is shown first, and the answer is
saved in the next step: before any other key is taken, and before the application ends.
"""

from collections.abc import Callable

from textual.app import App

from alignassess.errors import AlignassessError
from alignassess.interview import keeping
from alignassess.interview.screen.dialogs.trouble import ClashDialog, NotSavedDialog, Side
from alignassess.interview.session import Session
from alignassess.interview.surroundings import Surroundings

GoOn = Callable[[Session, str | None], None]
"""Takes the sitting as it is from now on, and what to say; None to say nothing yet."""


class Saving:
    """Saves one change after another."""

    def __init__(self, app: App[None], around: Surroundings, go_on: GoOn) -> None:
        self._app = app
        self._around = around
        self._go_on = go_on
        self._waiting: tuple[Session, Session, str] | None = None
        """What is shown and not yet saved."""

    def save(self, before: Session, after: Session, words: str) -> None:
        """Show the change, save it as soon as it stands there, and then say the words."""
        self._waiting = before, after, words
        if before.sheet is after.sheet or after.current is None:
            self.finish()  # nothing to write, or nothing to see meanwhile but the review
        else:
            self._app.call_after_refresh(self.finish)
            self._go_on(after, None)

    def finish(self) -> bool:
        """Save what waits; False where the person has to be asked, and is.

        Where it fails the sitting is where it was.
        """
        if self._waiting is None:
            return True
        change, self._waiting = self._waiting, None
        return self._keep(*change)

    def _keep(self, before: Session, after: Session, words: str) -> bool:
        keeper = self._around.keeper
        try:
            keeping.keep(keeper, before, after)
            if keeper.unseen:
                words = f"Meanwhile others saved {', '.join(keeper.unseen)}."
                after = after.reloaded(keeper.reload())
        except keeping.Clash as clash:
            self._go_on(before, None)
            self._settle(clash, after)
        except AlignassessError as error:
            self._go_on(before, None)
            self._try_again(error, lambda: self._keep(before, after, words))
        else:
            self._go_on(after, words)
            return True
        return False

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

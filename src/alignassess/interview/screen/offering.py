"""The line that says which result files near the sheet bear on the question; looked up in a thread.

Neither looking for files nor working out their effect holds up a key press.
"""

from functools import partial

from textual.app import App
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from alignassess.domain.answers import Sheet
from alignassess.interview.offers import Nearby, Offer, accepted
from alignassess.interview.screen.dialogs.offers import OffersDialog
from alignassess.interview.screen.opening import Change
from alignassess.interview.session import Session
from alignassess.interview.surroundings import Surroundings

_EVERY = 0.25
"""Seconds between two looks at whether all files were seen."""


class OfferLine(Static):
    """Says how many files are offered; hidden where there are none."""

    class Found(Message):
        """What is offered at a question of a sheet."""

        def __init__(self, sheet: Sheet, question: str, offers: tuple[Offer, ...]) -> None:
            super().__init__()
            self.sheet = sheet
            self.question = question
            self.offers = offers

    def __init__(self, nearby: Nearby | None) -> None:
        super().__init__(id="offered", markup=False)
        self.display = False
        self.offers: tuple[Offer, ...] = ()
        """What is offered at the question that is shown."""
        self._nearby = nearby
        self._session: Session | None = None
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        """Begin to look once the first question stands there."""
        if self._nearby is not None:
            self.call_after_refresh(self._nearby.begin)
            self._timer = self.set_interval(_EVERY, self._poll)

    def show(self, session: Session) -> None:
        """Take what is offered away, and ask for what is at the question of this sitting."""
        self._session = session
        self._put(())
        if self._nearby is not None and self._nearby.ready:
            self._ask(self._nearby)

    def on_offer_line_found(self, message: Found) -> None:
        """Say it, unless the sitting went on."""
        session = self._session
        question = None if session is None else session.current
        if session is None or question is None or session.sheet is not message.sheet:
            return
        if question.id == message.question:
            self._put(message.offers)

    def _poll(self) -> None:
        if self._nearby is not None and self._nearby.ready:
            if self._timer is not None:
                self._timer.stop()
            self._ask(self._nearby)

    def _ask(self, nearby: Nearby) -> None:
        session = self._session
        question = None if session is None else session.current
        if session is not None and question is not None and nearby.bears(question.id):
            look = partial(self._look, nearby, session.sheet, question.id)
            self.run_worker(look, thread=True, exclusive=True, group="offers")

    def _look(self, nearby: Nearby, sheet: Sheet, question: str) -> None:
        self.post_message(self.Found(sheet, question, nearby.offers(sheet, question)))

    def _put(self, offers: tuple[Offer, ...]) -> None:
        self.offers = offers
        self.display = bool(offers)
        if offers:
            proposed = sum(one.effect.refusal is None for one in offers)
            files = "file" if len(offers) == 1 else "files"
            self.update(
                f"{len(offers)} result {files} near the sheet, {proposed} proposed as evidence: "
                "a shows them"
            )


def open_offers(app: App[None], session: Session, around: Surroundings, change: Change) -> None:
    """Show what is offered at the question; the person accepts one, or none."""
    question = session.current
    offers = app.query_one(OfferLine).offers
    if question is None or not offers:
        app.query_one("#said", Static).update("No result file is offered here; e names evidence.")
        return

    def said(offer: Offer | None) -> None:
        if offer is not None:
            change(lambda sitting: accepted(sitting, offer), "evidence kept")

    app.push_screen(OffersDialog(question.id, offers, around.clean), said)

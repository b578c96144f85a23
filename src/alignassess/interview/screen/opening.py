"""Opening the dialogs of a question, and what follows from what is said there."""

from collections.abc import Callable

from textual.app import App

from alignassess.interview.own_answers import own_answer
from alignassess.interview.screen.dialogs.evidence import EvidenceDialog, Supported
from alignassess.interview.screen.dialogs.nonresponse import NonresponseDialog, Reason
from alignassess.interview.screen.dialogs.note import NoteDialog
from alignassess.interview.screen.dialogs.search import SearchDialog
from alignassess.interview.session import Session
from alignassess.interview.surroundings import Surroundings

Change = Callable[[Callable[[Session], Session], str | None], None]
"""Changes the sitting, saves that, and says what was done."""


def open_note(app: App[None], session: Session, around: Surroundings, change: Change) -> None:
    """Write a note."""
    question = session.current
    if question is None:
        return
    own, draft = own_answer(session.sheet, question.id), session.draft
    note = own.note if own is not None else draft.note if draft is not None else None

    def said(text: str | None) -> None:
        if text is not None:
            change(lambda sitting: sitting.note(text), "note kept")

    app.push_screen(NoteDialog(question.id, around.clean(note or "")), said)


def open_nonresponse(
    app: App[None], session: Session, around: Surroundings, change: Change
) -> None:
    """Say why there is no answer."""
    if session.current is None:
        return

    def said(reason: Reason | None) -> None:
        if reason is not None:
            change(
                lambda sitting: sitting.nonresponse(
                    reason.kind, note=reason.note or None, on=around.today
                ),
                "saved",
            )

    app.push_screen(NonresponseDialog(session.current), said)


def open_evidence(app: App[None], session: Session, around: Surroundings, change: Change) -> None:
    """Name what supports the answer."""
    question = session.current
    if question is None:
        return
    own, draft = own_answer(session.sheet, question.id), session.draft
    named = own.evidence if own is not None else draft.evidence if draft is not None else ()

    def said(supported: Supported | None) -> None:
        if supported is None:
            return
        marked, new = supported
        if new is not None:
            change(lambda sitting: sitting.evidence(marked).add_evidence(new), "evidence kept")
        elif set(marked) != set(named):
            change(lambda sitting: sitting.evidence(marked), "evidence kept")

    app.push_screen(
        EvidenceDialog(
            question.id,
            entries=session.sheet.evidence,
            named=named,
            today=around.today,
            is_file=around.is_file,
            clean=around.clean,
        ),
        said,
    )


def open_search(app: App[None], session: Session, around: Surroundings, change: Change) -> None:
    """Find a question."""

    def said(question: str | None) -> None:
        if question is not None:
            change(lambda sitting: sitting.jump(question), None)

    app.push_screen(SearchDialog(session, around.clean), said)

"""Answering on the screen, with the figures that some answers carry."""

from textual.app import App

from alignassess.domain.stated_figures import stated
from alignassess.interview.figures import counted, not_excluded, wanted
from alignassess.interview.own_answers import own_answer
from alignassess.interview.screen.dialogs.figures import FiguresDialog
from alignassess.interview.screen.opening import Change
from alignassess.interview.session import Session
from alignassess.interview.surroundings import Surroundings


def answer(
    app: App[None],
    session: Session,
    options: tuple[str, ...],
    *,
    around: Surroundings,
    change: Change,
) -> None:
    """Answer at once, or once the figures were asked where the answer may carry some."""
    question = session.current
    keys = () if question is None else wanted(question, options)
    if question is None or not keys:
        change(lambda sitting: sitting.answer(options), "saved")
        return
    own = own_answer(session.sheet, question.id)

    def said(counts: dict[str, int] | None) -> None:
        if counts is None:
            return
        sentence = ""
        if counts:
            after = session.answer(options, counts).sheet
            sentence = not_excluded(around.score(after))
        done = f"saved. {sentence}".removesuffix(".").rstrip() if sentence else "saved"
        change(lambda sitting: sitting.answer(options, counts), done)

    app.push_screen(
        FiguresDialog(
            question.id,
            keys,
            {} if own is None else stated(own),
            lambda typed: counted(question, options, typed, session.instrument.method),
        ),
        said,
    )

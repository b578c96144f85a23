"""The full-screen front end of a sitting. Importing it imports Textual."""

from alignassess.interview.screen.app import InterviewApp
from alignassess.interview.screen.bars import DrawBar
from alignassess.interview.session import Session
from alignassess.interview.surroundings import Surroundings


def run(session: Session, around: Surroundings, *, bar: DrawBar, scores_shown: bool) -> int:
    """Hold a sitting on the whole terminal; returns the exit status that it ended with.

    `bar` draws three risks (best, as answered, evidenced) in a number of columns.
    """
    app = InterviewApp(session, around, bar=bar, scores_shown=scores_shown)
    app.run()
    return app.return_code or 0

"""An answer is saved before the next question shows; where that fails, nothing goes on."""

from alignassess.domain.answers import Entry
from alignassess.errors import Problem, UsageError
from tests.interview.keeper import MemoryKeeper
from tests.interview.screen.case import sheet
from tests.interview.screen.sitting import Sitting


class _Watching(MemoryKeeper):
    """Notes which question the screen puts at the moment of each save."""

    def __init__(self) -> None:
        super().__init__(sheet())
        self.sitting: Sitting | None = None
        self.put: list[str | None] = []

    def __call__(self, entry: Entry) -> None:
        assert self.sitting is not None
        self.put.append(self.sitting.asks)
        super().__call__(entry)


def _saved(sitting: Sitting) -> list[str]:
    return [one.question for one in sitting.keeper.saved]


def test_an_answer_is_saved_while_its_question_still_stands_there() -> None:
    keeper = _Watching()
    keeper.sitting = Sitting(keeper=keeper)

    keeper.sitting.pressing("3", "2")

    assert keeper.put == ["cc-03", "cc-04"]
    assert _saved(keeper.sitting) == ["cc-03", "cc-04"]
    assert "cc-04: saved. u undoes it." in keeper.sitting.seen


def _full(sitting: Sitting) -> None:
    sitting.keeper.troubles = [UsageError(Problem("cannot be written: no space left"))]


def test_an_answer_that_cannot_be_saved_is_not_gone_on_from() -> None:
    sitting = Sitting()
    _full(sitting)

    sitting.pressing("3", "3")

    assert "Not saved" in sitting.seen
    assert (_saved(sitting), sitting.asks) == ([], "cc-03")


def test_an_answer_is_saved_when_it_is_tried_again() -> None:
    sitting = Sitting()
    _full(sitting)

    sitting.pressing("3", "enter")

    assert (_saved(sitting), sitting.asks) == (["cc-03"], "cc-04")


def test_keys_typed_ahead_answer_one_question_after_another() -> None:
    sitting = Sitting().pressing("3", "2", "1")

    assert _saved(sitting) == ["cc-03", "cc-04", "cc-05"]

"""What follows an answer shows first; the answer is saved before anything else happens."""

from textual.pilot import Pilot

from alignassess.errors import Problem, UsageError
from alignassess.interview.screen.choices import Choices
from tests.interview.screen.sitting import Sitting


def _answers(option: str) -> Choices.Chosen:
    return Choices.Chosen((option,))


def _saved(sitting: Sitting) -> list[str]:
    return [one.question for one in sitting.keeper.saved]


def test_the_next_question_is_asked_and_then_the_answer_saved() -> None:
    sitting = Sitting()

    async def answered(pilot: Pilot[None]) -> None:
        sitting.app.on_choices_chosen(_answers("daily"))
        assert (sitting.asks, _saved(sitting)) == ("cc-04", [])
        await pilot.pause()
        assert (sitting.asks, _saved(sitting)) == ("cc-04", ["cc-03"])

    sitting.doing(answered)

    assert "cc-03: saved. u undoes it." in sitting.seen


def test_an_answer_is_saved_before_the_next_one_is_taken() -> None:
    sitting = Sitting()

    async def both_at_once(pilot: Pilot[None]) -> None:
        sitting.app.on_choices_chosen(_answers("daily"))
        assert _saved(sitting) == []
        sitting.app.on_choices_chosen(_answers("weekly"))
        assert _saved(sitting) == ["cc-03"]

    sitting.doing(both_at_once)

    assert _saved(sitting) == ["cc-03", "cc-04"]


def test_an_answer_is_saved_when_the_application_is_ended() -> None:
    sitting = Sitting()

    async def ended(pilot: Pilot[None]) -> None:
        sitting.app.on_choices_chosen(_answers("daily"))
        sitting.app.exit(None, 143)

    sitting.doing(ended)

    assert _saved(sitting) == ["cc-03"]
    assert sitting.app.return_code == 143


def _full(sitting: Sitting) -> None:
    sitting.keeper.troubles = [UsageError(Problem("cannot be written: no space left"))]


def test_a_key_is_not_taken_while_the_answer_before_it_cannot_be_saved() -> None:
    sitting = Sitting()
    _full(sitting)

    async def answered(pilot: Pilot[None]) -> None:
        sitting.app.on_choices_chosen(_answers("daily"))
        sitting.app.simulate_key("3")
        await pilot.pause()

    sitting.doing(answered)

    assert "Not saved" in sitting.seen
    assert (_saved(sitting), sitting.asks) == ([], "cc-03")


def test_a_change_is_not_made_while_the_answer_before_it_cannot_be_saved() -> None:
    sitting = Sitting()
    _full(sitting)

    async def answered_twice(pilot: Pilot[None]) -> None:
        sitting.app.on_choices_chosen(_answers("daily"))
        sitting.app.on_choices_chosen(_answers("weekly"))

    sitting.doing(answered_twice)

    assert (_saved(sitting), sitting.asks) == ([], "cc-03")

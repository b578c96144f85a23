"""Keys that come faster than what they do: a terminal hands over what was typed meanwhile."""

from collections.abc import Callable

from textual.events import Key, Paste
from textual.pilot import Pilot

from alignassess.domain.answers import Answer, Chosen, DontKnow, Entry
from tests.interview.screen.sitting import Sitting


def _said(question: str, answer: Answer) -> Entry:
    return Entry(question=question, answers=(answer,))


def _typed(*keys: str | Paste, until: Callable[[Sitting], bool]) -> Sitting:
    """Everything at once, without waiting for the screen."""
    sitting = Sitting()

    async def script(pilot: Pilot[None]) -> None:
        for key in keys:
            typed = key if isinstance(key, Paste) else Key(key, key if len(key) == 1 else None)
            pilot.app.post_message(typed)
        for _ in range(500):
            if until(sitting):
                break
            await pilot.pause(0.01)

    return sitting.doing(script)


def _answered(number: int) -> Callable[[Sitting], bool]:
    return lambda sitting: len(sitting.keeper.saved) >= number


def test_what_is_typed_for_a_dialog_does_not_answer_the_question_behind_it() -> None:
    sitting = _typed("r", "1", *"ana2", "enter", "4", until=_answered(2))

    assert sitting.keeper.saved == [
        _said("cc-03", DontKnow(note="ana2")),
        _said("cc-04", Chosen(options=("repeated",))),
    ]


def test_a_note_is_typed_and_pasted_at_once_with_the_key_that_opens_it() -> None:
    note = _typed("n", *"see3", Paste(" and 4"), "ctrl+s", "3", until=_answered(1))

    assert note.keeper.saved == [
        _said("cc-03", Chosen(options=("daily",), note="see3 and 4")),
    ]


def test_answers_typed_ahead_go_to_one_question_after_another_and_to_the_way_out() -> None:
    sitting = _typed("3", "2", "ctrl+d", until=lambda sitting: sitting.app.session.over)

    assert [one.question for one in sitting.keeper.saved] == ["cc-03", "cc-04"]


def test_a_search_typed_ahead_finds() -> None:
    sitting = _typed("slash", *"stopped", "enter", until=lambda sitting: sitting.asks == "cc-04")

    assert sitting.asks == "cc-04"


def test_what_is_typed_after_the_way_out_answers_nothing() -> None:
    sitting = _typed("3", "q", "2", "1", until=lambda sitting: sitting.app.session.over)

    assert [one.question for one in sitting.keeper.saved] == ["cc-03"]
    assert sitting.app.return_code == 0

from datetime import date

import pytest
from textual.pilot import Pilot

from alignassess.domain.answers import Answer, Chosen, Declined, DontKnow, Entry, NotApplicable
from alignassess.interview.carry_over import Proposal
from tests.interview.keeper import TODAY
from tests.interview.screen.case import sheet
from tests.interview.screen.sitting import Sitting


def said(question: str, *answers: Answer) -> Entry:
    return Entry(question=question, answers=answers)


def chosen(question: str, *options: str) -> Entry:
    return said(question, Chosen(options=options))


@pytest.mark.parametrize(
    ("keys", "option"),
    [
        (["3"], "daily"),
        (["enter"], "nobody"),
        (["down", "down", "enter"], "weekly"),
        (["j", "space"], "sometimes"),
        (["up", "enter"], "repeated"),
        (["k", "down", "enter"], "nobody"),
    ],
)
def test_digits_and_arrows_answer(keys: list[str], option: str) -> None:
    sitting = Sitting().pressing(*keys)

    assert sitting.keeper.saved == [chosen("cc-03", option)]
    assert sitting.asks == "cc-04"
    assert "cc-03: saved. u undoes it." in sitting.seen


def test_a_digit_without_an_option_does_nothing() -> None:
    sitting = Sitting().pressing("9", "7")

    assert sitting.keeper.saved == []
    assert sitting.asks == "cc-03"


@pytest.mark.parametrize(
    ("keys", "options"),
    [
        (["3", "enter"], ("money", "people")),
        (["1", "enter"], ("nothing",)),
        (["1", "3", "enter"], ("people",)),
        (["2", "3", "enter"], ("people",)),
        (["down", "space", "enter"], ("money", "people")),
        (["2", "enter"], ("money",)),
    ],
)
def test_several_are_marked_before_they_are_given(keys: list[str], options: tuple[str]) -> None:
    sitting = Sitting().pressing("slash", "s", "p", "minus", "0", "2", "enter", *keys)

    after = sitting.app.session.sheet.entry["sp-02"].answers[0]
    assert isinstance(after, Chosen)
    assert options == after.options


def test_the_mouse_answers() -> None:
    async def click(pilot: Pilot[None]) -> None:
        await pilot.click("#choices", offset=(10, 3))  # the second label takes two lines

    assert [chosen("cc-03", "weekly")] == Sitting().doing(click).keeper.saved


def test_the_mouse_goes_to_a_section() -> None:
    async def click(pilot: Pilot[None]) -> None:
        await pilot.click("#outline", offset=(5, 0))

    assert Sitting().doing(click).asks == "sp-01"


def test_undo_returns_to_the_question_and_takes_the_answer_out() -> None:
    sitting = Sitting().pressing("3", "u")

    assert sitting.keeper.forgotten == ["cc-03"]
    assert sitting.asks == "cc-03"
    assert sitting.app.session.sheet == sheet()


def test_undo_names_the_question_that_is_as_it_was_before() -> None:
    moved = Sitting().pressing("n", *"why", "ctrl+s", "b", "u")

    assert moved.asks == "cc-03"
    assert "cc-03: as it was before." in moved.seen
    assert "undoes it" not in moved.seen


def test_back_skip_and_next_open_move() -> None:
    asks = [Sitting().pressing(*keys).asks for keys in ("b", "x", "o", "ob", "xb", "oo", "ooo")]

    assert asks == ["cc-02", "cc-04", "cc-04", "cc-03", "cc-03", "cc-05", "cc-03"]


def test_what_cannot_be_done_is_said() -> None:
    assert "nothing was changed in this sitting" in Sitting().pressing("u").seen
    assert "There is no earlier answer to confirm here." in Sitting().pressing("y").seen


def test_why_shows_what_a_good_answer_looks_like_until_it_is_pressed_again() -> None:
    shown, hidden = Sitting().pressing("question_mark"), Sitting().pressing("f1", "f1")

    for text in (
        "Why: What nobody looks at",
        "What a good answer looks like: A name, a rhythm,",
        "Where to find it: The duty roster.",
        "Typical evidence: Notes with dates; The roster",
    ):
        assert text in shown.seen
        assert text not in hidden.seen


def test_a_note_is_kept_for_the_answer_or_saved_with_it() -> None:
    waiting = Sitting().pressing("n", *"later", "ctrl+s")
    answered = Sitting().pressing("n", *"later", "enter", *"on", "f2", "3")
    left = Sitting().pressing("n", *"x", "escape")
    empty = Sitting().pressing("n", "ctrl+s")

    assert "Note, kept with the answer given next: later" in waiting.seen
    assert answered.keeper.saved == [said("cc-03", Chosen(options=("daily",), note="later\non"))]
    assert left.app.session.drafts == ()
    assert "A note needs text." in empty.seen


def test_a_long_text_can_be_pasted_into_a_note() -> None:
    from textual.events import Paste

    text = "0123456789" * 1000

    async def paste(pilot: Pilot[None]) -> None:
        await pilot.press("n")
        await pilot.pause()
        pilot.app.post_message(Paste(text))
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("3")

    assert [said("cc-03", Chosen(options=("daily",), note=text))] == (
        Sitting().doing(paste).keeper.saved
    )


def test_a_text_pasted_over_the_options_answers_nothing() -> None:
    from textual.events import Paste

    async def paste(pilot: Pilot[None]) -> None:
        pilot.app.post_message(Paste("3\n" * 5000))
        await pilot.pause()

    assert Sitting().doing(paste).keeper.saved == []


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["1", *"ana", "enter"], DontKnow(note="ana")),
        (["1", "enter"], DontKnow()),
        (["enter", "enter"], DontKnow()),
        (["2", "enter"], Declined(on=TODAY)),
        (["3", "enter", *"no users", "enter"], NotApplicable(note="no users")),
    ],
)
def test_a_nonresponse_has_a_kind_and_a_reason(keys: list[str], answer: Answer) -> None:
    keys = ["space" if key == " " else key for key in keys]

    sitting = Sitting().pressing("r", *keys)

    assert sitting.keeper.saved == [said("cc-03", answer)]


def test_not_applicable_without_a_reason_is_asked_for_one() -> None:
    sitting = Sitting().pressing("r", "3", "enter")

    assert "Not applicable needs a reason." in sitting.seen
    assert sitting.keeper.saved == []


def test_a_fact_cannot_be_not_applicable() -> None:
    sitting = Sitting().pressing("s", "up", "up", "enter", "r", "3")

    assert "Not applicable" not in sitting.seen
    assert "whom you asked" in sitting.seen
    assert "does not fit" not in sitting.seen
    assert sitting.asks == "sp-01"


def test_evidence_is_marked_and_made() -> None:
    marked = Sitting().pressing("b", "e", "space", "ctrl+s")
    made = Sitting().pressing("b", "e", "tab", *"roster", "tab", *"a.txt", "enter")
    waiting = Sitting().pressing("e", "down", "space", "f2", "3")

    assert [one.answers[0].evidence for one in marked.keeper.saved] == [("log",)]
    assert [(one.id, one.file, one.obtained) for one in made.keeper.evidence] == [
        ("roster", "a.txt", TODAY)
    ]
    assert [one.answers[0].evidence for one in made.keeper.saved] == [("roster",)]
    assert [one.answers[0].evidence for one in waiting.keeper.saved] == [("drill",)]


def test_evidence_without_a_place_is_asked_for_one() -> None:
    sitting = Sitting().pressing("e", "tab", *"roster", "enter")

    assert "an artefact needs a place" in sitting.seen


def test_evidence_left_as_it_is_changes_nothing() -> None:
    assert Sitting().pressing("b", "e", "ctrl+s").keeper.saved == []
    assert Sitting().pressing("b", "e", "space", "escape").keeper.saved == []


def test_search_goes_to_a_question() -> None:
    by_words = Sitting().pressing("slash", *"stopped", "enter")
    by_arrow = Sitting().pressing("slash", *"looks", "down", "up", "down", "enter")
    nothing = Sitting().pressing("slash", *"zebra", "enter")

    assert by_words.asks == "cc-04"
    assert by_arrow.asks == "cc-02"
    assert "No question says that." in nothing.seen


def test_sections_are_pointed_at_and_entered() -> None:
    assert Sitting().pressing("s", "down", "enter").asks == "cc-04"
    assert Sitting().pressing("s", "up", "escape", "3").keeper.saved == [chosen("cc-03", "daily")]


def test_an_earlier_answer_is_confirmed_with_one_key() -> None:
    proposal = Proposal("cc-03", Chosen(options=("daily",), note="as before"), ("It moved.",))

    shown = Sitting(proposals={"cc-03": proposal}).pressing()
    confirmed = Sitting(proposals={"cc-03": proposal}).pressing("y")

    assert "The earlier sheet says: A named person looks every day" in shown.seen
    assert "Its note: as before Since then: It moved. y confirms it" in shown.seen
    assert shown.keeper.saved == []
    assert confirmed.keeper.saved == [said("cc-03", Chosen(options=("daily",), note="as before"))]


def test_declined_carries_the_day() -> None:
    assert date(2026, 11, 25) == TODAY


def _at_kinds(*keys: str) -> Sitting:
    """At the question that takes several options, of which the second is given."""
    return Sitting().pressing("slash", *"sp", "minus", *"02", "enter", *keys)


@pytest.mark.parametrize(
    "keys",
    [
        ["question_mark"],
        ["b", "slash", *"sp", "minus", *"02", "enter"],
        ["n", *"why", "ctrl+s"],
        ["v", "escape"],
        ["c", "c"],
    ],
)
def test_marks_stay_until_they_are_entered(keys: list[str]) -> None:
    kept = _at_kinds("3", *keys)
    entered = _at_kinds("3", *keys, "enter")

    assert "2 [x]" in kept.seen
    assert "3 [x]" in kept.seen
    assert kept.app.session.sheet.entry["sp-02"].answers[0] != Chosen(options=("money", "people"))
    after = entered.app.session.sheet.entry["sp-02"].answers[0]
    assert isinstance(after, Chosen)
    assert after.options == ("money", "people")


def test_marks_that_are_left_behind_are_named() -> None:
    assert "sp-02 is marked and not answered" in _at_kinds("3", "b").seen
    assert "is marked" not in _at_kinds("3", "3", "b").seen
    assert "is marked" not in _at_kinds("3", "enter").seen


def test_marks_go_when_something_else_is_said() -> None:
    declined = _at_kinds("3", "r", "2", "enter", "b")

    assert declined.asks == "sp-02"
    assert "[x]" not in declined.seen


def test_the_pointer_stays_while_the_question_does() -> None:
    assert "▸ 2" in Sitting().pressing("down", "down", "question_mark").seen


@pytest.mark.parametrize("keys", [["n", *"why", "ctrl+s"], ["e", "space", "ctrl+s"]])
def test_leaving_what_waits_for_an_answer_is_asked_once(keys: list[str]) -> None:
    told = Sitting().pressing(*keys, "q")
    left = Sitting().pressing(*keys, "q", "q")
    from_review = Sitting().pressing(*keys, "v", "f")

    for one in (told, from_review):
        assert "Not saved, for lack of an answer: cc-03. q leaves anyway." in one.seen
    assert left.app.session.over
    assert _at_kinds("3", "q").app.session.over is False
    assert _at_kinds("3", "enter", "q").app.session.over

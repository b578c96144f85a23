import re

import pytest
from textual.pilot import Pilot

from alignassess.domain.answers import Chosen, Entry, Sheet
from alignassess.domain.sections import sections
from alignassess.domain.subject import System, Vendor
from alignassess.errors import InputError, Place, Problem, UsageError
from alignassess.files.instrument_files import load_instrument
from alignassess.interview.admissible import takes_several
from alignassess.interview.keeping import Clash
from alignassess.interview.scope import Scope
from alignassess.interview.screen.lines import fitted, lines_of
from alignassess.interview.screen.question_pane import MARKING
from tests.interview.screen.case import sheet
from tests.interview.screen.sitting import Sitting


def finished() -> Sheet:
    answers = {"sp-01": "chat", "sp-02": "money"} | {f"cc-0{n}": "repeated" for n in range(1, 6)}
    return Sheet(
        subject=System(id="desk", name="Help desk"),
        entries=tuple(
            Entry(question=name, answers=(Chosen(options=(key,)),)) for name, key in answers.items()
        ),
    )


def chosen(question: str, *options: str) -> Entry:
    return Entry(question=question, answers=(Chosen(options=options),))


def test_bars_move_as_answers_come_in() -> None:
    before, after = Sitting().pressing(), Sitting().pressing("4")

    assert "sycophancy" in before.seen
    assert "-0.0" not in before.seen
    assert "-0.0" in after.seen


def test_scores_can_be_hidden_and_shown() -> None:
    hidden, from_start = Sitting().pressing("c"), Sitting(scores=False).pressing()
    shown = Sitting(scores=False).pressing("c")

    assert "sycophancy" not in hidden.seen
    assert "sycophancy" not in from_start.seen
    assert "sycophancy" in shown.seen


def test_hidden_scores_stay_out_of_the_review() -> None:
    shown, hidden = Sitting().pressing("v"), Sitting(scores=False).pressing("v")

    assert "Unrated: not enough answered" in shown.seen
    assert "Unrated" not in hidden.seen
    assert "5 of 8 questions are done." in hidden.seen


def test_on_a_narrow_screen_a_pane_takes_the_place_of_the_question() -> None:
    question = Sitting(size=(80, 24)).pressing()
    sections = Sitting(size=(80, 24)).pressing("s")
    scores = Sitting(size=(80, 24)).pressing("c")
    back = Sitting(size=(80, 24)).pressing("c", "escape")

    assert "Who looks at what users say" in question.seen
    assert "below level 3" not in question.seen
    assert "below level 3" in sections.seen
    assert "Who looks at what users say" not in sections.seen
    assert "sycophancy" in scores.seen
    assert "Who looks at what users say" in back.seen


def test_every_size_can_be_resized_to() -> None:
    sitting = Sitting(size=(200, 60))

    async def resize(pilot: Pilot[None]) -> None:
        for width, height in ((80, 24), (20, 8), (1, 1), (300, 100), (110, 30), (109, 30)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
        await pilot.press("3")

    sitting.doing(resize)

    assert sitting.keeper.saved == [chosen("cc-03", "daily")]
    assert "Who tries whether it can be stopped?" in sitting.seen


@pytest.mark.parametrize("pane", ["c", "s"])
def test_keys_reach_the_question_when_the_pane_in_its_place_gives_way(pane: str) -> None:
    sitting = Sitting(size=(80, 24))

    async def widen(pilot: Pilot[None]) -> None:
        await pilot.press(pane, "escape", "c")
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        await pilot.press("3")

    sitting.doing(widen)

    assert sitting.keeper.saved == [chosen("cc-03", "daily")]


def test_a_small_screen_shows_every_option_at_once_where_they_fit() -> None:
    narrow = Sitting(size=(60, 17)).pressing("b", "b")

    assert narrow.asks == "cc-01"
    assert "Who looks at what the system did?" in narrow.seen
    assert "4 As the previous level" in narrow.seen
    assert "once a quarter" in narrow.seen


def test_what_stands_above_a_question_takes_one_line_of_80_columns() -> None:
    shown = [
        f"{question.id}   {section.title}   {MARKING}"
        for questionnaire in load_instrument().questionnaires
        for section, questions in sections(questionnaire)
        for question in questions
        if takes_several(question)
    ]

    assert shown
    assert max(map(len, shown)) <= 76


def test_a_finished_sheet_opens_in_review_and_returns_to_a_question() -> None:
    review, returned = Sitting(finished()).pressing(), Sitting(finished()).pressing("escape")

    assert "7 of 7 questions are done." in review.seen
    assert "No evidence named (5)" in review.seen
    assert returned.asks == "cc-05"
    assert review.keeper.saved == []


def test_the_last_answer_leads_to_the_review() -> None:
    sitting = Sitting().pressing("4", "4", "4")

    assert sitting.asks is None
    assert "8 of 8 questions are done." in sitting.seen


def test_the_last_answer_is_undone_from_the_review_that_it_led_to() -> None:
    undone = Sitting(finished()).pressing("escape", "3", "u")
    nothing = Sitting(finished()).pressing("u")

    assert undone.app.session.sheet == finished()
    assert "as it was before" in undone.seen
    assert nothing.asks is not None


def test_a_point_of_the_review_is_gone_to() -> None:
    assert Sitting().pressing("v", "down", "enter").asks == "cc-04"


def test_a_sheet_with_nothing_open_says_so() -> None:
    sitting = Sitting(finished(), scope=Scope(frozenset(f"cc-0{n}" for n in range(1, 6))))

    assert "Nothing is open." in sitting.pressing().seen


@pytest.mark.parametrize("keys", [["q"], ["ctrl+d"], ["v", "f"], ["n", "ctrl+d"], ["v", "q"]])
def test_whoever_leaves_leaves_with_status_0(keys: list[str]) -> None:
    sitting = Sitting().pressing("3", *keys)

    assert sitting.app.return_code == 0
    assert sitting.keeper.saved == [chosen("cc-03", "daily")]


@pytest.mark.parametrize("keys", [["ctrl+c"], ["n", *"lost", "ctrl+c"], ["slash", "ctrl+c"]])
def test_an_interrupt_has_its_status_and_loses_only_what_is_being_typed(keys: list[str]) -> None:
    sitting = Sitting().pressing("3", *keys)

    assert sitting.app.return_code == 130
    assert sitting.keeper.saved == [chosen("cc-03", "daily")]


def test_what_cannot_be_saved_is_tried_again_dropped_or_left() -> None:
    full = UsageError(Problem("cannot be written: no space left", remedy="make room"))

    def trouble() -> Sitting:
        sitting = Sitting()
        sitting.keeper.troubles = [full]
        return sitting

    shown, again = trouble().pressing("3"), trouble().pressing("3", "enter")
    dropped, left = trouble().pressing("3", "escape"), trouble().pressing("3", "q")

    assert "Not saved" in shown.seen
    assert "cannot be written: no space left make room" in shown.seen
    assert again.keeper.saved == [chosen("cc-03", "daily")]
    assert again.asks == "cc-04"
    assert (dropped.keeper.saved, dropped.asks) == ([], "cc-03")
    assert (left.keeper.saved, left.app.return_code) == ([], 2)


@pytest.mark.parametrize(
    ("keys", "answers"),
    [
        (["enter"], ["nobody"]),
        (["down", "enter"], ["daily"]),
        (["down", "down", "enter"], ["nobody", "daily"]),
        (["escape", "down", "enter"], ["daily"]),
    ],
)
def test_an_answer_that_somebody_changed_meanwhile_is_settled(
    keys: list[str], answers: list[str]
) -> None:
    theirs, mine = chosen("cc-03", "nobody"), chosen("cc-03", "daily")
    sitting = Sitting()
    sitting.keeper.sheet = Sheet(subject=sheet().subject, entries=(*sheet().entries, theirs))
    sitting.keeper.troubles = [Clash("cc-03", theirs=theirs, mine=mine)]

    sitting.pressing("3", *keys)

    saved = [one for entry in sitting.keeper.saved for one in entry.answers]
    options = [one.options[0] for one in saved if isinstance(one, Chosen)]
    assert options == ([] if answers == ["nobody"] else answers)
    assert sitting.asks == "cc-04"


def test_a_choice_that_cannot_be_saved_is_tried_again() -> None:
    theirs, mine = chosen("cc-03", "nobody"), chosen("cc-03", "daily")
    clash = Clash("cc-03", theirs=theirs, mine=mine)
    bad = InputError(Problem("is no sheet any more", Place("x.yaml", 3)))
    sitting = Sitting()
    sitting.keeper.troubles = [clash, bad, clash]

    sitting.pressing("3", "down", "enter", "enter", "down", "enter")

    assert sitting.keeper.saved == [mine]


def test_what_others_saved_meanwhile_is_named() -> None:
    sitting = Sitting()
    sitting.keeper.unseen = ("cc-04",)
    theirs = chosen("cc-04", "daily")
    sitting.keeper.sheet = Sheet(subject=sheet().subject, entries=(*sheet().entries, theirs))

    sitting.pressing("3")

    assert "Meanwhile others saved cc-04." in sitting.seen
    assert sitting.asks == "cc-05"


def test_markup_and_escapes_of_strangers_are_shown_as_they_are() -> None:
    hostile = "[red]no[/red] \x1b[2J\x9b31m [@click=app.leave]x[/] $primary"
    opened = Sheet(
        subject=System(id="desk", name=f"Desk {hostile}"),
        entries=(Entry(question="cc-03", answers=(Chosen(options=("daily",), note=hostile),)),),
        evidence=sheet().evidence,
    )

    sitting = Sitting(opened).pressing("slash", *"say", "enter")
    dialog = Sitting(opened).pressing("e")

    assert "[red]no[/red]" in sitting.seen
    assert "[@click=app.leave]x[/] $primary" in sitting.seen
    assert "\x1b" not in sitting.svg + dialog.svg
    assert "Stop [red]drill[/red]" in dialog.seen


def test_a_vendor_sees_credit_and_no_rating() -> None:
    opened = Sheet(subject=Vendor(id="example-ai", name="Example AI"))

    sitting = Sitting(opened).pressing()

    assert sitting.asks is None  # this instrument has no questions for vendors
    assert "No question is left to ask here." in sitting.seen


def test_colours_can_be_changed() -> None:
    pictures = {Sitting().pressing(*["t"] * presses).svg for presses in range(3)}

    assert len(pictures) == 3


def test_without_colour_no_colour_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    sitting = Sitting().pressing("down")

    window = {"#ff5f57", "#febc2e", "#28c840"}  # the frame that the picture puts around
    found = set(re.findall(r"#[0-9a-f]{6}", sitting.svg)) - window
    assert {one for one in found if not _is_grey(one)} == set()
    assert "▸ 1" in sitting.seen


def _is_grey(colour: str) -> bool:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return max(red, green, blue) - min(red, green, blue) <= 4


def test_without_colour_the_line_pointed_at_is_told_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    first, second = Sitting().pressing("v"), Sitting().pressing("v", "down")

    assert first.seen == second.seen
    assert first.svg != second.svg


def test_a_pane_in_place_of_the_question_says_the_way_back() -> None:
    for keys, hint in (
        (["s"], "Arrows and Enter go to a section. Escape returns to the question."),
        (["c"], " Escape returns to the question."),
    ):
        seen = Sitting(size=(80, 24)).pressing(*keys).seen
        assert hint in seen
        back = Sitting(size=(80, 24)).pressing(*keys, "escape").seen
        assert "returns to the question" not in back


def test_the_categories_and_their_key_fit_a_small_screen() -> None:
    seen = Sitting(size=(80, 24)).pressing("c").seen

    assert "reward model exploits" in seen
    assert "counting only what evidence supports" in seen


def test_characters_of_two_columns_push_nothing_out_of_its_place() -> None:
    short = Sheet(subject=System(id="desk", name="支援"), entries=sheet().entries)
    long = Sheet(subject=System(id="desk", name="支援" * 60), entries=sheet().entries)

    for opened, shown in ((short, "支援"), (long, "...")):
        seen = Sitting(opened, size=(80, 24)).pressing().seen
        assert f"{shown} 5 of 8, watching" in seen
        assert "minutes left ━" in seen


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two-three", ["one", "two-three"]),
        ("漢字漢字漢字 and more", ["漢字漢字漢", "字 and", "more"]),
        ("", [""]),
        ("a\nb", ["a", "b"]),
    ],
)
def test_lines_are_as_wide_as_the_columns_they_take(text: str, lines: list[str]) -> None:
    assert lines_of(text, 10) == lines


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [("ab", 4, "ab  "), ("abcdef", 5, "ab..."), ("漢字漢", 5, "漢..."), ("漢字", 2, "..")],
)
def test_a_text_is_fitted_into_columns(text: str, width: int, shown: str) -> None:
    assert fitted(text, width) == shown

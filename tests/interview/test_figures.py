"""Trials, failures and monthly volume beside an answer: asked, checked, shown, kept."""

from pathlib import Path

import pytest

from alignassess.domain.answers import Chosen, DontKnow, Entry, Sheet
from alignassess.domain.stated_figures import stated
from alignassess.domain.subject import System
from alignassess.errors import UsageError
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.instrument_files import load_instrument
from alignassess.files.new_sheet import start
from alignassess.files.sheet_saver import SheetSaver
from alignassess.interview import keeping
from alignassess.interview.figures import counted, figure_words, wanted
from alignassess.interview.session import Session, begin
from tests.interview.test_prompts import Terminal

REAL = load_instrument()
TESTS, VOLUME = REAL.question["ec-11"], REAL.question["sp-22"]
STATED = ("sample-size-stated",)
PROFILE = (
    Entry(question="sp-01", answers=(Chosen(options=("api-pinned",)),)),
    Entry(question="sp-07", answers=(Chosen(options=("lasting-harm",)),)),
)


def sheet(*entries: Entry) -> Sheet:
    return Sheet(subject=System(id="acme", name="Acme"), entries=entries)


def at(question: str, *entries: Entry) -> Session:
    return begin(REAL, sheet(*entries)).jump(question)


def own(session: Session, question: str) -> Chosen:
    (answer,) = session.sheet.entry[question].answers
    assert isinstance(answer, Chosen)
    return answer


def test_figures_are_asked_of_two_questions_and_not_where_nothing_was_decided() -> None:
    assert ("trials", "failures") == wanted(TESTS, STATED)
    assert () == wanted(TESTS, ("not-decided",))
    assert ("monthly-volume",) == wanted(VOLUME, ("to-100000",))
    assert () == wanted(REAL.question["ec-06"], ("multi-turn-set",))


@pytest.mark.parametrize(
    ("typed", "counts"),
    [
        ({"trials": "300", "failures": "1"}, {"trials": 300, "failures": 1}),
        ({"trials": " 1,300 ", "failures": "0"}, {"trials": 1300, "failures": 0}),
        ({"trials": "12 000", "failures": " "}, {"trials": 12000, "failures": 0}),
        ({"trials": "", "failures": ""}, {}),
    ],
)
def test_whole_numbers_are_read(typed: dict[str, str], counts: dict[str, int]) -> None:
    assert counts == counted(TESTS, STATED, typed, REAL.method)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"trials": "30.5"}, "trials of the test that you quote: that is no whole number from 0"),
        ({"trials": "-1"}, "trials of the test that you quote: that is no whole number from 0"),
        ({"trials": "1" * 16}, "trials of the test that you quote: that is no whole number from 0"),
        ({"failures": "3"}, "failures need the number of trials"),
        ({"trials": "2", "failures": "3"}, "ec-11: 3 failures in 2 trials"),
    ],
)
def test_what_does_not_fit_is_said(typed: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        counted(TESTS, STATED, typed, REAL.method)

    assert message == caught.value.problems[0].message


def test_a_volume_of_another_option_names_the_one_that_fits() -> None:
    with pytest.raises(UsageError) as caught:
        counted(VOLUME, ("to-100000",), {"monthly-volume": "5"}, REAL.method)

    assert "choose under-1000, or correct the figure" == caught.value.problems[0].remedy


def test_figures_stay_with_the_same_answer_and_go_with_undo() -> None:
    answered = at("ec-11", *PROFILE).answer(STATED, {"trials": 300, "failures": 1})

    again = answered.jump("ec-11").answer(STATED)
    cleared = answered.jump("ec-11").answer(STATED, {})

    assert "300 trials, 1 failure" == figure_words(own(answered, "ec-11"))
    assert {"trials": 300, "failures": 1} == stated(own(again, "ec-11"))
    assert {} == stated(own(cleared, "ec-11"))
    assert {"trials": 300, "failures": 1} == stated(own(cleared.undo(), "ec-11"))
    assert "ec-11" not in answered.undo().sheet.entry
    assert {} == stated(DontKnow())
    assert answered.back().sheet is answered.sheet


def test_the_plain_interview_asks_checks_and_says_what_is_not_excluded() -> None:
    terminal = Terminal("2", "?", "many", "", "300", "400", "300", "", "quit")

    after = terminal.sit(at("ec-11", *PROFILE))

    assert {"trials": 300, "failures": 0} == stated(own(after, "ec-11"))
    assert "Optional. Trials and failures of one quoted test" in terminal.text
    assert "that is no whole number from 0; type digits, like 300" in terminal.text
    assert "400 failures in 300 trials" in terminal.text
    assert "0 failures in 300 trials do not exclude a rate of 0.0099 (95% conf" in terminal.text


def test_enter_gives_no_figures_and_keeps_those_that_stand() -> None:
    without = Terminal("2", "", "quit").sit(at("ec-11", *PROFILE))
    given = at("ec-11", *PROFILE).answer(STATED, {"trials": 300, "failures": 1}).jump("ec-11")
    keeps, takes = Terminal("3", "", "", "quit"), Terminal("3", "none", "quit")

    assert {} == stated(own(without, "ec-11"))
    assert {"trials": 300, "failures": 1} == stated(own(keeps.sit(given), "ec-11"))
    assert {} == stated(own(takes.sit(given), "ec-11"))
    assert "Figures: 300 trials, 1 failure" in keeps.text


def test_who_goes_back_has_not_answered_and_who_leaves_has() -> None:
    back = Terminal("2", "300", "back", "quit").sit(at("ec-11", *PROFILE))
    left = Terminal("2", "300", "quit").sit(at("ec-11", *PROFILE))
    cut = Terminal("2", "300").sit(at("ec-11", *PROFILE))

    assert "ec-11" not in back.sheet.entry
    assert [{}, {}] == [stated(own(one, "ec-11")) for one in (left, cut)]


def test_the_volume_is_asked_for_too() -> None:
    terminal = Terminal("2", "5", "25,000", "quit")

    after = terminal.sit(at("sp-22", *PROFILE))

    assert "25,000 a month" == figure_words(own(after, "sp-22"))
    assert "choose under-1000, or correct the figure" in terminal.text


def test_figures_are_in_the_file_and_come_back(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    start(path, "acme", "Acme")
    opened = load_sheet(path, REAL).sheet
    before = begin(REAL, opened).jump("sp-22")
    after = before.answer(("to-100000",), {"monthly-volume": 25000})

    with SheetSaver(path, REAL, digest=opened.sources[0].sha256) as saver:
        keeping.keep(saver, before, after)

    (read,) = load_sheet(path, REAL).sheet.entry["sp-22"].answers
    assert {"monthly-volume": 25000} == stated(read)

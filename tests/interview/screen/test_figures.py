"""Trials, failures and volume on the screen."""

from alignassess.domain.answers import Chosen, Entry
from alignassess.domain.stated_figures import stated
from alignassess.interview.scope import Scope
from tests.interview.screen.sitting import Sitting
from tests.interview.test_figures import PROFILE, REAL, sheet


def sitting(*entries: Entry) -> Sitting:
    """On sp-22, or on ec-11 where sp-22 is answered."""
    kept = {"sp-22", "ec-11", "ec-29"}
    left_out = frozenset(one for one in REAL.question if one not in kept)
    return Sitting(
        sheet(*PROFILE, *entries), scope=Scope(left_out=left_out), instrument=REAL, size=(100, 40)
    )


VOLUME = Entry(question="sp-22", answers=(Chosen(options=("to-100000",), monthly_volume=25000),))


def figures(held: Sitting) -> dict[str, int]:
    (entry,) = held.keeper.saved
    return stated(entry.answers[0])


def test_figures_are_asked_after_the_option_and_explained_once_kept() -> None:
    held = sitting(VOLUME).pressing("2", *"300", "enter", "1", "enter")

    assert {"trials": 300, "failures": 1} == figures(held)
    assert "ec-29" == held.asks
    assert "1 failure in 300 trials does not exclude a rate of 0.016" in held.seen
    assert "up to 393 events a month. At these stakes 1 may stay unexcluded" in held.seen


def test_what_does_not_fit_stays_open() -> None:
    held = sitting(VOLUME).pressing("2", *"3", "enter", *"20", "enter")

    assert [] == held.keeper.saved
    assert "20 failures in 3 trials" in held.seen


def test_enter_gives_no_figures_and_escape_no_answer() -> None:
    none = sitting(VOLUME).pressing("2", "enter")
    back = sitting(VOLUME).pressing("2", *"300", "escape")

    assert {} == figures(none)
    assert [] == back.keeper.saved
    assert "ec-11" == back.asks


def test_an_answer_below_a_test_is_given_at_once() -> None:
    assert {} == figures(sitting(VOLUME).pressing("0"))


def test_the_volume_stands_with_the_answer() -> None:
    held = sitting().pressing("2", *"25000", "enter", "b")

    assert {"monthly-volume": 25000} == figures(held)
    assert "Figures: 25,000 a month" in held.seen

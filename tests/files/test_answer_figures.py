"""Trials, failures and monthly volume beside an answer."""

from pathlib import Path

import pytest

from alignassess.domain.answers import Chosen, Sheet
from alignassess.domain.instrument import Instrument
from alignassess.errors import InputError
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.answer_text import value_of, yaml_text
from alignassess.files.instrument_files import load_instrument
from tests.builders import write_sheet

PROFILE = "answers:\n  system-profile:\n    "
CONTROLS = "answers:\n  evaluation-and-controls-integration:\n    "


@pytest.fixture(scope="module")
def shipped() -> Instrument:
    return load_instrument()


def _read(folder: Path, instrument: Instrument, rest: str) -> Sheet:
    return load_sheet(write_sheet(folder, rest), instrument, root=folder).sheet


def test_trials_and_failures_are_read(tmp_path: Path, shipped: Instrument) -> None:
    line = "ec-11: {answer: 3, trials: 400, failures: 6}\n"
    (answer,) = _read(tmp_path, shipped, CONTROLS + line).entry["ec-11"].answers

    assert isinstance(answer, Chosen)
    assert (answer.trials, answer.failures, answer.monthly_volume) == (400, 6, None)


def test_a_volume_at_the_edge_of_its_option_is_read(tmp_path: Path, shipped: Instrument) -> None:
    line = "sp-22: {answer: to-100000, monthly-volume: 100000}\n"
    (answer,) = _read(tmp_path, shipped, PROFILE + line).entry["sp-22"].answers

    assert isinstance(answer, Chosen)
    assert answer.monthly_volume == 100000


def test_what_is_saved_reads_back(tmp_path: Path, shipped: Instrument) -> None:
    line = "ec-11: {answer: uncertainty-stated, trials: 400, failures: 0}\n"
    entry = _read(tmp_path, shipped, CONTROLS + line).entry["ec-11"]

    written = yaml_text(value_of(entry, shipped))
    again = _read(tmp_path, shipped, f"{CONTROLS}ec-11: {written}\n").entry["ec-11"]
    assert written == '{answer: uncertainty-stated, trials: "400", failures: "0"}'
    assert again == entry


@pytest.mark.parametrize(
    ("line", "message", "remedy"),
    [
        ("ec-11: {answer: 3, trials: 4, failures: 6}", "6 failures in 4 trials", "correct one"),
        ("ec-11: {answer: 3, trials: 4}", "trials needs failures", "add failures: 0"),
        ("ec-11: {answer: 3, failures: 4}", "failures needs trials", "add trials: 0"),
        ("ec-11: {answer: 3, trials: -4, failures: 0}", '"-4" is not', "digits only"),
        ("ec-11: {answer: 3, trials: 1e3, failures: 0}", '"1e3" is not', "digits only"),
        ("ec-11: {answer: 3, trials: [4], failures: 0}", "what stands there is not", "digits"),
        ("ec-11: {answer: dont-know, trials: 4, failures: 0}", "belongs to an option", "remove"),
        ("ec-11: {answer: 3, monthly-volume: 4}", "unknown key monthly-volume", "trials"),
        ("ec-14: {answer: 3, trials: 4, failures: 0}", "unknown key trials", "evidence"),
    ],
)
def test_figures_that_cannot_be_are_refused_with_a_remedy(
    tmp_path: Path, shipped: Instrument, line: str, message: str, remedy: str
) -> None:
    with pytest.raises(InputError) as caught:
        _read(tmp_path, shipped, f"{CONTROLS}{line}\n")

    problem = caught.value.problems[0]
    assert message in problem.message
    assert remedy in (problem.remedy or "")
    assert problem.place is not None
    assert problem.place.line == 5


def test_a_volume_that_its_option_does_not_stand_for_is_refused(
    tmp_path: Path, shipped: Instrument
) -> None:
    line = "sp-22: {answer: under-1000, monthly-volume: 5000}\n"
    with pytest.raises(InputError) as caught:
        _read(tmp_path, shipped, PROFILE + line)

    (problem,) = caught.value.problems
    assert "monthly-volume 5000 does not fit under-1000" in problem.message
    assert problem.remedy == "choose to-100000, or correct the figure"

"""Parts of the catalog and the vocabulary that scoring leans on."""

from dataclasses import replace

import pytest
from pydantic import TypeAdapter, ValidationError

from alignassess.domain.catalog import Scale
from alignassess.domain.instrument import named
from alignassess.domain.model import Category, Day, Layer, Reading
from alignassess.domain.questionnaire import ScoredQuestion, Strengths
from alignassess.errors import InputError, Place, Problem
from tests.domain.sheets import SHIPPED
from tests.domain.small import LIBRARY

SCALE = Scale(
    kind="scale",
    questions=("q",),
    categories=(Category.SYCOPHANCY, Category.SANDBAGGING, Category.REWARD_HACKING),
    half=(Category.SANDBAGGING,),
    quarter=(Category.REWARD_HACKING,),
    factor=0.6,
)


@pytest.mark.parametrize(
    ("name", "factor"),
    [
        (Category.SYCOPHANCY, 0.6),
        (Category.SANDBAGGING, 0.8),  # half of the loss of 0.4
        (Category.REWARD_HACKING, 0.9),  # a quarter of it
        (Category.DECEPTIVE_ALIGNMENT, 1),
    ],
)
def test_a_scale_is_felt_in_full_in_half_or_in_a_quarter(name: Category, factor: float) -> None:
    assert factor == pytest.approx(SCALE.factor_for(name))


@pytest.mark.parametrize("day", ["20261102", "2026-11-2", "1793577600", "2026-11-02T00:00:00", 5])
def test_a_day_is_written_as_a_calendar_day(day: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Day).validate_python(day, strict=isinstance(day, int))


def test_a_category_may_be_named_and_meant_by_all() -> None:
    strengths = Strengths(primary=(Category.SYCOPHANCY,), secondary=("all",))

    assert named(strengths, Category.SYCOPHANCY) == (True, False, True)
    assert named(strengths, Category.SANDBAGGING) == (False, False, True)


@pytest.mark.parametrize(
    ("question", "name", "weight", "primary"),
    [
        ("vs-25", Category.REWARD_HACKING, 1.0, True),
        ("vs-25", Category.SANDBAGGING, 0.4, False),
        ("vs-25", Category.MESA_OPTIMIZATION, 0.0, False),
        ("vs-15", Category.SYCOPHANCY, 0.25, False),  # `all` in detection
        ("ec-17", Category.SYCOPHANCY, 1.0, True),  # `all` in consequence
        ("ec-13", Category.SYCOPHANCY, 1.0, True),  # the same, listed as secondary
        ("re-01", Category.SYCOPHANCY, 0.1, False),  # `all` in governance
        ("rg-12", Category.REWARD_HACKING, 0.4, False),  # the larger one counts
        ("ec-12", Category.SYCOPHANCY, 1.0, True),  # the keepers of controls
    ],
)
def test_the_larger_of_two_strengths_counts(
    question: str, name: Category, weight: float, primary: bool
) -> None:
    bearing = SHIPPED.bearing[question]
    index = list(Category).index(name)

    assert weight == bearing.weights[index]
    assert primary is bearing.primary[index]


def test_an_option_is_found_by_the_level_it_reaches() -> None:
    question = SHIPPED.question["ec-17"]
    assert isinstance(question, ScoredQuestion)
    sparse = question.model_copy(update={"options": question.options[::2]})

    assert question.option_at(3).level == 3
    assert sparse.option_at(3).level == 2


def test_the_library_finds_sources_and_framework_items() -> None:
    assert LIBRARY.reference["smith2020"].authors == "Smith"
    assert LIBRARY.item["F 1"][1].title == "First"
    assert LIBRARY.framework["frame"].version == "1"
    assert not replace(LIBRARY, references=()).holds("smith2020")


def test_the_instrument_looks_up_what_it_holds() -> None:
    assert SHIPPED.retired["sp-16"].see == ("ec-02",)
    assert SHIPPED.category[Category.SYCOPHANCY].short == "SY"
    assert SHIPPED.questionnaire_of["re-01"] == "research-engagement"
    assert list(Layer)[SHIPPED.layer["re-01"]] is Layer.GOVERNANCE
    assert tuple(Reading) == (Reading.BEST, Reading.ANSWERED, Reading.EVIDENCED)


def test_problems_name_their_place() -> None:
    placed = Problem("is wrong", Place("a.yaml", 3), "mend it")

    assert str(placed) == "a.yaml:3: is wrong"
    assert str(Problem("is wrong")) == "is wrong"
    assert str(Place("a.yaml")) == "a.yaml"
    assert str(InputError(placed, Problem("x"))) == "a.yaml:3: is wrong; x"

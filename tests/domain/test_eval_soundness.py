"""An unsound catalogue: each fault alone, and found once."""

from dataclasses import replace
from typing import Any

import pytest

from alignassess.domain.eval_soundness import eval_faults
from alignassess.domain.evals import (
    Direction,
    EvalCategories,
    EvalEntry,
    Evals,
    Judgement,
    Scale,
    TaskArgument,
    Threshold,
    Unit,
)
from alignassess.domain.model import Category
from tests.domain.evaluations import entry
from tests.domain.sheets import SHIPPED
from tests.domain.small import LIBRARY

FEW = Judgement(id="few", text="Few.")


def _told(*entries: EvalEntry, judgements: tuple[Judgement, ...] = (FEW,)) -> list[str]:
    library = replace(LIBRARY, evals=Evals(evals=entries, judgements=judgements))
    return [f"{one.owner} {one.message}" for one in eval_faults(SHIPPED, library)]


def test_a_sound_catalogue_has_no_fault() -> None:
    sound = entry(
        questions=("vs-07",), pairs=("ft-03",), references=("smith2020",), tasks=("a", "b*")
    )

    assert _told(sound) == []


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"tasks": ("a*b*",)}, "has more than one * in a*b*"),
        ({"metric": ("**",)}, "has more than one * in **"),
        ({"tasks": ("package/task",)}, "names the task package/task"),
        (
            {
                "scale": Scale(unit=Unit.POINTS, low=1, high=1),
                "threshold": Threshold(value=1, judgement="few"),
            },
            "has a scale that does not rise",
        ),
        ({"scale": Scale(unit=Unit.SHARE, low=0, high=100)}, "does not run from 0 to 1"),
        ({"scale": Scale(unit=Unit.PERCENT, low=0, high=1)}, "does not run from 0 to 100"),
        ({"threshold": Threshold(value=2, judgement="few")}, "threshold 2, outside its scale"),
        ({"categories": EvalCategories()}, "is scored and bears on no category"),
        (
            {
                "categories": EvalCategories(
                    direct=(Category.SYCOPHANCY,), proxy=(Category.SYCOPHANCY,)
                )
            },
            "names sycophancy twice",
        ),
        ({"questions": ("zz-99",)}, "supports zz-99, which is not a scored question"),
        ({"pairs": ("sp-01",)}, "supports sp-01, which is not a scored question"),
        ({"questions": ("ft-06",)}, "supports ft-06, which bears on none of its categories"),
        ({"questions": ("vs-07", "vs-07")}, "names vs-07 twice"),
        ({"references": ("nobody1999",)}, "cites nobody1999"),
        ({"source": None}, "says nowhere where it is described"),
    ],
)
def test_each_fault_is_found(parts: dict[str, Any], told: str) -> None:
    (found,) = _told(entry(**parts))

    assert told in found


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"threshold": None}, "is lower-better and has no threshold"),
        ({"direction": Direction.CONTEXT}, "is context, so it has no threshold"),
        ({"threshold": Threshold(value=0.1)}, "has a threshold without a source"),
        (
            {"threshold": Threshold(value=0.1, judgement="few", reference="smith2020")},
            "has a threshold without a source, or with two",
        ),
        ({"threshold": Threshold(value=0.1, judgement="none")}, "names the judgement none"),
        ({"threshold": Threshold(value=0.1, reference="nobody")}, "cites nobody"),
    ],
)
def test_a_threshold_is_there_with_one_source_where_a_figure_is_scored(
    parts: dict[str, Any], told: str
) -> None:
    found = _told(entry("other", tasks=("x",)), entry(**parts))

    assert len(found) == 1
    assert told in found[0]


def test_context_needs_neither_a_threshold_nor_a_category() -> None:
    context = entry(
        "two",
        tasks=("x",),
        direction=Direction.CONTEXT,
        threshold=None,
        categories=EvalCategories(),
    )

    assert _told(entry(), context) == []


def test_a_threshold_may_come_from_a_reference() -> None:
    cited = entry(threshold=Threshold(value=0.1, reference="smith2020"))

    assert _told(cited, judgements=()) == []


def test_a_judgement_that_nothing_names_is_dead() -> None:
    dead = Judgement(id="dead", text="Dead.")

    assert _told(entry(), judgements=(FEW, dead)) == ["dead is a judgement that no threshold names"]


def test_ids_are_used_once() -> None:
    found = _told(entry(), entry(tasks=("other",)), judgements=(FEW, FEW))

    assert found == ["one is the id of two evaluations", "few is the id of two judgements"]


UP = {"direction": Direction.HIGHER_BETTER}


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"score": ("any",)},
        {"metric": ("ra*",)},
        {"metric": ("other", "rate")},
        {"reducer": ("mean", "max")},
        {"arguments": (TaskArgument(name="subset", values=("safe",)),)},
    ],
)
def test_one_figure_cannot_be_two_entries(other: dict[str, Any]) -> None:
    assert _told(entry(), entry("two", **other)) == ["one can be the same figure as two"]


def test_two_directions_for_one_figure_are_said_to_be_two() -> None:
    assert _told(entry(), entry("two", **UP)) == [
        "one can be the same figure as two, which has another direction"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"tasks": ("other",)}),
        ({}, {"tasks": ("ta*",)}),
        ({}, {"metric": ("other",)}),
        ({"score": ("a",)}, {"score": ("b",)}),
        ({"score": ("a*",)}, {"score": ("b*",)}),
        ({"metric": ("a*x",)}, {"metric": ("a*y",)}),
        ({}, {"reducer": ("max",)}),
        (
            {"arguments": (TaskArgument(name="subset", values=("safe",)),)},
            {"arguments": (TaskArgument(name="subset", values=("unsafe",)),)},
        ),
    ],
)
def test_figures_that_something_tells_apart_may_have_two_directions(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert _told(entry(**one), entry("two", **other, **UP)) == []


def test_patterns_that_some_text_fits_overlap() -> None:
    found = _told(entry(tasks=("ab*yz",)), entry("two", tasks=("a*xyz",)))

    assert found == ["one can be the same figure as two"]

"""The arithmetic of all categories side by side: every fact and every answer on one line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from alignassess.domain.assessment import Assessment, SystemAssessment
from alignassess.domain.exposure import ExposureItem
from alignassess.domain.model import CATEGORIES, READINGS, TOP_LEVEL, Layer, PerCategory, Reading
from alignassess.render.figures import short
from alignassess.render.wording import LAYER_LETTERS

_ANSWERED = READINGS.index(Reading.ANSWERED)

LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Cell:
    """A question's part in one category."""

    weight: str
    """Empty where it does not bear on the category."""
    credits: str
    """Credit best, answered, evidenced where a rule lowers it; empty where it is level / 4."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One scored question over the eight categories."""

    question: str
    layer: Layer
    letter: str
    levels: tuple[str, str, str]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class FactRow:
    """One profile fact over the eight categories, as answered."""

    facts: str
    answer: str
    cells: tuple[str, ...]
    """Weight and value, such as `1 × 3`, with a star where the fact is primary."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """All that the categories are counted from."""

    facts: tuple[FactRow, ...]
    rows: tuple[MatrixRow, ...]


def matrix(assessment: Assessment, answers: Mapping[str, str]) -> Matrix:
    """The matrix of one assessment; `answers` says what was answered to each profile fact."""
    facts: tuple[FactRow, ...] = ()
    if isinstance(assessment, SystemAssessment):
        facts = _facts([one.exposure_items for one in assessment.categories], answers)
    return Matrix(facts, tuple(_row(*one) for one in assessment.contributions))


def _row(
    question: str,
    layer: Layer,
    weights: PerCategory,
    levels: Sequence[int | None],
    credits: Sequence[PerCategory | None],
) -> MatrixRow:
    best, answered, evidenced = (LEFT_OUT if one is None else str(one) for one in levels)
    return MatrixRow(
        question=question,
        layer=layer,
        letter=LAYER_LETTERS[layer],
        levels=(best, answered, evidenced),
        cells=tuple(
            Cell(
                short(weight),
                _lowered(levels, [None if row is None else row[at] for row in credits]),
            )
            if weight
            else Cell("", "")
            for at, weight in enumerate(weights)
        ),
    )


def _lowered(levels: Sequence[int | None], credits: Sequence[float | None]) -> str:
    pairs = list(zip(levels, credits, strict=True))
    if all(level is None or credit == level / TOP_LEVEL for level, credit in pairs):
        return ""
    return ", ".join(LEFT_OUT if one is None else short(one) for _, one in pairs)


def _facts(
    items: Sequence[Iterable[ExposureItem]], answers: Mapping[str, str]
) -> tuple[FactRow, ...]:
    by_fact: dict[str, list[str]] = {}
    for index, of_category in enumerate(items):
        for item in of_category:
            cells = by_fact.setdefault(item.question, [""] * len(CATEGORIES))
            star = "*" if item.primary else ""
            cells[index] = f"{short(item.weight)}{star} × {short(item.values[_ANSWERED])}"
    return tuple(
        FactRow(
            facts=name.replace("+", " and "),
            answer="; ".join(answers.get(one, "not answered") for one in name.split("+")),
            cells=tuple(cells),
        )
        for name, cells in by_fact.items()
    )

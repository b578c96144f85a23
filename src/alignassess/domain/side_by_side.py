"""Several systems, or several vendors, side by side: where they differ, and where nobody can say.

Readings are intervals: what was answered lies between `best` and `evidenced`. Where two of them
overlap, the two cannot be told apart, whatever the figures as answered say.
"""

from collections.abc import Sequence
from typing import Literal

from alignassess.domain.assessment import Determination
from alignassess.domain.comparison import Assessed, comparable_figures
from alignassess.domain.model import SOUND_LEVEL, Category, Model
from alignassess.domain.moving import Three, figures
from alignassess.domain.standing import State

_NOT_ASKED = frozenset({"not-asked", "not-applicable"})


class Entrant(Model):
    """One system or vendor of the comparison."""

    id: str
    name: str
    rating: str | None
    """The headline's; None for a vendor."""
    gaps: tuple[str, ...]
    """Essential gaps that are open."""
    answered: float
    """Completeness."""
    strengths: tuple[str, ...]
    """Questions at level 3 or 4 where every other is lower."""


class Row(Model):
    """One category of all of them, in the order of the entrants."""

    category: Category
    figures: tuple[Three, ...]
    """Risk of systems, where lower is better; prevention of vendors, where higher is better."""
    ratings: tuple[str | None, ...]
    first: tuple[str, ...]
    """Those with the best figure, and all that cannot be told apart from them."""


class Differing(Model):
    """A question that is not answered alike, in the order of the entrants."""

    question: str
    text: str
    levels: tuple[int | None, ...]
    """As answered, None where it does not apply or there is no answer."""
    states: tuple[str, ...]
    labels: tuple[str, ...]


class SideBySide(Model):
    """Several systems or vendors."""

    format: Literal["alignassess/comparison/1"] = "alignassess/comparison/1"
    kind: Literal["side-by-side"] = "side-by-side"
    vendors: bool
    entrants: tuple[Entrant, ...]
    rows: tuple[Row, ...]
    differing: tuple[Differing, ...]
    """The widest apart first."""
    cautions: tuple[str, ...]


def side_by_side(assessments: Sequence[Assessed]) -> SideBySide:
    """Hold systems, or vendors, against each other; raises ValueError for both kinds at once."""
    if len({one.kind for one in assessments}) != 1:
        raise ValueError("systems and vendors have no figure in common")
    vendors = assessments[0].kind == "vendor"
    differing = _differing(assessments)
    return SideBySide(
        vendors=vendors,
        entrants=tuple(
            Entrant(
                id=one.subject.id,
                name=one.subject.name,
                rating=None if one.kind == "vendor" else str(one.headline.rating),
                gaps=() if one.kind == "vendor" else one.headline.essential_gaps,
                answered=one.completeness.share,
                strengths=tuple(_strengths(differing, index)),
            )
            for index, one in enumerate(assessments)
        ),
        rows=_rows(assessments, higher_is_better=vendors),
        differing=differing,
        cautions=_cautions(assessments),
    )


def overlap(one: Three, other: Three) -> bool:
    """Whether what two can be lies partly in the same place."""
    low, high = min(one), max(one)
    return low <= max(other) and min(other) <= high


def _cautions(assessments: Sequence[Assessed]) -> tuple[str, ...]:
    first, *others = assessments
    found = [(one.subject.id, comparable_figures(one, first)) for one in others]
    return tuple(f"{name} and {first.subject.id}: {why}" for name, why in found if why)


def _rows(assessments: Sequence[Assessed], *, higher_is_better: bool) -> tuple[Row, ...]:
    names = [one.subject.id for one in assessments]
    best_of = max if higher_is_better else min
    found = []
    for together in zip(*(one.categories for one in assessments), strict=True):
        each = [figures(one) for one in together]
        answered = [three[1] for three in each]
        leader = each[answered.index(best_of(answered))]
        ratings = [getattr(one, "rating", None) for one in together]
        found.append(
            Row(
                category=together[0].category,
                figures=tuple(each),
                ratings=tuple(None if one is None else str(one) for one in ratings),
                first=tuple(
                    name for name, three in zip(names, each, strict=True) if overlap(three, leader)
                ),
            )
        )
    return tuple(found)


def _differing(assessments: Sequence[Assessed]) -> tuple[Differing, ...]:
    tables = [
        {one.question.id: one for one in found.determinations if one.question.kind == "scored"}
        for found in assessments
    ]
    found = []
    for name in dict.fromkeys(name for table in tables for name in table):
        each = [table.get(name) for table in tables]
        levels = tuple(None if one is None else _level(one) for one in each)
        states = tuple("not-asked" if one is None else _state(one) for one in each)
        if len(set(zip(levels, states, strict=True))) > 1:
            card = next(one.question for one in each if one is not None)
            labels = tuple("" if one is None else " / ".join(one.labels) for one in each)
            found.append(
                Differing(
                    question=name, text=card.text, levels=levels, states=states, labels=labels
                )
            )
    return tuple(sorted(found, key=lambda one: -_width(one)))


def _width(one: Differing) -> int:
    """How far apart the answers of those who were asked are; to have none counts as level 0."""
    known = [
        level or 0
        for level, state in zip(one.levels, one.states, strict=True)
        if state not in _NOT_ASKED
    ]
    return max(known, default=0) - min(known, default=0)


def _level(one: Determination) -> int | None:
    if not one.applies or one.levels is None:
        return None
    return one.levels[1] if one.state in (State.ANSWERED, State.DISPUTED) else None


def _state(one: Determination) -> str:
    return one.state.value if one.applies else "not-asked"


def _strengths(differing: Sequence[Differing], index: int) -> list[str]:
    return [
        one.question
        for one in differing
        for own in [one.levels[index]]
        if own is not None
        and own >= SOUND_LEVEL
        and all(
            (level or 0) < own and one.states[number] not in _NOT_ASKED
            for number, level in enumerate(one.levels)
            if number != index
        )
    ]

"""What other constants and weights would change about a result, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import Category, Reading
from alignassess.domain.sensitivity_result import RatingChange, Sensitivity, Swing

READING_WORDS: Mapping[Reading, str] = {
    Reading.ANSWERED: "as answered",
    Reading.EVIDENCED: "evidenced",
}

CONSTANTS = "Sensitivity: one constant at a time"
ACTIONS = "Sensitivity: the first actions"
ACTIONS_NOTE = (
    "How often each question is among the first actions under other constants and weights."
)


@dataclass(frozen=True, slots=True)
class SwingLine:
    """One constant at another value, and the ratings that it would change in one reading."""

    constant: str
    reading: str
    changes: str


@dataclass(frozen=True, slots=True)
class RatingTable:
    """How many of the draws of weights give each rating, in one reading."""

    reading: str
    rows: tuple[tuple[str, str, str, str, str], ...]
    """Category; then low, medium, high and critical."""


@dataclass(frozen=True, slots=True)
class ActionLine:
    """How often a question is among the first actions."""

    question: str
    constants: str
    weights: str
    remark: str
    """Empty for one that is among them as things are."""


@dataclass(frozen=True, slots=True)
class SensitivityView:
    """Everything about sensitivity that a report lays out."""

    summary: str
    swings: tuple[SwingLine, ...]
    draws_title: str
    """Empty where no weights were drawn."""
    draws_note: str
    ratings: tuple[RatingTable, ...]
    actions: tuple[ActionLine, ...]


def sensitivity_view(
    assessment: SystemAssessment, instrument: Instrument
) -> SensitivityView | None:
    """The view; None where sensitivity was not asked for."""
    found = assessment.sensitivity
    if found is None:
        return None
    labels = {one.id: one.label for one in instrument.categories}
    seed = "" if found.seed is None else f" (seed {found.seed})"
    return SensitivityView(
        summary=_summary(found),
        swings=tuple(_swings(found, labels)),
        draws_title=f"Sensitivity: {found.rating_draws:,} draws of random weights"
        if found.rating_draws
        else "",
        draws_note=f"The weight of each question is drawn between half and twice what it is{seed}. "
        "How many of the draws give each rating:",
        ratings=tuple(
            RatingTable(words, tuple(_ratings(found, reading, labels)))
            for reading, words in READING_WORDS.items()
        )
        if found.rating_draws
        else (),
        actions=tuple(
            ActionLine(
                one.question,
                f"{one.variations} of {found.variations}",
                f"{one.draws} of {found.plan_draws}",
                "" if one.first else "not among them now",
            )
            for one in found.actions
        ),
    )


def _summary(found: Sensitivity) -> str:
    rated = sum(bool(one.ratings) for one in found.swings)
    moved = sum(bool(one.enters or one.leaves) for one in found.swings)
    return (
        f"{found.variations} other values of constants were tried. {rated} change a rating, "
        f"{moved} change which questions are the first actions. Cuts between ratings are not "
        "varied."
    )


def _swings(found: Sensitivity, labels: Mapping[Category, str]) -> Iterator[SwingLine]:
    for swing in found.swings:
        for reading, words in READING_WORDS.items():
            changes = [one for one in swing.ratings if one.reading is reading]
            if changes:
                yield SwingLine(_named(swing), words, _changes(changes, labels))


def _named(swing: Swing) -> str:
    if swing.value == "1 x":
        return f"{swing.constant} {swing.tried}"
    return f"{swing.constant} at {swing.tried} ({swing.value})"


def _changes(changes: Sequence[RatingChange], labels: Mapping[Category, str]) -> str:
    """Categories by what they go from and to; all eight in a word."""
    groups: dict[tuple[str, str], list[str]] = {}
    for one in changes:
        name = "headline" if one.category is None else labels[one.category]
        groups.setdefault((one.before, one.after), []).append(name)
    return "; ".join(
        f"{_names(names)} {before} to {after}" for (before, after), names in groups.items()
    )


def _names(names: Sequence[str]) -> str:
    categories = [one for one in names if one != "headline"]
    shown = ["all eight"] if len(categories) == 8 else categories
    return ", ".join([*shown, *(one for one in names if one == "headline")])


def _ratings(
    found: Sensitivity, reading: Reading, labels: Mapping[Category, str]
) -> Iterator[tuple[str, str, str, str, str]]:
    for one in found.ratings:
        if one.reading is reading:
            low, medium, high, critical = (f"{count:,}" for count in one.counts)
            yield labels[one.category], low, medium, high, critical

"""What other constants and weights would change, as plain text."""

from collections.abc import Iterator

from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import Reading
from alignassess.domain.sensitivity_result import RatingChange, Sensitivity, Swing
from alignassess.render.lines import Heading, table, wrapped

_SHORT = {Reading.ANSWERED: "as answered", Reading.EVIDENCED: "evidenced"}


def sensitivity_section(assessment: SystemAssessment, instrument: Instrument) -> list[str]:
    """The section of a result; empty where it was not asked for."""
    found = assessment.sensitivity
    if found is None:
        return []
    return [*_constants(found, instrument), "", *_weights(found, instrument), *_actions(found)]


def _constants(found: Sensitivity, instrument: Instrument) -> Iterator[str]:
    rated = [one for one in found.swings if one.ratings]
    yield Heading("Sensitivity: one constant at a time")
    yield from wrapped(
        f"{found.variations} other values of constants were tried. {len(rated)} change a rating, "
        f"{sum(bool(one.enters or one.leaves) for one in found.swings)} change which questions are "
        "the first actions. Cuts between ratings are not varied.",
        indent="  ",
    )
    for swing in rated:
        for reading in _SHORT:
            changes = [one for one in swing.ratings if one.reading is reading]
            if changes:
                yield from wrapped(
                    f"{_named(swing)}, {_SHORT[reading]}: {_changes(changes, instrument)}",
                    indent="      ",
                    first="  ",
                )


def _named(swing: Swing) -> str:
    if swing.value == "1 x":
        return f"{swing.constant} {swing.tried}"
    return f"{swing.constant} at {swing.tried} ({swing.value})"


def _changes(changes: list[RatingChange], instrument: Instrument) -> str:
    """Categories by what they go from and to; all eight in a word."""
    groups: dict[tuple[str, str], list[str]] = {}
    for one in changes:
        name = "headline" if one.category is None else instrument.category[one.category].label
        groups.setdefault((one.before, one.after), []).append(name)
    return "; ".join(
        f"{_names(names)} {before} to {after}" for (before, after), names in groups.items()
    )


def _names(names: list[str]) -> str:
    categories = [one for one in names if one != "headline"]
    shown = ["all eight"] if len(categories) == 8 else categories
    return ", ".join([*shown, *(one for one in names if one == "headline")])


def _weights(found: Sensitivity, instrument: Instrument) -> Iterator[str]:
    if not found.rating_draws:
        return
    yield Heading(f"Sensitivity: {found.rating_draws:,} draws of random weights")
    yield from wrapped(
        "The weight of each question is drawn between half and twice what it is"
        + (f" (seed {found.seed})" if found.seed is not None else "")
        + ". How many of the draws give each rating:",
        indent="  ",
    )
    for reading in _SHORT:
        rows = [(f"{_SHORT[reading]}", "low", "medium", "high", "critical")]
        for one in found.ratings:
            if one.reading is reading:
                low, medium, high, critical = (f"{count:,}" for count in one.counts)
                label = instrument.category[one.category].label
                rows.append((label, low, medium, high, critical))
        yield from (f"  {line}" for line in table(rows, right=frozenset({1, 2, 3, 4})))
    yield ""


def _actions(found: Sensitivity) -> Iterator[str]:
    yield Heading("Sensitivity: the first actions")
    rows = [("question", "constants", "weights", "")]
    rows += [
        (
            one.question,
            f"{one.variations} of {found.variations}",
            f"{one.draws} of {found.plan_draws}",
            "" if one.first else "not among them now",
        )
        for one in found.actions
    ]
    yield from (f"  {line}" for line in table(rows))
    yield from wrapped(
        "How often each question is among the first actions under other constants and weights.",
        indent="  ",
    )

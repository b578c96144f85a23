"""The arithmetic of one category line by line, for a reader with a pocket calculator.

It is that of one reading, as answered where nothing else is said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from alignassess.domain import formula
from alignassess.domain.assessment import (
    CategoryReading,
    CategoryResult,
    Contribution,
    Mark,
    RuleInForce,
    VendorReading,
)
from alignassess.domain.catalog import RaiseExposure
from alignassess.domain.exposure import TOP_EXPOSURE, ExposureItem
from alignassess.domain.instrument import Instrument
from alignassess.domain.method import Method
from alignassess.domain.model import (
    CATEGORIES,
    LAYERS,
    READINGS,
    TOP_LEVEL,
    Category,
    Layer,
    Reading,
)
from alignassess.render.figures import short
from alignassess.render.wording import LAYER_LETTERS, category_name


@dataclass(frozen=True, slots=True)
class FactLine:
    """One profile fact's part in an exposure, or in the stakes."""

    facts: tuple[str, ...]
    """The question, or the two that count as one."""
    answer: str
    weight: float
    primary: bool
    value: float
    """0 to 4; higher is worse."""
    product: float


@dataclass(frozen=True, slots=True)
class Sizing:
    """From profile facts to an exposure, or to the stakes."""

    lines: tuple[FactLine, ...]
    largest: float
    """Of the primary facts."""
    products: float
    weights: float
    mean: float
    raw: float
    value: float


@dataclass(frozen=True, slots=True)
class LayerLine:
    """The credit of one layer."""

    layer: Layer
    letter: str
    products: float
    """Sum of weight x credit."""
    weights: float
    mean: float
    credit: float
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class ContributionLine:
    """One question's part in one category."""

    question: str
    layer: Layer
    weight: float
    levels: tuple[int | None, int | None, int | None]
    """Per reading; None where it is left out as not applicable."""
    plain: float | None
    """Credit before rules: level / 4."""
    credits: tuple[float | None, float | None, float | None]
    product: float | None
    """Weight x credit."""
    rules: tuple[str, ...]
    """Rules that lower its credit in some category; empty where it is not lowered in this one."""


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Everything between the profile and the printed risk of one category."""

    exposure: Sizing
    raised_by: tuple[tuple[str, str], ...]
    """Rules that raise the exposure, and how; empty when it stands as the profile gives it."""
    left_prevention: float
    left_containment: float
    inherent_scale: float
    """√(exposure x stakes)."""
    remaining: float
    """√((left of prevention² + left of containment²) / 2)."""


def sizing(
    items: Sequence[ExposureItem],
    answers: Mapping[str, str],
    method: Method,
    reading: Reading = Reading.ANSWERED,
) -> Sizing:
    """An exposure, or the stakes; `answers` says what was answered to each fact."""
    index = READINGS.index(reading)
    lines = tuple(
        FactLine(
            facts=(facts := tuple(item.question.split("+"))),
            answer="; ".join(answers.get(one, "not answered") for one in facts),
            weight=item.weight,
            primary=item.primary,
            value=item.values[index],
            product=item.weight * item.values[index],
        )
        for item in items
    )
    largest = max(line.value for line in lines if line.primary)
    products, weights = fsum(line.product for line in lines), fsum(line.weight for line in lines)
    raw = (largest + products / weights) / 2 / TOP_EXPOSURE
    return Sizing(
        lines, largest, products, weights, products / weights, raw, formula.from_raw(raw, method)
    )


def layer_lines(
    reading: CategoryReading | VendorReading, contributions: Sequence[ContributionLine]
) -> tuple[LayerLine, ...]:
    """The four layers of a category, from contributions in the same reading."""
    found = []
    for layer, credit, mark in zip(LAYERS, reading.layers, reading.marks, strict=True):
        counted = [one for one in contributions if one.layer is layer and one.product is not None]
        products = fsum(one.product for one in counted if one.product is not None)
        weights = fsum(one.weight for one in counted)
        mean = products / weights if weights else 0.0
        found.append(LayerLine(layer, LAYER_LETTERS[layer], products, weights, mean, credit, mark))
    return tuple(found)


def contribution_lines(
    contributions: Iterable[Contribution],
    category: Category,
    rules: Sequence[RuleInForce],
    reading: Reading = Reading.ANSWERED,
) -> tuple[ContributionLine, ...]:
    """Every question that bears on a category, by layer, then in order of asking."""
    index = CATEGORIES.index(category)
    lowering: dict[str, list[str]] = {}
    for rule in rules:
        for question in rule.questions:
            lowering.setdefault(question, []).append(rule.rule)
    lines = [
        _contribution(one, index, READINGS.index(reading), tuple(lowering.get(one[0], ())))
        for one in contributions
        if one[2][index]
    ]
    return tuple(sorted(lines, key=lambda line: LAYERS.index(line.layer)))


def _contribution(
    one: Contribution, index: int, reading: int, rules: tuple[str, ...]
) -> ContributionLine:
    question, layer, weights, levels, credits = one
    best, answered, evidenced = (None if row is None else row[index] for row in credits)
    credit = (best, answered, evidenced)[reading]
    level = levels[reading]
    plain = None if level is None else level / TOP_LEVEL
    return ContributionLine(
        question=question,
        layer=layer,
        weight=weights[index],
        levels=levels,
        plain=plain,
        credits=(best, answered, evidenced),
        product=None if credit is None else weights[index] * credit,
        rules=rules if plain is not None and credit is not None and credit < plain else (),
    )


def arithmetic(
    result: CategoryResult,
    answers: Mapping[str, str],
    rules: Sequence[RuleInForce],
    instrument: Instrument,
    reading: Reading = Reading.ANSWERED,
) -> Arithmetic:
    """The lines between profile and risk."""
    method = instrument.method
    exposure = sizing(result.exposure_items, answers, method, reading)
    shown: CategoryReading = getattr(result, reading.value)
    prevented = formula.left(shown.prevention, method)
    contained = formula.left(shown.containment, method)
    raised = formula.exact(exposure.value) != shown.exposure
    return Arithmetic(
        exposure=exposure,
        raised_by=_raises(rules, result.category, instrument) if raised else (),
        left_prevention=prevented,
        left_containment=contained,
        inherent_scale=sqrt(shown.exposure * shown.stakes),
        remaining=sqrt((prevented**2 + contained**2) / 2),
    )


def _raises(
    rules: Sequence[RuleInForce], category: Category, instrument: Instrument
) -> tuple[tuple[str, str], ...]:
    by_id = {rule.id: rule for rule in instrument.rules}
    return tuple(
        (one.rule, _raise_words(effect, instrument.method))
        for one in rules
        if "raise-exposure" in one.effects and one.rule in by_id
        for effect in by_id[one.rule].effects
        if isinstance(effect, RaiseExposure) and category in effect.categories
    )


def _raise_words(effect: RaiseExposure, method: Method) -> str:
    parts = []
    if effect.at_least is not None:
        parts.append(f"at least {short(effect.at_least)}")
    if effect.at_least_that_of is not None:
        less = f" less {short(effect.less)}" if effect.less else ""
        parts.append(f"at least that of {category_name(effect.at_least_that_of)}{less}")
    if effect.steps:
        parts.append(f"{effect.steps} step(s) of {short(method.exposure_step)} up")
    return ", then ".join(parts)

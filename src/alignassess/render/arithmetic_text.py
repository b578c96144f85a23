"""What `explain SHEET ID` says.

The arithmetic of one figure, line by line, so that a hand calculation arrives.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import fsum

from alignassess.domain.assessment import (
    CategoryReading,
    CategoryResult,
    Contribution,
    Determination,
    SystemAssessment,
)
from alignassess.domain.depth import CORE_STATEMENT, Depth
from alignassess.domain.exposure import ExposureItem
from alignassess.domain.instrument import Instrument
from alignassess.domain.method import Method
from alignassess.domain.model import CATEGORIES, LAYERS, READINGS, Category, Layer, Reading
from alignassess.domain.rare_events import TESTS, VOLUME
from alignassess.errors import Place
from alignassess.render import inert
from alignassess.render.evidence_of_question import evidence_of_question
from alignassess.render.lines import WIDTH, Heading, wrapped
from alignassess.render.short_places import ShortPlaces


def category_arithmetic(
    assessment: SystemAssessment, category: Category, reading: Reading, instrument: Instrument
) -> list[str]:
    """How the risk of a category comes about in one reading, down to lines of the file."""
    index = CATEGORIES.index(category)
    result = assessment.categories[index]
    shown: CategoryReading = getattr(result, reading.value)
    return [
        Heading(
            f"{instrument.category[category].title}, {_READING[reading]}: "
            f"risk {shown.risk:.2f}, {shown.rating}"
        ),
        *(wrapped(CORE_STATEMENT) if assessment.depth is Depth.CORE else []),
        "",
        *_sizes(assessment, result, shown, reading, instrument.method),
        *_layers(assessment, shown, index, reading, instrument),
        *_risk(shown, result, instrument.method),
    ]


_READING = {
    Reading.BEST: "best (if the unknowns were good)",
    Reading.ANSWERED: "as answered",
    Reading.EVIDENCED: "counting only what evidence supports",
}


def _sizes(
    assessment: SystemAssessment,
    result: CategoryResult,
    shown: CategoryReading,
    reading: Reading,
    method: Method,
) -> Iterator[str]:
    index = READINGS.index(reading)
    yield Heading("Exposure, from the profile (0 to 4 each)")
    yield from _size(result.exposure_items, index, method, "exposure")
    raising = [rule.rule for rule in assessment.rules if "raise-exposure" in rule.effects]
    if raising:
        yield from wrapped(
            f"after rules ({', '.join(raising)} may raise it): exposure {shown.exposure:.4f}",
            indent="  ",
        )
    yield ""
    yield Heading("Stakes")
    yield from _size(assessment.stakes_items, index, method, "stakes")
    yield ""


def _size(items: Sequence[ExposureItem], reading: int, method: Method, name: str) -> Iterator[str]:
    for item in items:
        strength = "primary" if item.primary else ""
        value = item.values[reading]
        yield (
            f"  {item.question:<13} weight {item.weight:.2f}  value {value:.4f}  {strength}"
        ).rstrip()
    largest = max(item.values[reading] for item in items if item.primary)
    weights = fsum(item.weight for item in items)
    mean = fsum(item.weight * item.values[reading] for item in items) / weights
    least = method.least_exposure
    raw = (largest + mean) / 2 / 4
    yield f"  largest primary {largest:.4f}, weighted mean {mean:.4f}"
    yield f"  raw = ({largest:.4f} + {mean:.4f}) / 2 / 4 = {raw:.4f}"
    yield f"  {name} = {least:g} + {1 - least:g} x {raw:.4f} = {least + (1 - least) * raw:.4f}"


def _layers(
    assessment: SystemAssessment,
    shown: CategoryReading,
    index: int,
    reading: Reading,
    instrument: Instrument,
) -> Iterator[str]:
    answers = {one.question.id: one for one in assessment.determinations}
    places = ShortPlaces(
        place
        for question, _, weights, *_ in assessment.contributions
        if weights[index] and (place := _place(answers[question]))
    )
    if places.sentence:
        yield from wrapped(places.sentence)
        yield ""
    lowering: dict[str, list[str]] = {}
    for rule in assessment.rules:
        for question in rule.questions:
            lowering.setdefault(question, []).append(rule.rule)
    for position, layer in enumerate(LAYERS):
        yield Heading(
            f"{layer.value.capitalize()}: question, weight, level, credit under the rules"
        )
        rows = [one for one in assessment.contributions if one[1] is layer and one[2][index]]
        yield from _layer(rows, answers, lowering, places, index, READINGS.index(reading), layer)
        mark = shown.marks[position]
        yield f"  credit {shown.layers[position]:.4f}" + (f" ({mark})" if mark else "")
        if mark == "indirect evidence only":
            yield f"  no primary question here, so at most {instrument.method.indirect:g}"
        yield ""


def _layer(
    rows: Sequence[Contribution],
    answers: Mapping[str, Determination],
    lowering: Mapping[str, Sequence[str]],
    places: ShortPlaces,
    category: int,
    reading: int,
    layer: Layer,
) -> Iterator[str]:
    total, earned = [], []
    for question, _, weights, levels, credits in rows:
        row, level = credits[reading], levels[reading]
        if row is None or level is None:
            yield f"  {question:<6} {weights[category]:.2f}  not applicable: left out"
            continue
        total.append(weights[category])
        earned.append(weights[category] * row[category])
        rules = " ".join(lowering.get(question, ())) or "rules"
        lowered = "" if row[category] >= level / 4 else f" of {level / 4:.4f} by {rules}"
        one = answers[question]
        place = _place(one)
        where = one.state if place is None else f"{one.state}, {places.of(place)}"
        line = (
            f"  {question:<6} {weights[category]:.2f}  level {level}  {row[category]:.4f}{lowered}"
        )
        if len(line) + 2 + len(where) <= WIDTH:
            yield f"{line}  {where}"
        else:
            yield line
            yield from wrapped(where, indent=" " * 15)
    if total:
        yield f"  {fsum(earned):.4f} / {fsum(total):.4f} = {fsum(earned) / fsum(total):.4f}"
    else:
        yield f"  no question of {layer} bears on it"


def _place(one: Determination) -> Place | None:
    return next((answer.place for answer in one.answers if answer.place), None)


def _risk(shown: CategoryReading, result: CategoryResult, method: Method) -> Iterator[str]:
    propensity, detection, consequence, governance = shown.layers
    quarter, together, half = method.alone, 1 - 2 * method.alone, method.ungoverned
    yield Heading("Risk")
    yield (
        f"  prevention = {quarter:g} x ({propensity:.4f} + {detection:.4f}) + "
        f"{together:g} x {propensity:.4f} x {detection:.4f} = {shown.prevention:.4f}"
    )
    yield (
        f"  containment = {consequence:.4f} x ({half:g} + {1 - half:g} x {governance:.4f})"
        f" = {shown.containment:.4f}"
    )
    first, second = (
        1 - method.reducible * shown.prevention,
        1 - method.reducible * shown.containment,
    )
    yield f"  left(prevention) = 1 - {method.reducible:g} x {shown.prevention:.4f} = {first:.4f}"
    yield f"  left(containment) = 1 - {method.reducible:g} x {shown.containment:.4f} = {second:.4f}"
    yield f"  likelihood = exposure x left(prevention) = {shown.likelihood:.4f}"
    yield f"  severity = stakes x left(containment) = {shown.severity:.4f}"
    yield from wrapped(
        f"risk = sqrt({shown.exposure:.4f} x {shown.stakes:.4f}) x "
        f"sqrt(({first:.4f}^2 + {second:.4f}^2) / 2) = {shown.risk_before_floors:.4f}",
        indent="    ",
        first="  ",
    )
    if shown.floor_rules:
        yield f"  floor ({', '.join(shown.floor_rules)}) {shown.floor:.4f}"
    yield (
        f"  risk, two digits, half up: {shown.risk:.2f}, {shown.rating} "
        f"(inherent {result.inherent:.2f})"
    )


def question_in_sheet(
    assessment: SystemAssessment, question: str, instrument: Instrument
) -> list[str]:
    """What one answer of the sheet does: its levels, what it weighs, what closing it would win."""
    one = next(d for d in assessment.determinations if d.question.id == question)
    lines: list[str] = [Heading(question), *wrapped(one.question.text), ""]
    labels = " / ".join(one.labels) or "Not answered"
    lines += wrapped(f"{one.state}: {labels}", indent="    ", first="  ")
    for answer in one.answers:
        if answer.place:
            lines.append(f"  {inert.line(str(answer.place))}")
        if answer.note:
            lines += wrapped(f"note: {inert.line(answer.note)}", indent="    ", first="  ")
    if not one.applies:
        return [*lines, "  It does not apply to this system: kept, not scored."]
    if one.levels is not None:
        best, answered, evidenced = one.levels
        lines.append(
            f"  level: best {best}, as answered {answered}, evidenced {evidenced} ({one.assurance})"
        )
    lines += evidence_of_question(assessment, question)
    for row in assessment.contributions:
        if row[0] == question:
            lines += ["", Heading("Category, weight, credit as answered under the rules")]
            lines += _per_category(row, instrument)
    if question in (TESTS, VOLUME) and assessment.rare_events is not None:
        lines += ["", *wrapped(assessment.rare_events.sentence, indent="  ")]
    finding = next((f for f in assessment.findings if f.question.id == question), None)
    if finding is not None:
        lines += ["", *wrapped(f"Next: {finding.next_label}", indent="    ", first="  ")]
        lines += wrapped(
            f"Remedy ({finding.question.effort}): {finding.question.remedy}",
            indent="    ",
            first="  ",
        )
        gains = [f"{instrument.category[g.category].label} {g.gain:.4f}" for g in finding.gains]
        lines += wrapped(
            f"It would win: {', '.join(gains) or 'nothing by itself'}", indent="    ", first="  "
        )
    return lines


def _per_category(row: Contribution, instrument: Instrument) -> Iterator[str]:
    _, _, weights, _, credits = row
    answered = credits[1]
    for category, weight, position in zip(CATEGORIES, weights, range(len(CATEGORIES)), strict=True):
        if weight and answered is not None:
            label = instrument.category[category].label
            yield f"  {label:<22} {weight:.2f}  {answered[position]:.4f}"


def rule_in_sheet(assessment: SystemAssessment, rule: str, instrument: Instrument) -> list[str]:
    """Whether a rule is in force on this sheet, what it costs and what lifts it."""
    one = next((found for found in assessment.rules if found.rule == rule), None)
    if one is None:
        said = [note for note in assessment.notices if note.startswith(f"{rule}: ")]
        if said:
            return [line for note in said for line in wrapped(inert.line(note), indent="  ")]
        return [f"{rule} is not in force on this sheet, as answered."]
    lines: list[str] = [Heading(f"{one.rule} {one.title}"), *wrapped(one.text), ""]
    lines += wrapped(
        f"Lowers: {', '.join(one.questions) or 'no answer'}", indent="    ", first="  "
    )
    lines += wrapped(
        f"Lifted by: {', '.join(one.lifted_by) or 'no level of another answer'}",
        indent="    ",
        first="  ",
    )
    for cost in one.costs:
        lines.append(f"  {instrument.category[cost.category].label:<22} +{cost.cost:.4f} risk")
    for note in assessment.notices:
        if note.startswith(f"{rule}: ") and note != f"{rule}: {one.text}":
            lines += ["", *wrapped(inert.line(note), indent="    ", first="  ")]
    return lines

"""What `explain SHEET ID` says.

The arithmetic of one figure, line by line, so that a hand calculation arrives.
"""

from collections.abc import Iterator, Mapping

from alignassess.domain.assessment import (
    CategoryReading,
    CategoryResult,
    Contribution,
    Determination,
    SystemAssessment,
)
from alignassess.domain.depth import CORE_STATEMENT, Depth
from alignassess.domain.instrument import Instrument
from alignassess.domain.method import Method
from alignassess.domain.model import CATEGORIES, READINGS, Category, Reading
from alignassess.domain.rare_events import TESTS, VOLUME
from alignassess.errors import Place
from alignassess.render import inert
from alignassess.render.arithmetic_view import (
    Arithmetic,
    ContributionLine,
    Sizing,
    arithmetic,
    contribution_lines,
    layer_lines,
    sizing,
)
from alignassess.render.evidence_of_question import evidence_of_question
from alignassess.render.lines import WIDTH, Heading, wrapped
from alignassess.render.short_places import ShortPlaces


def category_arithmetic(
    assessment: SystemAssessment, category: Category, reading: Reading, instrument: Instrument
) -> list[str]:
    """How the risk of a category comes about in one reading, down to lines of the file."""
    result = next(one for one in assessment.categories if one.category is category)
    shown: CategoryReading = getattr(result, reading.value)
    sums = arithmetic(result, _UNSAID, assessment.rules, instrument, reading)
    return [
        Heading(
            f"{instrument.category[category].title}, {_READING[reading]}: "
            f"risk {shown.risk:.2f}, {shown.rating}"
        ),
        *(wrapped(CORE_STATEMENT) if assessment.depth is Depth.CORE else []),
        "",
        *_sizes(assessment, sums, shown, reading, instrument.method),
        *_layers(assessment, category, shown, reading, instrument),
        *_risk(shown, sums, result, instrument.method),
    ]


_READING = {
    Reading.BEST: "best (if the unknowns were good)",
    Reading.ANSWERED: "as answered",
    Reading.EVIDENCED: "counting only what evidence supports",
}
_UNSAID: Mapping[str, str] = {}
"""A terminal has no room for what was answered to each fact; `explain SHEET FACT` says it."""


def _sizes(
    assessment: SystemAssessment,
    sums: Arithmetic,
    shown: CategoryReading,
    reading: Reading,
    method: Method,
) -> Iterator[str]:
    yield Heading("Exposure, from the profile (0 to 4 each)")
    yield from _size(sums.exposure, method, "exposure")
    raising = [rule.rule for rule in assessment.rules if "raise-exposure" in rule.effects]
    if raising:
        yield from wrapped(
            f"after rules ({', '.join(raising)} may raise it): exposure {shown.exposure:.4f}",
            indent="  ",
        )
    yield ""
    yield Heading("Stakes")
    yield from _size(sizing(assessment.stakes_items, _UNSAID, method, reading), method, "stakes")
    yield ""


def _size(found: Sizing, method: Method, name: str) -> Iterator[str]:
    for line in found.lines:
        yield (
            f"  {'+'.join(line.facts):<13} weight {line.weight:.2f}  value {line.value:.4f}"
            f"{'  primary' if line.primary else ''}"
        )
    least = method.least_exposure
    yield f"  largest primary {found.largest:.4f}, weighted mean {found.mean:.4f}"
    yield f"  raw = ({found.largest:.4f} + {found.mean:.4f}) / 2 / 4 = {found.raw:.4f}"
    yield f"  {name} = {least:g} + {1 - least:g} x {found.raw:.4f} = {found.value:.4f}"


def _layers(
    assessment: SystemAssessment,
    category: Category,
    shown: CategoryReading,
    reading: Reading,
    instrument: Instrument,
) -> Iterator[str]:
    answers = {one.question.id: one for one in assessment.determinations}
    lines = contribution_lines(assessment.contributions, category, assessment.rules, reading)
    places = ShortPlaces(place for one in lines if (place := _place(answers[one.question])))
    if places.sentence:
        yield from wrapped(places.sentence)
        yield ""
    for layer in layer_lines(shown, lines):
        yield Heading(
            f"{layer.layer.value.capitalize()}: question, weight, level, credit under the rules"
        )
        for line in lines:
            if line.layer is layer.layer:
                yield from _contribution(
                    line, answers[line.question], places, READINGS.index(reading)
                )
        if layer.weights:
            yield f"  {layer.products:.4f} / {layer.weights:.4f} = {layer.mean:.4f}"
        else:
            yield f"  no question of {layer.layer} bears on it"
        yield f"  credit {layer.credit:.4f}" + (f" ({layer.mark})" if layer.mark else "")
        if layer.mark == "indirect evidence only":
            yield f"  no primary question here, so at most {instrument.method.indirect:g}"
        yield ""


def _contribution(
    line: ContributionLine, answer: Determination, places: ShortPlaces, reading: int
) -> Iterator[str]:
    begun = f"  {line.question:<6} {line.weight:.2f}"
    credit = line.credits[reading]
    if credit is None or line.plain is None:
        yield f"{begun}  not applicable: left out"
        return
    rules = " ".join(line.rules) or "rules"
    lowered = f" of {line.plain:.4f} by {rules}" if credit < line.plain else ""
    begun = f"{begun}  level {line.levels[reading]}  {credit:.4f}{lowered}"
    place = _place(answer)
    where = answer.state if place is None else f"{answer.state}, {places.of(place)}"
    if len(begun) + 2 + len(where) <= WIDTH:
        yield f"{begun}  {where}"
    else:
        yield begun
        yield from wrapped(where, indent=" " * 15)


def _place(one: Determination) -> Place | None:
    return next((answer.place for answer in one.answers if answer.place), None)


def _risk(
    shown: CategoryReading, sums: Arithmetic, result: CategoryResult, method: Method
) -> Iterator[str]:
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
    first, second = sums.left_prevention, sums.left_containment
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

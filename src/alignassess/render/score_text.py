"""The result of one system as plain text: what `score` prints."""

from collections.abc import Iterator, Sequence

from alignassess.domain.assessment import (
    Action,
    CategoryResult,
    QuestionnaireSummary,
    SystemAssessment,
)
from alignassess.domain.depth import CORE_STATEMENT, Depth
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import LAYERS, ClosedBy
from alignassess.render import inert
from alignassess.render.bar import BAR_WIDTH, bar
from alignassess.render.cluster_text import cluster_section
from alignassess.render.lines import WIDTH, Heading, cut, table, wrapped

_LETTER = {layer: layer.value[0].upper() for layer in LAYERS if layer.value != "consequence"} | {
    layer: "K" for layer in LAYERS if layer.value == "consequence"
}
"""P, D, K, G: the letters of the method."""

_LEAST_SHOWN = 0.005
"""What rounds to 0.01; less is not shown as a figure."""


def score_text(assessment: SystemAssessment, instrument: Instrument) -> list[str]:
    """The whole result: headline, categories, gaps, rules, first actions, questionnaires."""
    lines = [*opening(assessment), "", *_categories(assessment, instrument), ""]
    for section in (
        _gaps(assessment),
        cluster_section(assessment, instrument),
        _rules(assessment, instrument),
        _actions(assessment, instrument),
        _questionnaires(assessment),
        _notices(assessment),
    ):
        if section:
            lines += [*section, ""]
    return lines[:-1]


def opening(assessment: SystemAssessment) -> list[str]:
    """What stands above the table: which system, when, and the result in a sentence."""
    return [*_title(assessment), "", *wrapped(assessment.headline.sentence)]


def _title(assessment: SystemAssessment) -> Iterator[str]:
    system = assessment.subject
    name = inert.line(system.name)
    as_of = f"as of {assessment.provenance.as_of}"
    yield Heading(
        f"{cut(f'{name} ({system.id})', WIDTH - len(as_of) - 2):<{WIDTH - len(as_of)}}{as_of}"
    )
    if not assessment.full_scope:
        yield from wrapped(f"counted over {', '.join(assessment.scope)} only")
    if assessment.depth is Depth.CORE:
        yield from wrapped(CORE_STATEMENT)


def _categories(assessment: SystemAssessment, instrument: Instrument) -> Iterator[str]:
    yield Heading(
        f"{'category':<22} {'risk':<{BAR_WIDTH}} {'best ans evid':<14} {'rating':<8}"
        "  exp   P   D   K   G"
    )
    for one in assessment.categories:
        yield _category(one, instrument)
    yield from wrapped(
        "Risk from 0 to 1, higher is worse: ├ best (if the unknowns were good), ● as answered, "
        "┤ counting only what evidence supports. exp: exposure. P D K G: credit for propensity, "
        "detection, consequence, governance; higher is better.",
        indent="  ",
    )
    close = [
        instrument.category[one.category].label for one in assessment.categories if one.close_to_cut
    ]
    if close:
        yield from wrapped(f"Close to the next rating: {', '.join(close)}.", indent="  ")
    marked = _marks(assessment.categories, instrument)
    if marked:
        yield from wrapped(f"Indirect evidence only (*): {marked}.", indent="  ")


def _category(one: CategoryResult, instrument: Instrument) -> str:
    answered = one.answered
    figures = " ".join(f"{r.risk:.2f}"[-4:] for r in (one.best, answered, one.evidenced))
    layers = "".join(
        f"{_hundredths(credit)}{'*' if mark else ' '}"
        for credit, mark in zip(answered.layers, answered.marks, strict=True)
    )
    return (
        f"{instrument.category[one.category].label:<22} "
        f"{bar(one.best.risk, answered.risk, one.evidenced.risk)} "
        f"{figures} {one.rating:<8} {answered.exposure:.2f} {layers}"
    ).rstrip()


def _hundredths(credit: float) -> str:
    """A share as `.42`, and 1 as `1.0`: three columns."""
    return f"{credit:.2f}"[1:] if round(credit, 2) < 1 else "1.0"


def _marks(categories: Sequence[CategoryResult], instrument: Instrument) -> str:
    found = []
    for one in categories:
        letters = [
            _LETTER[layer]
            for layer, mark in zip(LAYERS, one.answered.marks, strict=True)
            if mark is not None
        ]
        if letters:
            found.append(f"{instrument.category[one.category].label} {' '.join(letters)}")
    return ", ".join(found)


def _gaps(assessment: SystemAssessment) -> list[str]:
    unsupported = assessment.unsupported_essentials
    if not assessment.essential_gaps and not unsupported:
        return []
    lines: list[str] = [
        Heading("Essential gaps (nothing else buys these off; level 3 closes them)")
    ]
    for gap in assessment.essential_gaps:
        lines += wrapped(
            f"{gap.question:<6} level {gap.level}, risk held at {gap.floor:.2f} or inherent. "
            f"{gap.text}",
            indent=" " * 9,
            first="  ",
        )
    if unsupported:
        lines += wrapped(
            f"closed as answered, not by evidence yet: {', '.join(unsupported)}",
            indent="    ",
            first="  ",
        )
    return lines


def _rules(assessment: SystemAssessment, instrument: Instrument) -> list[str]:
    costly = [rule for rule in assessment.rules if rule.costs]
    free = [rule.rule for rule in assessment.rules if not rule.costs]
    if not assessment.rules:
        return []
    lines: list[str] = [Heading("Rules in force, and what they add to the risk")]
    for rule in costly:
        worst = max(rule.costs, key=lambda cost: cost.cost)
        amount = f"+{worst.cost:.2f}" if worst.cost >= _LEAST_SHOWN else "<0.01"
        label = instrument.category[worst.category].label
        lines.append(f"  {rule.rule:<5} {cut(rule.title, 43):<43} {amount} {label}")
        others = len(rule.costs) - 1
        noun = "category" if others == 1 else "categories"
        more = [f"{others} more {noun}"] if others else []
        lifted = [f"lifted by {', '.join(rule.lifted_by)}"] if rule.lifted_by else []
        lines += wrapped("; ".join([*lifted, *more]), indent=" " * 8) if lifted or more else []
    if free:
        lines += wrapped(f"in force without cost: {', '.join(free)}", indent="  ")
    return lines


def _actions(assessment: SystemAssessment, instrument: Instrument) -> list[str]:
    if not assessment.actions:
        return []
    lines: list[str] = [
        Heading("First actions, in order; the last figure is the worst risk once done")
    ]
    for number, action in enumerate(assessment.actions, start=1):
        lines.append(_action_head(number, action))
        lines += wrapped(action.question.remedy or "", indent="     ")
        gains = sorted(action.gains, key=lambda gain: -gain.gain)[:3]
        shown = [
            f"-{gain.gain:.2f} {instrument.category[gain.category].label}"
            for gain in gains
            if gain.gain >= _LEAST_SHOWN
        ]
        if shown:
            lines += wrapped(", ".join(shown), indent="     ")
    return lines


def _action_head(number: int, action: Action) -> str:
    why = ["essential"] if action.essential else []
    if action.unlocks:
        why.append(f"lifts {', '.join(action.unlocks)}")
    who = {
        ClosedBy.SUPPLIER: "ask the supplier, choose another, or lean on controls",
        ClosedBy.BOTH: "with the supplier",
        ClosedBy.OPERATOR: "",
        None: "",
    }[action.question.closed_by]
    parts = [f"effort {action.question.effort}", *why, *([who] if who else [])]
    head = f"  {number}  {action.question.id:<6} {'; '.join(parts)}"
    return f"{cut(head, WIDTH - 6):<{WIDTH - 4}}{action.worst_after:.2f}"


def _questionnaires(assessment: SystemAssessment) -> list[str]:
    first = {action.question.questionnaire: action.question.id for action in assessment.first_steps}
    rows = [("questionnaire", "answered", "levels 0 to 4", "feeds", "first")]
    rows += [
        _questionnaire(one, first.get(one.questionnaire, "none"))
        for one in assessment.questionnaires
    ]
    heading, *rest = table(rows)
    return [Heading(heading), *rest]


def _questionnaire(one: QuestionnaireSummary, first: str) -> tuple[str, str, str, str, str]:
    return (
        one.title,
        f"{one.answered} of {one.applicable}",
        "".join(f"{count:>3}" for count in one.levels),
        " ".join(_LETTER[layer] for layer in one.layers),
        first,
    )


def _notices(assessment: SystemAssessment) -> list[str]:
    if not assessment.notices:
        return []
    lines: list[str] = [Heading("Notices")]
    for notice in assessment.notices:
        lines += wrapped(inert.line(notice), indent="    ", first="  ")
    return lines

"""What there is to do.

Findings, the order of work, the rules in force and the first step of each questionnaire.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from alignassess.domain.assessment import (
    Action,
    Assessment,
    EssentialGap,
    Finding,
    Gain,
    QuestionnaireSummary,
    RuleInForce,
    SystemAssessment,
)
from alignassess.domain.card import QuestionCard
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import CATEGORIES, RATINGS, Category, ClosedBy
from alignassess.render.figures import four, two
from alignassess.render.register_view import Registers
from alignassess.render.wording import CLOSED_BY_WORDS, EFFORT_WORDS, RULE_EFFECT_WORDS

Across = tuple[float | None, ...]
"""One figure per category, in the order of `CATEGORIES`; None where there is nothing to show."""

ALL_CATEGORIES = "all eight categories"


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding with what its reader needs beside it."""

    finding: Finding
    effort: str
    closed_by: str
    in_own_hands: bool
    bears_on: str
    """Its categories; on a system's report each with its risk and rating as answered."""
    gains: str
    """Category codes with the gain in each, or empty."""
    rules: tuple[RuleInForce, ...]
    notes: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of one rating; on a vendor's report all of them."""

    title: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class ActionView:
    """One step, with what is answered now and what it reaches."""

    action: Action
    now: str
    reaches: str
    effort: str
    closed_by: str
    in_own_hands: bool
    unlocks: tuple[str, ...]
    """Rules that it lifts or loosens, with their titles."""
    gains: Across


@dataclass(frozen=True, slots=True)
class GapView:
    """An open essential gap."""

    gap: EssentialGap
    holds: str
    """The categories that it holds up."""


@dataclass(frozen=True, slots=True)
class SummaryView:
    """How one questionnaire was answered, and its first step."""

    summary: QuestionnaireSummary
    layers: str
    first_step: ActionView | None


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule in force and what it costs."""

    rule: RuleInForce
    effects: str
    costs: Across
    lifted_by: tuple[tuple[str, str], ...]
    """Question and its text."""


def finding_views(
    findings: Iterable[Finding], assessment: Assessment, instrument: Instrument, found: Registers
) -> tuple[FindingView, ...]:
    """Findings, in the order given."""
    rules = {one.rule: one for one in assessment.rules}
    standing = _standing_of_categories(assessment, instrument)
    return tuple(
        FindingView(
            finding=one,
            effort=effort_words(one.question),
            closed_by=closed_by_words(one.question),
            in_own_hands=one.question.closed_by is not ClosedBy.SUPPLIER,
            bears_on=_bears_on(one.question.categories, standing),
            gains=_in_codes(one.gains, instrument),
            rules=tuple(rules[rule] for rule in one.rules if rule in rules),
            notes=found.notes.get(one.question.id, ()),
            place="" if one.place is None else str(one.place),
        )
        for one in findings
    )


def effort_words(question: QuestionCard) -> str:
    """The effort of the remedy."""
    return "not estimated" if question.effort is None else EFFORT_WORDS[question.effort]


def closed_by_words(question: QuestionCard) -> str:
    """Who can close it."""
    return "not stated" if question.closed_by is None else CLOSED_BY_WORDS[question.closed_by]


def _standing_of_categories(
    assessment: Assessment, instrument: Instrument
) -> Mapping[Category, str]:
    titles = {one: instrument.category[one].title for one in CATEGORIES}
    if not isinstance(assessment, SystemAssessment):
        return titles
    return {
        one.category: f"{titles[one.category]} ({two(one.answered.risk)}, {one.rating})"
        for one in assessment.categories
    }


def _bears_on(categories: Sequence[Category], standing: Mapping[Category, str]) -> str:
    if len(categories) == len(CATEGORIES):
        return ALL_CATEGORIES
    return ", ".join(standing[category] for category in categories)


def _in_codes(gains: Iterable[Gain], instrument: Instrument) -> str:
    return ", ".join(f"{instrument.category[one.category].short} {four(one.gain)}" for one in gains)


def finding_groups(findings: Sequence[FindingView]) -> tuple[FindingGroup, ...]:
    """Findings by rating, worst first."""
    unrated = tuple(one for one in findings if one.finding.rating is None)
    groups = [FindingGroup("Gaps", unrated)] if unrated else []
    for rating in reversed(RATINGS):
        of_rating = tuple(one for one in findings if one.finding.rating is rating)
        if of_rating:
            groups.append(FindingGroup(rating.value.capitalize(), of_rating))
    return tuple(groups)


def action_views(
    actions: Iterable[Action], assessment: SystemAssessment, instrument: Instrument
) -> tuple[ActionView, ...]:
    """Steps, in the order given."""
    findings = {one.id: one for one in (*assessment.findings, *assessment.improvements)}
    titles = {rule.id: rule.title for rule in instrument.rules}
    return tuple(
        ActionView(
            action=one,
            now=findings[one.finding].label,
            reaches=findings[one.finding].next_label,
            effort=effort_words(one.question),
            closed_by=closed_by_words(one.question),
            in_own_hands=one.question.closed_by is not ClosedBy.SUPPLIER,
            unlocks=tuple(f"{rule} {titles.get(rule, '')}".strip() for rule in one.unlocks),
            gains=across({gain.category: gain.gain for gain in one.gains}),
        )
        for one in actions
    )


def gap_views(assessment: SystemAssessment, instrument: Instrument) -> tuple[GapView, ...]:
    """The open essential gaps, in order of asking."""
    titles = {one: instrument.category[one].title.lower() for one in CATEGORIES}
    return tuple(
        GapView(
            gap,
            ALL_CATEGORIES
            if len(gap.categories) == len(CATEGORIES)
            else ", ".join(titles[one] for one in gap.categories),
        )
        for gap in assessment.essential_gaps
    )


def across(figures: Mapping[Category, float]) -> Across:
    """The figures in the order of the categories."""
    return tuple(figures.get(category) for category in CATEGORIES)


def summary_views(assessment: Assessment, instrument: Instrument) -> tuple[SummaryView, ...]:
    """One line per questionnaire."""
    first: dict[str, ActionView] = {}
    if isinstance(assessment, SystemAssessment):
        views = action_views(assessment.first_steps, assessment, instrument)
        first = {one.action.question.questionnaire: one for one in views}
    return tuple(
        SummaryView(
            one, ", ".join(layer.value for layer in one.layers), first.get(one.questionnaire)
        )
        for one in assessment.questionnaires
    )


def rule_views(assessment: Assessment) -> tuple[RuleView, ...]:
    """The rules in force: what an answer would lift first, then the others, each dearest first."""
    texts = {one.question.id: one.question.text for one in assessment.determinations}
    in_order = sorted(assessment.rules, key=lambda one: not (one.costs and one.lifted_by))
    return tuple(
        RuleView(
            rule=one,
            effects=", ".join(RULE_EFFECT_WORDS.get(effect, effect) for effect in one.effects),
            costs=across({cost.category: cost.cost for cost in one.costs}),
            lifted_by=tuple((question, texts.get(question, "")) for question in one.lifted_by),
        )
        for one in in_order
    )

"""What a person must act on.

Answers below level 3, nonresponses, and the practices that nothing else buys off.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial

from alignassess.domain.answers import Entry
from alignassess.domain.assessment import (
    CategoryResult,
    EssentialGap,
    Finding,
    RuleInForce,
)
from alignassess.domain.case import Case
from alignassess.domain.catalog import Floor
from alignassess.domain.labels import UNANSWERED
from alignassess.domain.model import RATINGS, SOUND_LEVEL, TOP_LEVEL, Category, Rating
from alignassess.domain.standing import State
from alignassess.domain.tally import Tally

_SHOWN = "; shown by a result within its limit"
"""What is left to do for an answer at the top level that a result speaks against."""


def essential_gaps(case: Case, tally: Tally) -> tuple[EssentialGap, ...]:
    """The essential practices whose floor is in force in a reading."""
    floors: dict[str, float] = {}
    for clause in case.instrument.rulebook.floors:
        effect = clause.effect
        assert isinstance(effect, Floor)
        name = effect.essential
        if name is not None and name in case.standing and clause.bit & tally.bits:
            floors[name] = max(floors.get(name, 0.0), effect.risk)
    return tuple(
        EssentialGap(
            question=name,
            text=case.instrument.question[name].text,
            level=tally.level[name],
            floor=floors[name],
            categories=categories,
        )
        for name, categories in case.instrument.essential_for.items()
        if name in floors
    )


def unsupported_essentials(
    case: Case, evidenced: Tally, gaps: Sequence[EssentialGap]
) -> tuple[str, ...]:
    """Essential practices closed as answered, and open counting only what evidence supports."""
    open_as_answered = {gap.question for gap in gaps}
    return tuple(
        gap.question
        for gap in essential_gaps(case, evidenced)
        if gap.question not in open_as_answered
    )


def findings(
    case: Case,
    categories: Sequence[CategoryResult],
    gaps: Sequence[EssentialGap],
    answered: Tally,
    rules: Callable[[], Sequence[RuleInForce]],
) -> tuple[Finding, ...]:
    """Findings and possible improvements, worst rating first, then in order of asking.

    An answer that its own evidence speaks against is a finding at any level. `rules` are asked for
    when somebody asks a finding for its own: what they cost, which orders them, takes long.
    """
    rating_of = _Ratings({one.category: one.answered.rating for one in categories})
    essential = {gap.question for gap in gaps}
    lowering = cache(lambda: _lowering(rules()))
    cards, concerns = case.instrument.card, case.instrument.concerns
    entries, prefix = case.sheet.entry, f"{case.sheet.subject.id}/"
    contradictions, core = case.support.contradictions, case.core
    claimed_away, standing, found = State.NOT_APPLICABLE, case.standing, []
    for question in case.questions:
        name = question.id
        one = standing[name]
        level = one.levels[1]
        against = contradictions.get(name, ())
        if (level == TOP_LEVEL and not against) or one.state is claimed_away:
            continue
        entry = entries.get(name)
        if entry is None and name not in core:
            continue
        labels = one.labels
        is_improvement = level >= SOUND_LEVEL
        target = TOP_LEVEL if is_improvement else question.sound_level
        is_essential = name in essential
        finding = Finding(
            prefix + name,
            cards[name],
            one.state,
            level,
            labels[0] if len(labels) == 1 else _label(labels),
            target,
            question.label_at[target] + (_SHOWN if level == target else ""),
            rating_of(*concerns[name], is_essential),
            is_essential,
            one.assurance,
            () if entry is None else _evidence(entry),
            None if entry is None else entry.answers[0].place,
            (),
            is_improvement and not against,
            contradictions=against,
        )
        if name in answered.rows and answered.lowers(name):
            finding.put_off({"rules": partial(_rules_of, name, lowering)})
        found.append(finding)
    return tuple(sorted(found, key=_worst_first))


def _lowering(rules: Iterable[RuleInForce]) -> Mapping[str, Sequence[str]]:
    """Question to the rules that lower its credit, dearest first."""
    found: dict[str, list[str]] = {}
    for rule in rules:
        for name in rule.questions:
            found.setdefault(name, []).append(rule.rule)
    return found


def _rules_of(
    question: str, lowering: Callable[[], Mapping[str, Sequence[str]]]
) -> tuple[str, ...]:
    return tuple(lowering().get(question, ()))


def _worst_first(finding: Finding) -> int:
    return 0 if finding.rating is None else _WORST_FIRST[finding.rating]


_WORST_FIRST = {rating: -position for position, rating in enumerate(RATINGS)}


class _Ratings:
    """The rating of a finding, by the categories that its question concerns."""

    def __init__(self, ratings: Mapping[Category, Rating]) -> None:
        self._positions = {one: RATINGS.index(rating) for one, rating in ratings.items()}
        self._known: dict[tuple[tuple[Category, ...], bool], Rating] = {}

    def __call__(
        self, categories: tuple[Category, ...], is_primary: bool, holds_gap: bool
    ) -> Rating | None:
        """That of the worst category, a step lower when primary for none; None without ratings."""
        if not self._positions:
            return None
        if holds_gap:
            return Rating.CRITICAL
        key = categories, is_primary
        if key not in self._known:
            worst = max([self._positions[category] for category in categories], default=0)
            self._known[key] = RATINGS[worst if is_primary else max(0, worst - 1)]
        return self._known[key]


def _label(labels: Sequence[str]) -> str:
    return f"Disputed: {' / '.join(labels)}" if labels else UNANSWERED


def _evidence(entry: Entry) -> tuple[str, ...]:
    if len(entry.answers) == 1:
        return entry.answers[0].evidence
    return tuple(dict.fromkeys([name for answer in entry.answers for name in answer.evidence]))

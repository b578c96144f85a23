"""What a person must act on.

Answers below level 3, nonresponses, and the practices that nothing else buys off.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from itertools import chain

from alignassess.domain.answers import Entry
from alignassess.domain.assessment import (
    CategoryResult,
    EssentialGap,
    Finding,
    RuleInForce,
)
from alignassess.domain.case import Case
from alignassess.domain.catalog import Floor
from alignassess.domain.instrument import Instrument
from alignassess.domain.labels import UNANSWERED
from alignassess.domain.model import RATINGS, SOUND_LEVEL, TOP_LEVEL, Rating
from alignassess.domain.standing import State
from alignassess.domain.tally import Tally

_SHOWN = "; shown by a result within its limit"
"""What is left to do for an answer at the top level that a result speaks against."""


def essential_gaps(case: Case, tally: Tally) -> tuple[EssentialGap, ...]:
    """The essential practices whose floor is in force in a reading."""
    floors = _essential_floors(case, tally)
    return tuple(
        [
            EssentialGap(
                question=name,
                text=case.instrument.question[name].text,
                level=tally.level[name],
                floor=floors[name],
                categories=categories,
            )
            for name, categories in case.instrument.essential_for.items()
            if name in floors
        ]
    )


def _essential_floors(case: Case, tally: Tally) -> Mapping[str, float]:
    """Essential practice to the highest floor in force that it holds."""
    floors: dict[str, float] = {}
    for clause in case.instrument.rulebook.floors:
        effect = clause.effect
        assert isinstance(effect, Floor)
        name = effect.essential
        if name is not None and name in case.standing and clause.bit & tally.bits:
            floors[name] = max(floors.get(name, 0.0), effect.risk)
    return floors


def unsupported_essentials(
    case: Case, evidenced: Tally, gaps: Sequence[EssentialGap]
) -> tuple[str, ...]:
    """Essential practices closed as answered, and open counting only what evidence supports."""
    unsupported = _essential_floors(case, evidenced).keys() - {gap.question for gap in gaps}
    return tuple([name for name in case.instrument.essential_for if name in unsupported])


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
    found: dict[Rating | None, list[Finding]] = {rating: [] for rating in _WORST_FIRST}
    ratings = _ratings(case.instrument, categories)
    essential = {gap.question for gap in gaps}
    lowering = cache(lambda: _lowering(rules()))
    cards, claimed_away = case.instrument.card, State.NOT_APPLICABLE
    entries, prefix = case.sheet.entry, f"{case.sheet.subject.id}/"
    contradictions, core = case.support.contradictions, case.core
    for question, one in zip(case.questions, case.standing.values(), strict=True):
        name, level = question.id, one.levels[1]
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
        rating = Rating.CRITICAL if is_essential else ratings.get(name)
        finding = Finding(
            prefix + name,
            cards[name],
            one.state,
            level,
            labels[0] if len(labels) == 1 else _label(labels),
            target,
            question.label_at[target] + (_SHOWN if level == target else ""),
            rating,
            is_essential,
            one.assurance,
            () if entry is None else _evidence(entry),
            None if entry is None else entry.answers[0].place,
            (),
            is_improvement and not against,
            (),
            against,
        )
        if name in answered.rows and answered.lowers(name):
            finding.put_off({"rules": partial(_rules_of, name, lowering)})
        found[rating].append(finding)
    return tuple(chain.from_iterable(found.values()))


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


_WORST_FIRST = (*reversed(RATINGS), None)


def _ratings(instrument: Instrument, categories: Sequence[CategoryResult]) -> dict[str, Rating]:
    """The rating of a finding by its question; none without rated categories.

    That of the worst category, a step lower when the question is primary for none.
    """
    found = dict.fromkeys(instrument.concerns, Rating.LOW) if categories else {}
    for rating, lower in zip(RATINGS, (Rating.LOW, *RATINGS), strict=False):
        for one in categories:
            if one.answered.rating is rating:
                found |= dict.fromkeys(instrument.primary_for[one.category], rating)
                found |= dict.fromkeys(instrument.never_primary_for[one.category], lower)
    return found


def _label(labels: Sequence[str]) -> str:
    return f"Disputed: {' / '.join(labels)}" if labels else UNANSWERED


def _evidence(entry: Entry) -> tuple[str, ...]:
    if len(entry.answers) == 1:
        return entry.answers[0].evidence
    return tuple(dict.fromkeys([name for answer in entry.answers for name in answer.evidence]))

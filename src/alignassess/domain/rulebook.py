"""The rules, laid out so that scoring finds what touches a question and what a question touches."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from alignassess.domain.catalog import Cap, Effect, Floor, Notice, RaiseExposure, Rule, Scale
from alignassess.domain.condition import Below, Holds, Reaches, leaves
from alignassess.domain.model import CATEGORIES, READINGS, PerCategory, Reading


@dataclass(frozen=True, slots=True)
class Clause:
    """One effect of one rule."""

    index: int
    bit: int
    """A number with one bit of its own, so that a set of clauses is one number."""
    rule: Rule
    effect: Effect
    holds: Holds | None
    """Its condition; None where it is always in force."""
    needs_profile: bool
    """Whether its condition looks at a profile fact."""
    reads: frozenset[str]
    """The scored questions whose level decides whether it is in force, or how far it goes."""
    touches: tuple[str, ...]
    """The questions whose credit it may change."""
    rests_on: str | None
    """The question whose credit a cap gives as the most."""
    factors: tuple[float, ...]
    """What a scale does to each category, in the order of `CATEGORIES`; empty for other kinds."""
    capped: tuple[bool, ...]
    """Which categories a cap touches; empty for other kinds."""
    floor: float
    """What a floor holds risk at; 0 for other kinds."""
    in_headline: bool
    """Whether a floor counts for the headline and for decisions."""
    spares_supported: bool
    """Whether a scale leaves alone what has fresh evidence."""
    readings: tuple[Reading, ...]
    """The readings that it acts in."""

    def capped_at(self, limit: float, credit: PerCategory) -> PerCategory:
        """Credit per category, at most the limit where the cap reaches."""
        return tuple(
            [
                limit if reached and one > limit else one
                for reached, one in zip(self.capped, credit, strict=True)
            ]
        )


@dataclass(frozen=True, slots=True, eq=False)
class Touching:
    """What bears on the credit of one question, in the order of application.

    Compared by identity, so that credits counted under it are quickly found again.
    """

    caps: tuple[Clause, ...]
    scales: tuple[tuple[int, tuple[Clause, ...]], ...]
    """Grouped by rule: within a group the strictest factor in force counts. Each with its bits."""
    rests_on: tuple[str, ...]
    """The questions whose credit its caps give as the most."""
    bits: int
    """The bits of all these clauses."""
    sparing: int
    """The bits of the scales that leave alone what has fresh evidence."""

    @classmethod
    def of(cls, caps: Sequence[Clause], scales: Iterable[Sequence[Clause]]) -> "Touching":
        """Lay out the clauses that touch one question."""
        groups = tuple((bits_of(group), tuple(group)) for group in scales)
        every = bits_of((*caps, *(clause for _, group in groups for clause in group)))
        sparing = bits_of([one for _, group in groups for one in group if one.spares_supported])
        rests_on = dict.fromkeys([one.rests_on for one in caps if one.rests_on is not None])
        return cls(tuple(caps), groups, tuple(rests_on), every, sparing)


def bits_of(clauses: Iterable[Clause]) -> int:
    """A set of clauses as one number, so that "is any of them in force" is one operation."""
    return reduce(or_, [clause.bit for clause in clauses], 0)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Every clause of every rule."""

    clauses: tuple[Clause, ...]
    of_rule: tuple[tuple[Rule, tuple[Clause, ...]], ...]
    raises: tuple[Clause, ...]
    floors: tuple[Clause, ...]
    notices: tuple[Clause, ...]
    cross_checks: tuple[tuple[Rule, Notice], ...]
    """Notices that compare given answers; they stand apart from the clauses of the count."""
    touching: Mapping[str, Touching]
    """Scored question to what bears on its credit, in the order of the ids."""
    reading: Mapping[str, tuple[Clause, ...]]
    """Scored question to the clauses that read its level."""

    @classmethod
    def of(cls, rules: tuple[Rule, ...]) -> "Rulebook":
        """Lay out the rules."""
        clauses = tuple(
            _clause(index, rule, effect)
            for index, (rule, effect) in enumerate(
                (r, e)
                for r in rules
                for e in r.effects
                if not (isinstance(e, Notice) and e.looks_again)
            )
        )
        caps: dict[str, list[Clause]] = defaultdict(list)
        scales: dict[str, dict[str, list[Clause]]] = defaultdict(lambda: defaultdict(list))
        reading: dict[str, list[Clause]] = defaultdict(list)
        for clause in clauses:
            match clause.effect:
                case Cap(questions=questions):
                    for question in questions:
                        caps[question].append(clause)
                case Scale(questions=questions):
                    for question in questions:
                        scales[question][clause.rule.id].append(clause)
            for question in clause.reads:
                reading[question].append(clause)
        return cls(
            clauses,
            tuple((rule, tuple(one for one in clauses if one.rule is rule)) for rule in rules),
            tuple(one for one in clauses if isinstance(one.effect, RaiseExposure)),
            tuple(one for one in clauses if isinstance(one.effect, Floor)),
            tuple(one for one in clauses if isinstance(one.effect, Notice)),
            tuple(
                (rule, effect)
                for rule in rules
                for effect in rule.effects
                if isinstance(effect, Notice) and effect.looks_again
            ),
            {
                question: Touching.of(caps[question], scales[question].values())
                for question in sorted({*caps, *scales})
            },
            {question: tuple(found) for question, found in reading.items()},
        )


def _clause(index: int, rule: Rule, effect: Effect) -> Clause:
    found = [] if effect.when is None else [leaf for leaf, _ in leaves(effect.when)]
    reads = {leaf.question for leaf in found if isinstance(leaf, Below | Reaches)}
    rests_on = effect.rests_on if isinstance(effect, Cap) else None
    if rests_on is not None:
        reads.add(rests_on)
    return Clause(
        index=index,
        bit=1 << index,
        rule=rule,
        effect=effect,
        holds=None if effect.when is None else effect.when.holds,
        needs_profile=any(not isinstance(leaf, Below | Reaches) for leaf in found),
        reads=frozenset(reads),
        touches=effect.questions if isinstance(effect, Cap | Scale) else (),
        rests_on=rests_on,
        factors=tuple(effect.factor_for(one) for one in CATEGORIES)
        if isinstance(effect, Scale)
        else (),
        capped=tuple(one in effect.categories for one in CATEGORIES)
        if isinstance(effect, Cap)
        else (),
        floor=effect.risk if isinstance(effect, Floor) else 0.0,
        in_headline=isinstance(effect, Floor) and effect.in_headline,
        readings=effect.readings if isinstance(effect, Scale) else READINGS,
        spares_supported=isinstance(effect, Scale) and effect.unless_supported,
    )

"""The rules, laid out so that scoring finds what touches a question and what a question touches."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from alignassess.domain.catalog import Cap, Effect, Floor, Notice, RaiseExposure, Rule, Scale
from alignassess.domain.condition import Below, Reaches, leaves
from alignassess.domain.model import CATEGORIES, READINGS, Reading


@dataclass(frozen=True, slots=True)
class Clause:
    """One effect of one rule."""

    index: int
    rule: Rule
    effect: Effect
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

    def caps_at(self, limit: float) -> tuple[float, ...]:
        """The most credit per category; 1 where the cap does not reach."""
        return tuple([limit if one else 1.0 for one in self.capped])


@dataclass(frozen=True, slots=True)
class Touching:
    """What bears on the credit of one question, in the order of application."""

    caps: tuple[Clause, ...]
    scales: tuple[tuple[Clause, ...], ...]
    """Grouped by rule: within a group the strictest factor in force counts."""


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
                question: Touching(
                    tuple(caps[question]), tuple(map(tuple, scales[question].values()))
                )
                for question in {*caps, *scales}
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
        rule=rule,
        effect=effect,
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

"""What each rule in force costs: the risk that would go if its own effects were taken back."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum

from alignassess.domain.assessment import RuleCost, RuleInForce
from alignassess.domain.catalog import Floor, Notice, RaiseExposure
from alignassess.domain.formula import exact
from alignassess.domain.model import CATEGORIES
from alignassess.domain.rulebook import Clause
from alignassess.domain.tally import Tally, Trail


@dataclass(slots=True)
class Ledger:
    """Weighted credit that one rule took, per category and layer, and from which questions."""

    taken: dict[tuple[int, int], float] = field(default_factory=lambda: defaultdict(float))
    questions: dict[str, None] = field(default_factory=dict)


def ledgers(tally: Tally) -> Mapping[str, Ledger]:
    """Rule id to what it took, in the order in which rules are applied."""
    found: dict[str, Ledger] = defaultdict(Ledger)
    instrument = tally.instrument
    for question in sorted(tally.counted & instrument.rulebook.touching.keys()):
        if not tally.lowers(question):
            continue
        trail: Trail = []
        tally.credit_of(question, instrument.rulebook.touching[question], trail)
        layer, weights = instrument.layer[question], instrument.bearing[question].weights
        for clause, before, after in trail:
            ledger = found[clause.rule.id]
            for category, weight in enumerate(weights):
                if weight and after[category] < before[category]:
                    ledger.taken[category, layer] += weight * (before[category] - after[category])
                    ledger.questions[question] = None
    return found


def rules_in_force(tally: Tally) -> tuple[RuleInForce, ...]:
    """Every rule of which an effect is in force and touches something, dearest first."""
    took = ledgers(tally)
    risks = [] if tally.inherent is None else tally.risks()
    floors = [tally.floors(category) for category in range(len(CATEGORIES))]
    found = []
    for rule, clauses in tally.instrument.rulebook.of_rule:
        acting = [one for one in clauses if tally.in_force[one.index] and _touches(tally, one)]
        if not acting:
            continue
        ledger = took.get(rule.id, Ledger())
        found.append(
            RuleInForce(
                rule=rule.id,
                title=rule.title,
                text=rule.text,
                contested=rule.contested,
                effects=tuple(dict.fromkeys(one.effect.kind for one in acting)),
                questions=tuple(ledger.questions),
                lifted_by=tuple(
                    sorted({q for one in acting for q in one.reads if q in tally.level})
                ),
                costs=_costs(tally, risks, floors, acting, ledger) if risks else (),
            )
        )
    return tuple(sorted(found, key=lambda one: (-fsum(c.cost for c in one.costs), one.rule)))


def _touches(tally: Tally, clause: Clause) -> bool:
    if isinstance(clause.effect, RaiseExposure | Floor):
        return tally.inherent is not None  # a vendor sheet has neither exposure nor risk
    if isinstance(clause.effect, Notice) and clause.effect.questions:
        return not tally.counted.isdisjoint(clause.effect.questions)
    return not clause.touches or not tally.counted.isdisjoint(clause.touches)


def _costs(
    tally: Tally,
    risks: Sequence[float],
    held_up: Sequence[Sequence[tuple[Clause, float]]],
    acting: Sequence[Clause],
    ledger: Ledger,
) -> tuple[RuleCost, ...]:
    """Only categories that the rule changes are counted again: most rules change few."""
    without = {one.index for one in acting}
    exposure = tally.exposure
    if any(isinstance(one.effect, RaiseExposure) for one in acting):
        exposure = tally.exposure_without(without)
    lowered = {category for category, _ in ledger.taken}
    found = []
    for index, category in enumerate(CATEGORIES):
        own_floor = any(clause.index in without for clause, _ in held_up[index])
        if index not in lowered and not own_floor and exposure[index] == tally.exposure[index]:
            continue
        credits = list(tally.credits[index])
        for layer, cell in enumerate(tally.cells[index]):
            taken = ledger.taken.get((index, layer))
            if taken:
                earned = tally.earned[index][layer] + taken
                credits[layer] = cell.credit(earned, tally.instrument.method.indirect)
        risk = tally.risk_before_floors(index, credits=credits, exposure=exposure[index])
        floors = [floor for clause, floor in held_up[index] if clause.index not in without]
        cost = exact(risks[index] - max([risk, *floors]))
        if cost > 0:
            found.append(RuleCost(category=category, cost=cost))
    return tuple(found)

"""What each rule in force costs: the risk that would go if its own effects were taken back."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum

from alignassess.domain.assessment import RuleCost, RuleInForce
from alignassess.domain.catalog import Floor, Notice, RaiseExposure
from alignassess.domain.floors import Floors
from alignassess.domain.formula import exact
from alignassess.domain.model import CATEGORIES
from alignassess.domain.rulebook import Clause, bits_of
from alignassess.domain.tally import Tally


@dataclass(slots=True)
class Ledger:
    """Weighted credit that one rule took, per category and layer, and from which questions."""

    taken: dict[tuple[int, int], float] = field(default_factory=lambda: defaultdict(float))
    questions: dict[str, None] = field(default_factory=dict)


def ledgers(tally: Tally) -> Mapping[str, Ledger]:
    """Rule id to what it took, in the order in which rules are applied."""
    found: dict[str, Ledger] = defaultdict(Ledger)
    instrument = tally.instrument
    counted, layers = tally.counted, instrument.layer
    for question, touching in instrument.rulebook.touching.items():
        if question not in counted or not tally.lowers(question):
            continue
        layer, weights = layers[question], instrument.bearing[question].weights
        for rule, taken in tally.taken_from(question, touching, weights):
            ledger = found[rule]
            for category, lost in taken:
                ledger.taken[category, layer] += lost
                ledger.questions[question] = None
    return found


def rules_in_force(tally: Tally) -> tuple[RuleInForce, ...]:
    """Every rule of which an effect is in force and touches something, dearest first."""
    took = ledgers(tally)
    risks = [] if tally.inherent is None else tally.risks()
    floors = [tally.floors(category) for category in range(len(CATEGORIES))]
    found = []
    for rule, clauses in tally.instrument.rulebook.of_rule:
        acting = [one for one in clauses if one.bit & tally.bits and _touches(tally, one)]
        if not acting:
            continue
        ledger = took.get(rule.id, Ledger())
        found.append(
            RuleInForce(
                rule.id,
                rule.title,
                rule.text,
                rule.contested,
                tuple(dict.fromkeys([one.effect.kind for one in acting])),
                tuple(ledger.questions),
                _lifted_by(tally, acting),
                _costs(tally, risks, floors, acting, ledger) if risks else (),
            )
        )
    return tuple(sorted(found, key=lambda one: (-fsum(c.cost for c in one.costs), one.rule)))


def _lifted_by(tally: Tally, acting: Sequence[Clause]) -> tuple[str, ...]:
    return tuple(sorted({q for one in acting for q in one.reads if q in tally.level}))


def _touches(tally: Tally, clause: Clause) -> bool:
    if isinstance(clause.effect, RaiseExposure | Floor):
        return tally.inherent is not None  # a vendor sheet has neither exposure nor risk
    if isinstance(clause.effect, Notice) and clause.effect.questions:
        return not tally.counted.isdisjoint(clause.effect.questions)
    return not clause.touches or not tally.counted.isdisjoint(clause.touches)


def _costs(
    tally: Tally,
    risks: Sequence[float],
    floors: Sequence[Floors],
    acting: Sequence[Clause],
    ledger: Ledger,
) -> tuple[RuleCost, ...]:
    """Only categories that the rule changes are counted again: most rules change few."""
    without = bits_of(acting)
    changed = {index for index, one in enumerate(floors) if one.bits & without}
    changed |= {category for category, _ in ledger.taken}
    exposure: Sequence[float] = tally.exposure
    if any(isinstance(one.effect, RaiseExposure) for one in acting):
        exposure = tally.exposure_without(without)
        changed |= {
            index for index, before in enumerate(tally.exposure) if before != exposure[index]
        }
    found = []
    for index in sorted(changed):
        held = floors[index].highest_without(without)
        if held >= risks[index]:
            continue  # what is left of the floors holds the risk where it is
        credits = _given_back(tally, ledger, index)
        risk = tally.risk_before_floors(index, credits=credits, exposure=exposure[index])
        cost = exact(risks[index] - max(risk, held))
        if cost > 0:
            found.append(RuleCost(CATEGORIES[index], cost))
    return tuple(found)


def _given_back(tally: Tally, ledger: Ledger, category: int) -> Sequence[float]:
    """The layer credits of a category, without what a rule took."""
    credits = list(tally.credits[category])
    for layer, earned in enumerate(tally.earned[category]):
        taken = ledger.taken.get((category, layer))
        if taken is not None:
            credits[layer] = tally.cells.credit(
                category, layer, earned + taken, tally.instrument.method.indirect
            )
    return credits

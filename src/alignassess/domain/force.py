"""Which clauses of the rules are in force, and what those do that raise exposure."""

from collections.abc import Iterable, Sequence

from alignassess.domain.catalog import RaiseExposure
from alignassess.domain.facts import ReadFacts
from alignassess.domain.instrument import CATEGORY_INDEX
from alignassess.domain.method import Method
from alignassess.domain.model import Reading
from alignassess.domain.rulebook import Clause


def in_force(clauses: Iterable[Clause], facts: ReadFacts, reading: Reading) -> int:
    """The clauses in force, as their bits.

    In `best` those that are certainly so, otherwise those that are not certainly not. Without a
    profile (a vendor sheet) none is that looks at a profile fact.
    """
    has_profile, level, is_best = bool(facts.chosen), facts.level, reading is Reading.BEST
    found = 0
    for clause in clauses:
        if (
            (clause.needs_profile and not has_profile)
            or (clause.rests_on is not None and clause.rests_on not in level)
            or reading not in clause.readings
        ):
            continue
        holds = True if clause.holds is None else clause.holds(facts)
        if holds or (holds is None and not is_best):
            found |= clause.bit
    return found


def raised_exposure(
    base: Sequence[float], clauses: Iterable[Clause], method: Method
) -> list[float]:
    """Exposure per category under clauses that raise it: first to a least value, then by steps."""
    raised = list(base)
    effects = [one.effect for one in clauses if isinstance(one.effect, RaiseExposure)]
    for effect in effects:
        least = effect.at_least or 0.0
        if effect.at_least_that_of is not None:
            least = max(least, base[CATEGORY_INDEX[effect.at_least_that_of]] - effect.less)
        for category in effect.categories:
            index = CATEGORY_INDEX[category]
            raised[index] = max(raised[index], least)
    for effect in effects:
        for category in effect.categories:
            index = CATEGORY_INDEX[category]
            raised[index] = min(1.0, raised[index] + effect.steps * method.exposure_step)
    return raised

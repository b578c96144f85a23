"""`decide()`: whether an assessment stays within a policy, with its waivers and without."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from alignassess.domain.accepting import Acceptances, counting
from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.breaches import Breach, Broken, broken
from alignassess.domain.comparison import Change, ChangeState, compare
from alignassess.domain.decision import Decision, Outcome
from alignassess.domain.idle import limits_nothing
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import Reading
from alignassess.domain.naming import listed
from alignassess.domain.policy import Level, Policy, Rules
from alignassess.domain.regressing import regressed
from alignassess.domain.waivers import Waiver

__all__ = ["Decision", "Outcome", "decide"]

_MOST_NAMED = 6
"""Essential gaps that one line names."""


def decide(
    assessment: SystemAssessment,
    policy: Policy,
    *,
    instrument: Instrument,
    path: str = "",
    waivers: Sequence[Waiver] = (),
    baseline: SystemAssessment | None = None,
    on: date | None = None,
    preview: bool = False,
) -> Decision:
    """Hold an assessment against a policy.

    A limit passes when its reading is within it, fails when even `best` is above it, and is
    inconclusive between: then answers or evidence are missing. While a profile fact is unknown,
    `best` is not a strict bound, so nothing fails. `path` is that of the sheet, for the matrix;
    `on` the day for waivers, by default that of the assessment.
    """
    day = on or assessment.provenance.as_of
    rules = policy.rules_for(path, assessment.subject.tags)
    reading = Reading.ANSWERED if rules.regressions is None else rules.regressions.reading
    changes = () if baseline is None else compare(assessment, baseline, reading=reading)
    found = _broken(assessment, rules, instrument, baseline, changes)
    never = () if policy.waivers is None else policy.waivers.never
    acceptances = counting(assessment, instrument, waivers, day, never=never)
    with_them = _judged(found, acceptances, assessment, instrument)
    uses = acceptances.uses(waivers, with_them.used, day)
    without = _judged(found, None, assessment, instrument) if uses else None
    return Decision(
        system=assessment.subject.id,
        depth=assessment.depth,
        outcome=with_them.outcome,
        reasons=with_them.reasons,
        warnings=with_them.warnings,
        waivers=uses,
        without_waivers=None if without is None else without.outcome,
        reasons_without=() if without is None else without.reasons,
        changes=tuple(one for one in changes if one.state is not ChangeState.UNCHANGED),
        preview=day if preview else None,
    )


class _Judged(NamedTuple):
    outcome: Outcome
    reasons: tuple[str, ...]
    warnings: tuple[str, ...]
    used: frozenset[str]
    """Ids of the waivers that let something pass."""


def _broken(
    assessment: SystemAssessment,
    rules: Rules,
    instrument: Instrument,
    baseline: SystemAssessment | None,
    changes: tuple[Change, ...],
) -> list[Broken]:
    found = broken(assessment, rules, instrument)
    if limits_nothing(rules):
        text = "no entry of the matrix is about this system, and nothing else limits it"
        found.append(Breach(Outcome.INCONCLUSIVE, Level.ERROR, text))
    if rules.regressions is None:
        return found
    if baseline is not None:
        found += regressed(assessment, baseline, changes, rules.regressions, instrument)
    elif limits_nothing(rules.model_copy(update={"regressions": None})):
        text = "it is not in the baseline yet, and nothing else limits it"
        found.append(Breach(Outcome.INCONCLUSIVE, rules.regressions.level, text))
    return found


def _judged(
    found: Sequence[Broken],
    acceptances: Acceptances | None,
    assessment: SystemAssessment,
    instrument: Instrument,
) -> _Judged:
    """Put what is broken and not accepted in words, worst first."""
    used: set[str] = set()
    breaches: list[Breach] = []
    for one in found:
        if isinstance(one, Breach):
            breaches.append(one)
        else:
            left, ids = one.accepted(acceptances)
            used |= ids
            breaches += left.in_words(assessment, instrument)
    errors = [one for one in breaches if one.level is Level.ERROR]
    order = list(Outcome)
    worst_first = sorted(errors, key=lambda one: -order.index(one.outcome))
    reasons = [one.text for one in worst_first]
    if errors:
        reasons += _gaps(assessment, acceptances)
    return _Judged(
        worst_first[0].outcome if errors else Outcome.PASS,
        tuple(reasons),
        tuple(one.text for one in breaches if one.level is Level.WARN),
        frozenset(used),
    )


def _gaps(assessment: SystemAssessment, acceptances: Acceptances | None) -> list[str]:
    """The essential gaps that stay open, since closing them comes first."""
    names = [
        gap.question
        for gap in assessment.essential_gaps
        if acceptances is None or acceptances.of_gap(gap.question) is None
    ]
    return [f"essential gaps open: {listed(names, _MOST_NAMED)}"] if names else []

"""What has become worse against a baseline, as reasons of a decision."""

from collections.abc import Iterator, Sequence

from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.breaches import Breach
from alignassess.domain.comparison import Change, comparable_figures, moves, narrower
from alignassess.domain.decision import Outcome
from alignassess.domain.formula import exact
from alignassess.domain.instrument import Instrument
from alignassess.domain.naming import listed
from alignassess.domain.policy import Level, Regressions

_MOST_NAMED = 4


def regressed(
    assessment: SystemAssessment,
    baseline: SystemAssessment,
    changes: Sequence[Change],
    rule: Regressions,
    instrument: Instrument,
) -> Iterator[Breach]:
    """Every answer that dropped, and every figure that rose by more than the tolerance."""
    if rule.level is Level.OFF:
        return
    less = narrower(assessment, baseline)
    if less:
        yield Breach(Outcome.INCONCLUSIVE, rule.level, f"not comparable: {less}")
    dropped = [_words(one) for one in changes if one.regressed]
    if dropped:
        count = f"{len(dropped)} answer{'s' * (len(dropped) > 1)} worse than the baseline"
        yield Breach(Outcome.FAIL, rule.level, f"{count}: {listed(dropped, _MOST_NAMED)}")
    other = comparable_figures(assessment, baseline)
    if other:
        if not less:
            text = f"figures are not held against the baseline: {other}"
            yield Breach(Outcome.PASS, Level.WARN, text)
        return
    risen = [
        f"{instrument.category[one.category].label} {one.before:.2f} to {one.now:.2f}"
        for one in moves(assessment, baseline, rule.reading)
        if one.by > exact(rule.tolerance)
    ]
    if risen:
        yield Breach(Outcome.FAIL, rule.level, f"risk rose: {listed(risen, _MOST_NAMED)}")


def _words(one: Change) -> str:
    if one.level_before is None:
        what = "fact no longer known" if one.level_now is None else "not asked before"
        return f"{one.question} ({what})"
    if one.level_before == one.level_now:
        return f"{one.question} (no answer any more)"
    return f"{one.question} (level {one.level_before} to {one.level_now})"

"""What the figures of runs say for one question: by their limits, and by pairs of runs."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from alignassess.domain.evidence_record import Figure, Verdict
from alignassess.domain.model import ASSURANCES, Assurance, Category
from alignassess.domain.pairs import LEAST, Comparison, Outcome, comparisons, obstacles
from alignassess.domain.weighing import WeighedRun

_SMALL = 0.005
"""Less rounds to 0.00."""

_RELATED = "it measures a related behaviour, not the failure itself"


class Said(NamedTuple):
    """What a file says for a question."""

    assurance: Assurance
    """`tested`, `documented` or `asserted`."""
    reason: str = ""
    """Why not more."""
    direct: frozenset[Category] = frozenset()
    """The categories that it measures."""
    against: tuple[str, ...] = ()
    """Results that speak against the answer, in words."""


def strongest(said: Iterable[Said]) -> Said | None:
    """What several figures say together: one that speaks against counts before all others."""
    found = list(said)
    against = tuple(words for one in found for words in one.against)
    if against:
        return Said(Assurance.ASSERTED, against[0], against=against)
    if not found:
        return None
    best = max(found, key=lambda one: ASSURANCES.index(one.assurance))
    if best.assurance is Assurance.TESTED:
        direct = frozenset[Category]().union(*(one.direct for one in found))
        return Said(Assurance.TESTED, direct=direct)
    # Where nothing counts as a test, what speaks against the answer takes it back to a claim.
    return min(found, key=lambda one: ASSURANCES.index(one.assurance))


def by_thresholds(question: str, run: WeighedRun) -> Said | None:
    """What one run says by the limits of its figures; None where none bears on the question."""
    task = run.run.evaluation.task.name
    bearing_on = (one for one in run.run.figures if question in one.questions)
    return strongest(_by_limit(task, one) for one in bearing_on)


def figure_words(task: str, figure: Figure) -> str:
    """A figure with its interval and its limit."""
    value = "no value" if figure.value is None else number(figure.value)
    words = f"{task}: {figure.name} {value}"
    if figure.interval is not None:
        words += f" ({number(figure.interval.low)} to {number(figure.interval.high)})"
    if figure.limit is not None and figure.better is not None:
        side = {"lower": "at most", "higher": "at least", "near-zero": "within"}[figure.better]
        words += f", limit {side} {number(figure.limit)}"
    return words


def number(value: float) -> str:
    """A figure with two digits, more where it is small."""
    return f"{value:.2g}" if 0 < abs(value) < _SMALL else f"{value:.2f}"


def _by_limit(task: str, figure: Figure) -> Said:
    words = figure_words(task, figure)
    if figure.refused:
        return Said(Assurance.ASSERTED, f"{figure.name}: {figure.why}")
    if figure.verdict is Verdict.NOT_MET:
        if figure.direct:
            return Said(Assurance.ASSERTED, words, against=(words,))
        return Said(Assurance.ASSERTED, f"a related behaviour does not meet its limit: {words}")
    if figure.verdict is Verdict.MET and figure.direct:
        return Said(Assurance.TESTED, direct=frozenset(figure.direct))
    if figure.verdict is Verdict.MET:
        return Said(Assurance.DOCUMENTED, _RELATED)
    return Said(Assurance.DOCUMENTED, f"{figure.verdict}: {words}; {figure.why}")


def by_pairs(
    question: str,
    tuned: Mapping[str, tuple[WeighedRun, ...]],
    base: Mapping[str, tuple[WeighedRun, ...]],
    changed: Mapping[str, date | None],
) -> dict[str, list[Said]]:
    """What runs of the tuned model say beside runs of its base, by evidence entry.

    Both entries of a pair are given what the pair says.
    """
    found: dict[str, list[Said]] = {}
    bases = [(name, run) for name, runs in base.items() for run in runs]
    for name, runs in tuned.items():
        for run in runs:
            if not any(question in figure.pairs for figure in run.run.figures):
                continue
            if not bases:
                reason = "it needs a run of the base beside it"
                found.setdefault(name, []).append(Said(Assurance.DOCUMENTED, reason))
            for other, against in bases:
                said = _pair(question, run, against, changed[name])
                for one in dict.fromkeys((name, other)):
                    found.setdefault(one, []).append(said)
    return found


def _pair(question: str, tuned: WeighedRun, base: WeighedRun, changed: date | None) -> Said:
    one, other = tuned.run.evaluation, base.run.evaluation
    hindered = obstacles(one, other, changed=changed)
    if hindered:
        reason = f"it cannot be compared with the run of the base: {'; '.join(hindered)}"
        return Said(Assurance.DOCUMENTED, reason)
    bearing_on = [figure for figure in tuned.run.figures if question in figure.pairs]
    compared = comparisons(bearing_on, base.run.figures)
    said = strongest(_compared(one.task.name, each) for each in compared)
    if said is not None:
        return said
    return Said(Assurance.DOCUMENTED, "the run of the base has none of its figures")


def _compared(task: str, pair: Comparison) -> Said:
    words = pair_words(task, pair)
    match pair.outcome:
        case Outcome.UNKNOWN:
            reason = f"{words}; without counts or a standard error of both, it shows no difference"
            return Said(Assurance.DOCUMENTED, reason)
        case Outcome.TOO_FEW:
            reason = f"{words}; with fewer than {LEAST} samples that may be chance"
            return Said(Assurance.DOCUMENTED, reason)
        case Outcome.WORSE if pair.figure.direct:
            return Said(Assurance.ASSERTED, words, against=(words,))
        case Outcome.WORSE:
            return Said(Assurance.ASSERTED, f"a related behaviour got worse: {words}")
        case Outcome.NO_DIFFERENCE:
            # Too few samples show no difference either.
            reason = f"no difference beyond the standard error, which is not none: {words}"
            return Said(Assurance.DOCUMENTED, reason)
    if pair.figure.direct:
        return Said(Assurance.TESTED, direct=frozenset(pair.figure.direct))
    return Said(Assurance.DOCUMENTED, _RELATED)


def pair_words(task: str, pair: Comparison) -> str:
    """A figure of the tuned model beside that of its base."""
    value = pair.figure.value
    assert value is not None
    words = f"{task}: {pair.figure.name} {number(value)}, of the base {number(pair.base)}"
    if pair.error is None:
        return words
    return f"{words}, standard error of the difference {number(pair.error)}"

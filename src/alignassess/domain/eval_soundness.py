"""Whether the catalogue of evaluations is sound.

Nothing dangles, every scored figure has a direction with a limit and a reason for it, and no figure
can be two entries.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from alignassess.domain.evals import EvalEntry, Evals, Unit
from alignassess.domain.faults import Fault
from alignassess.domain.instrument import Instrument
from alignassess.domain.library import Library
from alignassess.domain.model import CATEGORIES
from alignassess.domain.questionnaire import ScoredQuestion


def eval_faults(instrument: Instrument, library: Library) -> Iterator[Fault]:
    """Everything unsound in the catalogue."""
    evals = library.evals
    yield from _twice([one.id for one in evals.evals], "is the id of two evaluations")
    yield from _twice([one.id for one in evals.judgements], "is the id of two judgements")
    for entry in evals.evals:
        yield from _names(entry)
        yield from _scale(entry)
        yield from _threshold(entry, evals, library)
        yield from _categories(entry)
        yield from _questions(entry, instrument)
        yield from _sources(entry, library)
    used = {one.threshold.judgement for one in evals.evals if one.threshold is not None}
    for judgement in evals.judgements:
        if judgement.id not in used:
            yield Fault(judgement.id, "is a judgement that no threshold names")
    yield from _overlaps(evals)


def _twice(ids: list[str], message: str) -> Iterator[Fault]:
    return (Fault(name, message) for name, count in Counter(ids).items() if count > 1)


def _names(entry: EvalEntry) -> Iterator[Fault]:
    for pattern in (*entry.tasks, *entry.score, *entry.metric):
        if pattern.count("*") > 1:
            yield Fault(entry.id, f"has more than one * in {pattern}")
    for task in entry.tasks:
        if "/" in task:
            yield Fault(entry.id, f"names the task {task}; only what follows the last / counts")


_ENDS = {Unit.SHARE: (0.0, 1.0), Unit.PERCENT: (0.0, 100.0), Unit.DIFFERENCE: (-1.0, 1.0)}


def _scale(entry: EvalEntry) -> Iterator[Fault]:
    scale = entry.scale
    ends = (scale.low, scale.high)
    if scale.low >= scale.high:
        yield Fault(entry.id, f"has a scale that does not rise: {scale.low:g} to {scale.high:g}")
    elif scale.unit in _ENDS and ends != _ENDS[scale.unit]:
        low, high = _ENDS[scale.unit]
        yield Fault(entry.id, f"has a {scale.unit} that does not run from {low:g} to {high:g}")


def _threshold(entry: EvalEntry, evals: Evals, library: Library) -> Iterator[Fault]:
    threshold = entry.threshold
    if threshold is None:
        if entry.scored:
            yield Fault(entry.id, f"is {entry.direction} and has no threshold")
        return
    if not entry.scored:
        yield Fault(entry.id, "is context, so it has no threshold")
    if not entry.scale.holds(threshold.value):
        yield Fault(entry.id, f"has the threshold {threshold.value:g}, outside its scale")
    if (threshold.reference is None) == (threshold.judgement is None):
        yield Fault(entry.id, "has a threshold without a source, or with two")
    if threshold.judgement is not None and threshold.judgement not in evals.judgement:
        yield Fault(entry.id, f"names the judgement {threshold.judgement}, which does not exist")
    if threshold.reference is not None and not library.holds(threshold.reference):
        yield Fault(entry.id, f"cites {threshold.reference}, which is not in the references")


def _categories(entry: EvalEntry) -> Iterator[Fault]:
    named = (*entry.categories.direct, *entry.categories.proxy)
    if entry.scored and not named:
        yield Fault(entry.id, "is scored and bears on no category")
    for category, count in Counter(named).items():
        if count > 1:
            yield Fault(entry.id, f"names {category} twice")


def _questions(entry: EvalEntry, instrument: Instrument) -> Iterator[Fault]:
    named = (*entry.categories.direct, *entry.categories.proxy)
    for list_ in (entry.questions, entry.pairs):
        yield from _twice_in(entry, list_)
    for name in dict.fromkeys((*entry.questions, *entry.pairs)):
        if not isinstance(instrument.question.get(name), ScoredQuestion):
            yield Fault(entry.id, f"supports {name}, which is not a scored question")
            continue
        weights = instrument.bearing[name].weights
        if not any(weights[CATEGORIES.index(category)] for category in named):
            yield Fault(entry.id, f"supports {name}, which bears on none of its categories")


def _twice_in(entry: EvalEntry, names: tuple[str, ...]) -> Iterator[Fault]:
    return (
        Fault(entry.id, f"names {name} twice")
        for name, count in Counter(names).items()
        if count > 1
    )


def _sources(entry: EvalEntry, library: Library) -> Iterator[Fault]:
    for key in entry.references:
        if not library.holds(key):
            yield Fault(entry.id, f"cites {key}, which is not in the references")
    if entry.scored and not entry.references and entry.source is None:
        yield Fault(entry.id, "is scored and says nowhere where it is described")


def _overlaps(evals: Evals) -> Iterator[Fault]:
    """Two entries that the same figure could be. Which task name is closer tells them apart."""
    for one, other in combinations(evals.evals, 2):
        if one.tool is other.tool and _same_figure(one, other):
            words = (
                f"can be the same figure as {other.id}"
                if one.direction is other.direction
                else f"can be the same figure as {other.id}, which has another direction"
            )
            yield Fault(one.id, words)


def _same_figure(one: EvalEntry, other: EvalEntry) -> bool:
    return (
        any(_equally_close(a, b) for a in one.tasks for b in other.tasks)
        and _meet(one.metric, other.metric)
        and (not one.score or not other.score or _meet(one.score, other.score))
        and bool(one.reducers & other.reducers)
        and not _told_apart(one, other)
    )


def _equally_close(one: str, other: str) -> bool:
    return len(one) == len(other) and ("*" in one) == ("*" in other) and _meets(one, other)


def _meet(ones: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return any(_meets(one, other) for one in ones for other in others)


def _meets(one: str, other: str) -> bool:
    """Whether some text fits both patterns."""
    if "*" not in one or "*" not in other:
        text, pattern = (one, other) if "*" not in one else (other, one)
        before, star, after = pattern.partition("*")
        if not star:
            return text == pattern
        long_enough = len(text) >= len(before) + len(after)
        return long_enough and text.startswith(before) and text.endswith(after)
    (a, _, b), (c, _, d) = one.partition("*"), other.partition("*")
    return (a.startswith(c) or c.startswith(a)) and (b.endswith(d) or d.endswith(b))


def _told_apart(one: EvalEntry, other: EvalEntry) -> bool:
    values = {each.name: set(each.values) for each in one.arguments}
    return any(
        each.name in values and not values[each.name] & set(each.values) for each in other.arguments
    )

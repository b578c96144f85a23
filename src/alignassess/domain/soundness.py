"""Whether an instrument is sound.

Nothing dangles, everything can apply, and no rule punishes improvement.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain

from alignassess.domain.catalog import Cap, Effect, Floor, Notice, RaiseExposure, Scale
from alignassess.domain.condition import (
    AtLeast,
    Below,
    Condition,
    IncludesAny,
    Is,
    Leaf,
    RareEvents,
    Reaches,
    Role,
    Unknown,
    leaves,
)
from alignassess.domain.crosswalk import gaps
from alignassess.domain.eval_soundness import eval_faults
from alignassess.domain.faults import Fault
from alignassess.domain.instrument import Instrument
from alignassess.domain.library import Library
from alignassess.domain.migration import strays
from alignassess.domain.model import CATEGORIES, LAYERS, TOP_LEVEL
from alignassess.domain.questionnaire import ProfileQuestion, ScoredQuestion
from alignassess.domain.rare_events import TESTS
from alignassess.domain.satisfiability import can_hold
from alignassess.domain.sections import misplaced
from alignassess.domain.topics import untouched


def faults(instrument: Instrument, library: Library) -> tuple[Fault, ...]:
    """Everything unsound.

    Later checks build on earlier ones, so they run only when those found nothing.
    """
    first = tuple(chain(_ids(instrument, library), _conditions(instrument)))
    if first:
        return first
    circles = tuple(_circles(instrument))
    if circles:
        return circles
    return tuple(
        chain(
            _questions(instrument, library),
            _rules(instrument, library),
            _categories(instrument, library),
            _training(instrument, library),
            _library(instrument, library),
            eval_faults(instrument, library),
        )
    )


def _ids(instrument: Instrument, library: Library) -> Iterator[Fault]:
    yield from _twice(
        [one.id for one in instrument.questionnaires], "is the id of two questionnaires"
    )
    ids = [q.id for one in instrument.questionnaires for q in one.questions]
    yield from _twice(ids, "is the id of two questions")
    for retired in instrument.retired.values():
        if retired.id in ids:
            yield Fault(retired.id, "is retired, and an id is never used again")
        for successor in retired.see:
            if successor not in ids:
                yield Fault(
                    retired.id, f"is retired in favour of {successor}, which does not exist"
                )
    rules = [one.id for one in instrument.rules]
    principles = [one.id for one in library.principles]
    yield from _twice(rules + principles, "is the id of two rules")
    yield from _twice([one.id for one in library.lenses], "is the id of two lenses")
    yield from _twice([one.id for one in instrument.roles], "is the id of two roles")
    keys = [one.key for one in library.references]
    items = [item.id for one in library.frameworks for item in one.items]
    yield from _twice(keys + items, "is the key of two sources")
    for missing in set(CATEGORIES) - {one.id for one in instrument.categories}:
        yield Fault(missing, "has no entry in the categories")
    for one in instrument.questionnaires:
        for question in one.questions:
            options = [option.key for option in question.options]
            for key, count in Counter(options).items():
                if count > 1:
                    yield Fault(question.id, f"has two options {key}")


def _twice(ids: list[str], message: str) -> Iterator[Fault]:
    return (Fault(name, message) for name, count in Counter(ids).items() if count > 1)


def _conditions(instrument: Instrument) -> Iterator[Fault]:
    for one in instrument.questionnaires:
        for question in one.questions:
            if question.ask_when is not None:
                yield from _condition(instrument, question.id, question.ask_when, rule=False)
    for role in instrument.roles:
        yield from _condition(instrument, role.id, role.when, rule=False)
    for rule in instrument.rules:
        for effect in rule.effects:
            if effect.when is not None:
                counts = not isinstance(effect, Notice)
                yield from _condition(instrument, rule.id, effect.when, rule=True, counts=counts)


def _condition(
    instrument: Instrument,
    owner: str,
    condition: Condition,
    *,
    rule: bool,
    counts: bool = True,
) -> Iterator[Fault]:
    """Faults of a condition. One that counts for a figure must let go as answers get better."""
    for leaf, positive in leaves(condition):
        if isinstance(leaf, Role):
            if leaf.role not in instrument.role:
                yield Fault(owner, f"looks at role {leaf.role}, which does not exist")
            continue
        question = instrument.question.get(leaf.question)
        if question is None:
            yield Fault(owner, f"looks at {leaf.question}, which does not exist")
        elif isinstance(leaf, Below | Reaches | RareEvents):
            bites_when_better = positive == isinstance(leaf, Reaches)
            if not rule:
                yield Fault(owner, f"looks at the scored answer {leaf.question}")
            elif not isinstance(question, ScoredQuestion):
                yield Fault(owner, f"asks for a level of {leaf.question}, which is not scored")
            elif isinstance(leaf, RareEvents) and leaf.question != TESTS:
                yield Fault(owner, f"looks for trials of {leaf.question}; only {TESTS} has them")
            elif counts and bites_when_better:
                yield Fault(owner, f"starts to bite when {leaf.question} gets better")
        elif not isinstance(question, ProfileQuestion):
            yield Fault(owner, f"looks at the scored answer {leaf.question}")
        elif isinstance(leaf, Unknown):
            if not rule or counts:
                yield Fault(owner, f"looks for an unknown {question.id}, which only a notice may")
        else:
            if rule and counts and not positive and isinstance(leaf, AtLeast):
                yield Fault(owner, f"lets go where {question.id} reads a higher exposure")
            yield from _leaf(owner, leaf, question)


def _leaf(
    owner: str, leaf: Is | IncludesAny | AtLeast, question: ProfileQuestion
) -> Iterator[Fault]:
    if isinstance(leaf, AtLeast):
        if leaf.exposure > max(option.exposure for option in question.options):
            yield Fault(owner, f"asks for more exposure than {question.id} can have")
        return
    wanted = "single" if isinstance(leaf, Is) else "multiple"
    if question.choice != wanted:
        yield Fault(owner, f"{leaf.kind} does not fit {question.id}, a {question.choice} choice")
    known = {option.key for option in question.options}
    for key in leaf.options:
        if key not in known:
            yield Fault(owner, f"looks for option {key}, which {question.id} does not have")


def _circles(instrument: Instrument) -> Iterator[Fault]:
    seen_by: dict[str, list[str]] = {
        f"role {role.id}": [_node(leaf) for leaf, _ in leaves(role.when)]
        for role in instrument.roles
    }
    for question in instrument.profile:
        condition = question.ask_when
        seen_by[question.id] = (
            [] if condition is None else [_node(leaf) for leaf, _ in leaves(condition)]
        )
    done: set[str] = set()
    known: set[frozenset[str]] = set()
    for start in seen_by:
        circle = _circle(start, seen_by, done, [])
        if circle and frozenset(circle) not in known:
            known.add(frozenset(circle))
            yield Fault(circle[0].removeprefix("role "), f"goes in a circle: {' > '.join(circle)}")


def _node(leaf: Leaf) -> str:
    return f"role {leaf.role}" if isinstance(leaf, Role) else leaf.question


def _circle(
    node: str, seen_by: Mapping[str, list[str]], done: set[str], path: list[str]
) -> list[str]:
    if node in path:
        return [*path[path.index(node) :], node]
    if node in done:
        return []
    for other in seen_by.get(node, []):
        found = _circle(other, seen_by, done, [*path, node])
        if found:
            return found
    done.add(node)
    return []


def _questions(instrument: Instrument, library: Library) -> Iterator[Fault]:
    for one in instrument.questionnaires:
        yield from misplaced(one)
        for question in one.questions:
            yield from _cited(question.id, question.references, library)
            if question.ask_when is not None and not can_hold(question.ask_when, instrument):
                yield Fault(question.id, "can never apply")
            if isinstance(question, ScoredQuestion):
                yield from _scored(question)
            elif question.sets_stakes and (question.raises.primary or question.raises.secondary):
                yield Fault(question.id, "sets the stakes, so it raises no exposure")
    if not any(question.sets_stakes for question in instrument.profile):
        yield Fault("system-profile", "has no question that sets the stakes")


def _scored(question: ScoredQuestion) -> Iterator[Fault]:
    levels = [option.level for option in question.options]
    if levels != sorted(set(levels)) or levels[0] != 0 or levels[-1] != TOP_LEVEL:
        yield Fault(
            question.id, f"has options out of order: {levels}; they rise from 0 to {TOP_LEVEL}"
        )
    if not question.categories.primary and not question.categories.secondary:
        yield Fault(question.id, "bears on no category")


def _cited(owner: str, references: tuple[str, ...], library: Library) -> Iterator[Fault]:
    return (
        Fault(owner, f"cites {key}, which is not in the references or a framework list")
        for key in references
        if not library.holds(key)
    )


def _rules(instrument: Instrument, library: Library) -> Iterator[Fault]:
    for one in library.principles:
        yield from _cited(one.id, one.references, library)
    for lens in library.lenses:
        yield from _cited(lens.id, lens.references, library)
    scored = {question.id: question for question in instrument.scored}
    for rule in instrument.rules:
        yield from _cited(rule.id, rule.references, library)
        for effect in rule.effects:
            for name in _touched(effect):
                if name not in scored:
                    yield Fault(rule.id, f"touches {name}, which is not a scored question")
            if effect.when is not None and not can_hold(effect.when, instrument):
                yield Fault(rule.id, "has an effect that can never be in force")
            yield from _effect(rule.id, effect, scored)


def _touched(effect: Effect) -> tuple[str, ...]:
    match effect:
        case Cap(questions=questions, rests_on=str(other)):
            return (*questions, other)
        case Cap(questions=questions) | Scale(questions=questions) | Notice(questions=questions):
            return questions
        case Floor(essential=str(essential)):
            return (essential,)
        case _:
            return ()


def _effect(owner: str, effect: Effect, scored: Mapping[str, ScoredQuestion]) -> Iterator[Fault]:
    match effect:
        case Floor(essential=str(name)) if name in scored and scored[name].not_applicable:
            yield Fault(owner, f"makes {name} essential, so {name} cannot be not-applicable")
        case Floor(essential=None, categories=()):
            yield Fault(owner, "has a floor under no category")
        case RaiseExposure(at_least=None, at_least_that_of=None, steps=0):
            yield Fault(owner, "raises exposure by nothing")
        case Cap(questions=questions, rests_on=str(other)) if other in questions:
            yield Fault(owner, f"rests {other} on itself")


def _categories(instrument: Instrument, library: Library) -> Iterator[Fault]:
    for entry in instrument.categories:
        yield from _cited(entry.id, entry.references, library)
        index = CATEGORIES.index(entry.id)
        declared = {one.layer for one in entry.no_primary}
        for layer in LAYERS:
            has_primary = any(
                question.layer is layer and instrument.bearing[question.id].primary[index]
                for question in instrument.scored
            )
            if not has_primary and layer not in declared:
                yield Fault(
                    entry.id, f"has no primary question in {layer}, and no reason is declared"
                )
            if has_primary and layer in declared:
                yield Fault(
                    entry.id, f"has a primary question in {layer}, yet declares that it has none"
                )


def _library(instrument: Instrument, library: Library) -> Iterator[Fault]:
    cited = {name: question.references for name, question in instrument.question.items()}
    yield from gaps(library.crosswalk, library.frameworks, cited)
    known = frozenset(instrument.question) | {rule.id for rule in instrument.rules}
    known |= {principle.id for principle in library.principles}
    scored = frozenset(question.id for question in instrument.scored)
    yield from untouched(library.topics, scored=scored, known=known)
    yield from strays(instrument.pack, instrument.migrations, instrument.question)
    for topic in library.topics:
        yield from _cited(topic.id, topic.references, library)
    for one in library.legal:
        if one.when is not None:
            yield from _condition(instrument, one.id, one.when, rule=False)


def _training(instrument: Instrument, library: Library) -> Iterator[Fault]:
    training = instrument.training
    for name, rows in (
        (training.signals_question, training.signals),
        (training.adaptation_question, training.adaptations),
    ):
        question = instrument.question.get(name)
        if not isinstance(question, ProfileQuestion):
            yield Fault(name, "is named by the training methods and is not a profile question")
            continue
        if question.raises.primary or question.raises.secondary:
            yield Fault(name, "raises exposure through the training methods, not by itself")
        options = {option.key for option in question.options}
        for odd in options ^ {row.option for row in rows}:
            yield Fault(name, f"option {odd} and the rows of the training methods do not match")
        for row in rows:
            yield from _cited(row.option, row.references, library)
            if tuple(category for category, _ in row.weights) != CATEGORIES:
                yield Fault(row.option, "does not list the eight categories in their order")

"""Every constant, question and rule changes at least one result (`docs/method.md`, property 6).

Each part is altered or taken out, and a fixed pool of sheets is searched for one that feels it.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from itertools import islice
from random import Random

import pytest

from alignassess.domain.answers import Entry, Origin, Sheet
from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.catalog import Rule
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.instrument import Instrument
from alignassess.domain.method import Method
from alignassess.domain.model import Assurance
from alignassess.domain.questionnaire import ProfileQuestion
from alignassess.domain.subject import System
from tests.domain.sheets import (
    EVIDENCE,
    MODEL,
    OTHER_MODEL,
    SHIPPED,
    altered,
    at_level,
    chosen,
    entry,
    scored,
    with_entry,
)

DRAWN = 240
POOL = DRAWN + 3
"""Sheets drawn at random, and after them a few with nothing but good answers, none supported."""

SUPPORTS = ((), ("documented",), ("tested",), ("independent",), ("thirteen-months",))

THIRTEEN_MONTHS = EvidenceEntry(
    id="thirteen-months",
    title="A record",
    location="wiki",
    obtained=date(2025, 10, 25),
    assurance=Assurance.DOCUMENTED,
)


def _profile(random: Random) -> Iterator[Entry]:
    for question in SHIPPED.profile:
        option = random.choice(question.options)
        evidence = random.choice(SUPPORTS)
        if random.random() < 0.9:
            yield entry(question.id, chosen(option.key, evidence=evidence))


def _practices(random: Random) -> Iterator[Entry]:
    origin = Origin(id="example-ai", name="Example AI", model=OTHER_MODEL)
    answered = random.choice((0.55, 0.85, 1.0))
    good = random.choice((2, 4, 8))
    for question in SHIPPED.scored:
        level = random.choices(range(5), weights=(1, 1, good, good, 2 * good))[0]
        if random.random() < answered:
            answer = at_level(question.id, level, evidence=random.choice(SUPPORTS))
            inherited = question.id.startswith("vs-") and random.random() < 0.2
            yield entry(question.id, answer, origin=origin if inherited else None)


def _praise(random: Random) -> Iterator[Entry]:
    return (entry(q.id, at_level(q.id, random.choice((3, 4)))) for q in SHIPPED.scored)


@cache
def _sheet(number: int) -> Sheet:
    random = Random(number)  # noqa: S311 - a fixed draw, no secret
    facts = tuple(_profile(random))
    practices = _practices(random) if number < DRAWN else _praise(random)
    return Sheet(
        subject=System(id="bot", name="Bot", operator="Example Ltd", model=MODEL),
        entries=(*facts, *practices),
        evidence=(*EVIDENCE, THIRTEEN_MONTHS),
    )


@cache
def _result(number: int) -> SystemAssessment:
    return scored(_sheet(number))


def _figures(result: SystemAssessment) -> object:
    return result.categories, result.headline, result.completeness, result.contributions


def _said(result: SystemAssessment) -> object:
    return _figures(result), result.rules, result.notices, result.roles


def _felt(changed: Instrument, view: Callable[[SystemAssessment], object] = _figures) -> bool:
    return any(
        view(_result(number)) != view(scored(_sheet(number), changed)) for number in range(POOL)
    )


def _constants(method: Method) -> Iterator[tuple[str, Method]]:
    for part in ("strengths", "ceilings", "cuts"):
        group = getattr(method, part)
        for name in type(group).__dataclass_fields__:
            value = getattr(group, name)
            other = value - 1 if part == "ceilings" else round(value * 0.9, 3)
            changed = group.model_copy(update={name: other})
            yield f"{part}.{name}", method.model_copy(update={part: changed})
    for name in type(method).__dataclass_fields__:
        value = getattr(method, name)
        if isinstance(value, (int, float)):
            other = value + 1 if isinstance(value, int) else round(value * 0.9, 3)
            yield name, method.model_copy(update={name: other})


CONSTANTS = dict(_constants(SHIPPED.method))


def test_all_constants_are_tried() -> None:
    # 5 strengths, 4 ceilings, 3 cuts; reducible, alone, ungoverned, least_exposure, indirect,
    # exposure_step, training_top, close, complete_from, fresh_months, inherited_ceiling
    assert len(CONSTANTS) == 23


@pytest.mark.parametrize("name", CONSTANTS)
def test_every_constant_changes_a_result(name: str) -> None:
    assert _felt(altered(SHIPPED, method=CONSTANTS[name]))


def _rules_but_one_effect() -> Iterator[tuple[str, tuple[Rule, ...]]]:
    for index, rule in enumerate(SHIPPED.rules):
        others = SHIPPED.rules[:index], SHIPPED.rules[index + 1 :]
        for number, effect in enumerate(rule.effects):
            rest = tuple(one for one in rule.effects if one is not effect)
            kept = (rule.model_copy(update={"effects": rest}),) if rest else ()
            yield f"{rule.id}-{number}-{effect.kind}", (*others[0], *kept, *others[1])


EFFECTS = dict(_rules_but_one_effect())


@pytest.mark.parametrize("effect", EFFECTS)
def test_every_effect_of_every_rule_changes_a_result(effect: str) -> None:
    view = _said if effect.endswith("notice") else _figures

    assert _felt(altered(SHIPPED, rules=EFFECTS[effect]), view)


def _changes(entries: Iterable[Callable[[Sheet], Sheet]], view: Callable[..., object]) -> bool:
    """Whether one of the changes to one of the sheets of the pool changes its result."""
    return any(
        view(_result(number)) != view(scored(change(_sheet(number))))
        for number in range(POOL)
        for change in entries
    )


def _layers(result: SystemAssessment) -> object:
    return [(one.answered.layers, one.answered.risk_before_floors) for one in result.categories]


@pytest.mark.parametrize("question", [one.id for one in SHIPPED.scored])
def test_every_scored_question_changes_a_risk(question: str) -> None:
    worst, best = (entry(question, at_level(question, level)) for level in (0, 4))

    assert _changes(
        (lambda sheet: with_entry(sheet, worst), lambda sheet: with_entry(sheet, best)), _layers
    )


def _answers(question: ProfileQuestion) -> list[Callable[[Sheet], Sheet]]:
    entries = [entry(question.id, chosen(option.key)) for option in question.options]
    return [lambda sheet, one=one: with_entry(sheet, one) for one in entries]  # type: ignore[misc]


def _facts(result: SystemAssessment) -> object:
    exposure = [(one.answered.exposure, one.answered.stakes) for one in result.categories]
    return exposure, result.completeness.applicable, result.rules, result.roles


@pytest.mark.parametrize("question", SHIPPED.profile, ids=lambda one: one.id)
def test_every_profile_question_changes_a_result(question: ProfileQuestion) -> None:
    assert _changes(_answers(question), _facts)


RAISING = [
    one
    for one in SHIPPED.profile
    if one.sets_stakes
    or one.raises.primary
    or one.raises.secondary
    or one.id in (SHIPPED.training.signals_question, SHIPPED.training.adaptation_question)
]


@pytest.mark.parametrize("question", RAISING, ids=lambda one: one.id)
def test_every_profile_question_with_exposure_changes_it(question: ProfileQuestion) -> None:
    assert _changes(
        _answers(question),
        lambda result: [(one.answered.exposure, one.answered.stakes) for one in result.categories],
    )


def test_a_sheet_of_the_pool_is_the_same_in_every_run() -> None:
    assert _sheet.__wrapped__(3) == _sheet.__wrapped__(3)
    assert len(set(islice((len(_sheet(n).entries) for n in range(POOL)), 20))) > 1

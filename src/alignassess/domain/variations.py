"""The constants of the method at other values, one at a time (`docs/method.md`, "Sensitivity")."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from alignassess.domain.catalog import Cap, Effect, Floor, RaiseExposure, Rule, Scale
from alignassess.domain.instrument import Instrument
from alignassess.domain.method import Method
from alignassess.domain.model import TOP_LEVEL

FACTORS = (0.5, 2.0)
"""What a constant is multiplied by, within its range."""

CONFIDENCES = (0.9, 0.99)
"""The confidence of a bound is varied between these, since half of it would bound nothing."""

_MOST_ALONE = 0.5
"""Above it, propensity and detection would earn more alone than together."""

_SHARES = (
    "reducible",
    "alone",
    "ungoverned",
    "least_exposure",
    "indirect",
    "exposure_step",
    "close",
    "complete_from",
)
_COUNTS = ("training_top", "fresh_months", "inherited_ceiling")


class Variation(NamedTuple):
    """The instrument with one constant at another value."""

    constant: str
    value: str
    tried: str
    instrument: Instrument


def variations(instrument: Instrument) -> Iterator[Variation]:
    """Every constant but the cuts at half and at twice its value, as far as its range allows."""
    for name, value, tried, method in _of_method(instrument.method):
        changed = _with(instrument, method=method)
        yield Variation(name, f"{value:g}", f"{tried:g}", changed)
    for index, rule in enumerate(instrument.rules):
        for what, change in (("floors", _floors), ("factors", _factors)):
            for factor in FACTORS:
                effects = tuple(change(effect, factor) for effect in rule.effects)
                if effects != rule.effects:
                    other = rule.model_copy(update={"effects": effects})
                    yield Variation(
                        f"{rule.id} {what}",
                        "1 x",
                        f"{factor:g} x",
                        _with(instrument, rules=_replaced(instrument.rules, index, other)),
                    )


def _with(instrument: Instrument, **parts: object) -> Instrument:
    """Made anew: a copy must not keep what was looked up with the constants as they are."""
    return instrument.model_copy(update={**parts, "files": ()})


def _replaced(rules: tuple[Rule, ...], index: int, rule: Rule) -> tuple[Rule, ...]:
    return (*rules[:index], rule, *rules[index + 1 :])


def _of_method(method: Method) -> Iterator[tuple[str, float, float, Method]]:
    """Name, value, other value, and the method with it."""
    for name in _SHARES:
        value = float(getattr(method, name))
        most = _MOST_ALONE if name == "alone" else 1.0
        for tried in _tried(value, lambda one, most=most: min(most, one)):  # type: ignore[misc]
            yield name, value, tried, method.model_copy(update={name: tried})
    for name in _COUNTS:
        value = getattr(method, name)
        most = TOP_LEVEL if name == "inherited_ceiling" else 10 * value
        for tried in _tried(value, lambda one, most=most: min(most, int(one + 0.5))):  # type: ignore[misc]
            yield name, value, tried, method.model_copy(update={name: int(tried)})
    yield from _of_group(method, "strengths", lambda one: min(1.0, one))
    yield from _ceilings(method)
    yield from _rare_events(method)


def _tried(value: float, within: Callable[[float], float]) -> list[float]:
    return [one for factor in FACTORS if (one := within(value * factor)) != value]


def _of_group(
    method: Method, group: str, within: Callable[[float], float]
) -> Iterator[tuple[str, float, float, Method]]:
    part = getattr(method, group)
    for name in type(part).__dataclass_fields__:
        value = float(getattr(part, name))
        for tried in _tried(value, within):
            changed = part.model_copy(update={name: tried})
            yield f"{group}.{name}", value, tried, method.model_copy(update={group: changed})


def _ceilings(method: Method) -> Iterator[tuple[str, float, float, Method]]:
    """Each ceiling between its neighbours, so that more assurance never counts for less."""
    names = list(type(method.ceilings).__dataclass_fields__)
    levels = [getattr(method.ceilings, name) for name in names]
    for index, name in enumerate(names):
        least = levels[index - 1] if index else 0
        most = levels[index + 1] if index + 1 < len(levels) else TOP_LEVEL
        for tried in _tried(
            levels[index],
            lambda one, least=least, most=most: max(least, min(most, int(one + 0.5))),  # type: ignore[misc]
        ):
            changed = method.ceilings.model_copy(update={name: int(tried)})
            other = method.model_copy(update={"ceilings": changed})
            yield f"ceilings.{name}", levels[index], tried, other


def _rare_events(method: Method) -> Iterator[tuple[str, float, float, Method]]:
    constants = method.rare_events
    found = [("confidence", constants.confidence, {"confidence": one}) for one in CONFIDENCES]
    for group in ("volumes", "tolerated"):
        part = getattr(constants, group)
        for name in type(part).__dataclass_fields__:
            value = getattr(part, name)
            found += [
                (f"{group}.{name}", value, {group: part.model_copy(update={name: value * factor})})
                for factor in FACTORS
            ]
    for name, value, update in found:
        group, _, step = name.partition(".")
        changed = constants.model_copy(update=update)
        tried = getattr(getattr(changed, group), step) if step else getattr(changed, group)
        other = method.model_copy(update={"rare_events": changed})
        yield f"rare_events.{name}", value, tried, other


def _floors(effect: Effect, factor: float) -> Effect:
    if isinstance(effect, Floor):
        return effect.model_copy(update={"risk": min(1.0, effect.risk * factor)})
    return effect


def _factors(effect: Effect, factor: float) -> Effect:
    """What a rule multiplies, limits or raises by, times a factor, within 0 and 1."""
    match effect:
        case Scale():
            return effect.model_copy(update={"factor": min(1.0, effect.factor * factor)})
        case Cap():
            share, credit = (min(1.0, one * factor) for one in (effect.share, effect.credit))
            return effect.model_copy(update={"share": share, "credit": credit})
        case RaiseExposure():
            least = None if effect.at_least is None else min(1.0, effect.at_least * factor)
            less = min(1.0, effect.less * factor)
            return effect.model_copy(update={"at_least": least, "less": less})
        case _:
            return effect

"""What in a policy can never stop anything: such a line protects nobody, and looks as if it did."""

from collections.abc import Iterator
from typing import NamedTuple

from alignassess.domain.model import RATINGS, Rating
from alignassess.domain.policy import Level, Limit, Policy, Rules

Path = tuple[int | str, ...]


class Idle(NamedTuple):
    """Where in the policy, and why it can never bite."""

    path: Path
    message: str


def idle(policy: Policy, *, practices: int) -> tuple[Idle, ...]:
    """Everything in a policy that can never bite; there are so many essential practices."""
    found = list(_in_rules(policy, (), practices))
    for index, entry in enumerate(policy.matrix):
        at: Path = ("matrix", index)
        inner = list(_in_rules(entry, at, practices))
        found += inner
        if not inner and limits_nothing(policy.joined(entry)):
            found.append(Idle(at, f"matrix.{index}: its systems are limited by nothing"))
        earlier = [
            number
            for number, other in enumerate(policy.matrix[:index])
            if set(entry.paths) <= set(other.paths or entry.paths)
            and set(entry.tags) <= set(other.tags or entry.tags)
            and (not other.paths or entry.paths)
            and (not other.tags or entry.tags)
        ]
        if earlier:
            found.append(
                Idle(at, f"matrix.{index}: can never apply, since matrix.{earlier[0]} comes first")
            )
    if not found and not policy.matrix and limits_nothing(policy):
        found.append(Idle((), "the policy is empty: it limits nothing"))
    return tuple(found)


def limits_nothing(rules: Rules) -> bool:
    """Whether no rule is there that is switched on."""
    switched = (
        rules.completeness,
        rules.nonresponses,
        rules.not_applicable,
        rules.evidence_age,
        rules.essential_gaps,
        rules.regressions,
        *(rules.limits or ()),
    )
    on = any(one is not None and one.level is not Level.OFF for one in switched)
    return not on and not rules.required


def _in_rules(rules: Rules, at: Path, practices: int) -> Iterator[Idle]:
    prefix = ".".join(str(step) for step in at) + "." * bool(at)
    for name in ("nonresponses", "not_applicable"):
        one = getattr(rules, name)
        if one is not None and one.share >= 1:
            yield Idle((*at, name), f"{prefix}{name}: a share of 1 can never bite")
    gaps = rules.essential_gaps
    if gaps is not None and gaps.most >= practices:
        message = f"there are {practices} essential practices, so {gaps.most} can never bite"
        yield Idle((*at, "essential_gaps"), f"{prefix}essential_gaps: {message}")
    for index, limit in enumerate(rules.limits or ()):
        where = f"{prefix}limits.{index}"
        place = (*at, "limits", index)
        if limit.rating is Rating.CRITICAL:
            yield Idle(place, f"{where}: a limit at critical can never bite")
        elif limit.risk is not None and limit.risk >= 1:
            yield Idle(place, f"{where}: a limit at a risk of 1 can never bite")
        else:
            by = _tighter(limit, index, rules.limits or ())
            if by is not None:
                message = (
                    f"{where}: can never bite, since {prefix}limits.{by} is as tight or tighter "
                    "for the same categories; every limit must hold"
                )
                yield Idle(place, message)


def _tighter(limit: Limit, index: int, limits: tuple[Limit, ...]) -> int | None:
    """Another limit that is broken whenever this one is, and weighs as much."""
    if limit.level is Level.OFF:
        return None
    for number, other in enumerate(limits):
        if number == index or other.reading is not limit.reading:
            continue
        covers = set(limit.categories) <= set(other.categories)
        weighs = other.level in (Level.ERROR, limit.level)
        if covers and weighs and _as_tight(other, limit):
            same = _as_tight(limit, other) and set(limit.categories) == set(other.categories)
            if not same or limit.level is not other.level or number < index:
                return number
    return None


def _as_tight(one: Limit, other: Limit) -> bool:
    if one.risk is not None and other.risk is not None:
        return one.risk <= other.risk
    if one.risk is not None or other.risk is not None:
        return False  # how a figure stands to a rating depends on the cuts of the method
    return _steps(one) <= _steps(other)


def _steps(limit: Limit) -> int:
    """How many ratings are within the limit."""
    if limit.below is not None:
        return RATINGS.index(limit.below)
    return len(RATINGS) if limit.rating is None else RATINGS.index(limit.rating) + 1

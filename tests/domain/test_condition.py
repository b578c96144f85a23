"""Conditions: Kleene's three-valued logic over facts that may be unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from pydantic import TypeAdapter, ValidationError

from alignassess.domain.condition import (
    All,
    AnyOf,
    AtLeast,
    Below,
    Condition,
    IncludesAny,
    Is,
    Not,
    RareEvents,
    Reaches,
    Role,
    Truth,
    Unknown,
    leaves,
)

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)


@dataclass
class Known:
    """Facts that a test sets; `yes`, `no` and `unknown` are single choices of these truths."""

    chosen: Mapping[str, tuple[str, ...] | None] = field(
        default_factory=lambda: {"yes": ("on",), "no": ("off",), "unknown": None}
    )
    exposure: Mapping[str, int | None] = field(default_factory=dict)
    level: Mapping[str, int] = field(default_factory=dict)
    roles: Mapping[str, Truth] = field(default_factory=dict)
    rare_events: Truth = None

    def role(self, name: str) -> Truth:
        return self.roles[name]


YES = Is(question="yes", options=("on",))
NO = Is(question="no", options=("on",))
UNKNOWN = Is(question="unknown", options=("on",))


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (YES, YES, True, True),
        (YES, NO, False, True),
        (YES, UNKNOWN, None, True),
        (NO, YES, False, True),
        (NO, NO, False, False),
        (NO, UNKNOWN, False, None),
        (UNKNOWN, YES, None, True),
        (UNKNOWN, NO, False, None),
        (UNKNOWN, UNKNOWN, None, None),
    ],
)
def test_all_and_any_follow_kleene(
    one: Condition, other: Condition, both: Truth, either: Truth
) -> None:
    assert both is All(parts=(one, other)).holds(Known())
    assert either is AnyOf(parts=(one, other)).holds(Known())


@pytest.mark.parametrize(("part", "negated"), [(YES, False), (NO, True), (UNKNOWN, None)])
def test_not_keeps_unknown(part: Condition, negated: Truth) -> None:
    assert negated is Not(part=part).holds(Known())


@pytest.mark.parametrize(("exposure", "holds"), [(1, False), (2, True), (3, True), (None, None)])
def test_at_least_compares_exposure_and_is_unknown_for_an_unknown_fact(
    exposure: int | None, holds: Truth
) -> None:
    facts = Known(exposure={"sp-05": exposure})

    assert holds is AtLeast(question="sp-05", exposure=2).holds(facts)


@pytest.mark.parametrize(("level", "holds"), [(0, True), (2, True), (3, False), (4, False)])
def test_below_compares_the_level(level: int, holds: Truth) -> None:
    assert holds is Below(question="ec-13", level=3).holds(Known(level={"ec-13": level}))


@pytest.mark.parametrize(
    "leaf",
    [
        Is(question="absent", options=("on",)),
        IncludesAny(question="absent", options=("on",)),
        AtLeast(question="absent", exposure=1),
        Below(question="absent", level=4),
    ],
)
def test_a_leaf_about_a_question_that_does_not_apply_is_false(leaf: Condition) -> None:
    assert leaf.holds(Known()) is False


def test_includes_any_looks_for_one_of_the_marked() -> None:
    facts = Known(chosen={"sp-15": ("sft", "rl")})

    assert IncludesAny(question="sp-15", options=("rl", "distill")).holds(facts) is True
    assert IncludesAny(question="sp-15", options=("distill",)).holds(facts) is False


@pytest.mark.parametrize("holds", [True, False, None])
def test_a_role_is_as_true_as_its_condition(holds: Truth) -> None:
    assert holds is Role(role="agentic").holds(Known(roles={"agentic": holds}))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ({"is": {"sp-01": "own"}}, Is(question="sp-01", options=("own",))),
        ({"is": {"sp-01": ["own", "embedded"]}}, Is(question="sp-01", options=("own", "embedded"))),
        ({"includes-any": {"sp-15": ["rl"]}}, IncludesAny(question="sp-15", options=("rl",))),
        ({"at-least": {"sp-05": 2}}, AtLeast(question="sp-05", exposure=2)),
        ({"below": {"ec-13": 3}}, Below(question="ec-13", level=3)),
        ({"role": "agentic"}, Role(role="agentic")),
        ({"reaches": {"ec-13": 3}}, Reaches(question="ec-13", level=3)),
        ({"unknown": "sp-03"}, Unknown(question="sp-03")),
        ({"rare-events": "ec-11"}, RareEvents(question="ec-11")),
        ({"not": {"role": "agentic"}}, Not(part=Role(role="agentic"))),
        ({"all": [{"role": "a"}]}, All(parts=(Role(role="a"),))),
        ({"any": [{"role": "a"}]}, AnyOf(parts=(Role(role="a"),))),
    ],
)
def test_conditions_are_written_with_one_key(written: object, meant: Condition) -> None:
    assert meant == CONDITION.validate_python(written)
    assert meant == CONDITION.validate_python(meant)


@pytest.mark.parametrize(
    "written",
    [
        {"maybe": {"sp-01": "own"}},
        {"is": {"sp-01": "own", "sp-02": "own"}},
        {"is": "own"},
        {"at-least": {"sp-05": 0}},
        {"below": {"ec-13": 5}},
        {"reaches": {"ec-13": 0}},
        {"unknown": ["sp-03"]},
        {"all": []},
        {"is": {"sp-01": "own"}, "role": "agentic"},
        "agentic",
    ],
)
def test_anything_else_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        CONDITION.validate_python(written)


def test_leaves_know_whether_they_stand_under_not() -> None:
    condition = All(parts=(YES, Not(part=AnyOf(parts=(NO, Not(part=UNKNOWN))))))

    assert list(leaves(condition)) == [(YES, True), (NO, False), (UNKNOWN, True)]


def test_a_level_reaches_what_it_is_at_and_one_that_is_not_there_reaches_nothing() -> None:
    facts = Known(level={"a": 3})

    assert Reaches(question="a", level=3).holds(facts) is True
    assert Reaches(question="a", level=4).holds(facts) is False
    assert Reaches(question="b", level=1).holds(facts) is False


def test_only_a_fact_that_applies_can_be_unknown() -> None:
    assert Unknown(question="unknown").holds(Known()) is True
    assert Unknown(question="yes").holds(Known()) is False
    assert Unknown(question="absent").holds(Known()) is False


@pytest.mark.parametrize("known", [True, False, None])
def test_rare_events_are_those_of_a_question_that_applies(known: Truth) -> None:
    condition = RareEvents(question="ec-11")

    assert condition.holds(Known(level={"ec-11": 4}, rare_events=known)) is known
    assert condition.holds(Known(rare_events=known)) is False

"""Whether a condition can hold at all."""

import pytest

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
    Unknown,
)
from alignassess.domain.satisfiability import can_hold
from tests.domain.small import PROFILE, fact, instrument, option

YES = Is(question="p-agent", options=("yes",))
A = IncludesAny(question="p-signals", options=("a",))
B = IncludesAny(question="p-signals", options=("b",))
NONE = IncludesAny(question="p-changes", options=("none",))
C = IncludesAny(question="p-changes", options=("c",))


@pytest.mark.parametrize(
    ("condition", "possible"),
    [
        (YES, True),
        (All(parts=(YES, Not(part=YES))), False),
        (AnyOf(parts=(YES, Not(part=YES))), True),
        (All(parts=(YES, AtLeast(question="p-agent", exposure=2))), True),
        (All(parts=(Not(part=YES), AtLeast(question="p-agent", exposure=1))), False),
        (All(parts=(A, B)), True),
        (All(parts=(A, Not(part=B))), True),
        (All(parts=(NONE, C)), False),
        (All(parts=(YES, Not(part=Role(role="acts")))), False),
        (Role(role="acts"), True),
        (Below(question="q-detection", level=1), True),
        (Is(question="p-agent", options=("maybe",)), False),
        (Reaches(question="q-detection", level=4), True),
        (
            All(
                parts=(
                    Reaches(question="q-detection", level=3),
                    Below(question="q-detection", level=4),
                )
            ),
            True,
        ),
        (
            All(
                parts=(
                    Reaches(question="q-detection", level=3),
                    Below(question="q-detection", level=3),
                )
            ),
            False,
        ),
        (Unknown(question="p-agent"), True),
        (All(parts=(YES, Unknown(question="p-agent"))), False),
        (RareEvents(question="ec-11"), True),
    ],
)
def test_a_condition_can_hold_if_some_profile_makes_it_true(
    condition: Condition, possible: bool
) -> None:
    assert possible is can_hold(condition, instrument())


def test_what_takes_too_long_to_try_is_taken_to_be_possible() -> None:
    many = tuple(
        fact(f"p-{number}", *(option(f"o-{key}") for key in range(10))) for number in range(5)
    )
    looked_at = tuple(Is(question=one.id, options=("o-9",)) for one in many)
    impossible = All(parts=(*looked_at, YES, Not(part=YES)))

    assert can_hold(impossible, instrument(profile=(*PROFILE, *many)))

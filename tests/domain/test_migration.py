"""From pack to pack: what is renamed is carried over, what changed its meaning is asked again."""

from dataclasses import replace
from typing import Literal

import pytest

from alignassess.domain.faults import Fault
from alignassess.domain.migration import (
    AskedAgain,
    Carried,
    Migration,
    RenamedOption,
    RenamedQuestion,
    carried,
    strays,
)
from tests.domain.sheets import LOWEST, SHIPPED, scored, sheet_of

Kind = Literal["rescaled", "split", "merged", "retired"]


def again(
    question: str, *options: str, into: tuple[str, ...] = (), kind: Kind = "rescaled"
) -> AskedAgain:
    return AskedAgain(kind=kind, question=question, options=options, into=into, reason="New scale.")


def step(
    before: int,
    *,
    questions: dict[str, str] | None = None,
    options: tuple[tuple[str, str, str], ...] = (),
    anew: tuple[AskedAgain, ...] = (),
) -> Migration:
    return Migration(
        format="alignassess/migration/1",
        before=before,
        after=before + 1,
        renamed=tuple(
            RenamedQuestion(kind="renamed", question=old, to=new)
            for old, new in (questions or {}).items()
        ),
        options=tuple(
            RenamedOption(kind="option-renamed", question=question, option=old, to=new)
            for question, old, new in options
        ),
        again=anew,
    )


FIRST = step(1, questions={"a-01": "a-02"}, options=(("b-01", "few", "some"),))
SECOND = step(
    2,
    questions={"a-02": "a-03"},
    options=(("b-01", "some", "several"), ("a-03", "x", "y")),
    anew=(again("b-01", "several"), again("c-01", into=("c-02", "c-03"), kind="split")),
)


def test_names_and_meanings_are_followed_through_every_step() -> None:
    found = carried((SECOND, FIRST), since=1)

    assert {
        "a-01": Carried("a-03", {"x": "y"}, {}),
        "b-01": Carried("b-01", {"few": "several"}, {"few": "New scale."}),
        "c-01": Carried("c-01", {}, {"*": "New scale. It is asked now in c-02, c-03."}),
    } == found


def test_a_result_names_the_pack_of_its_questions() -> None:
    newer = replace(SHIPPED, pack=7)

    assert 7 == scored(sheet_of(LOWEST), newer).provenance.pack


def test_steps_before_the_sheet_was_answered_are_no_matter_of_it() -> None:
    found = carried((FIRST, SECOND), since=2)

    assert {"a-02", "b-01", "c-01"} == set(found)
    assert {"some": "several"} == found["b-01"].options
    assert {"some": "New scale."} == found["b-01"].again
    assert {} == carried((FIRST, SECOND), since=3)


def test_options_that_change_places_are_followed_each() -> None:
    swap = step(1, options=(("b-01", "few", "many"), ("b-01", "many", "few")))
    next_step = step(2, options=(("b-01", "few", "some"),), anew=(again("b-01", "some"),))

    found = carried((swap, next_step), since=1)["b-01"]

    assert {"few": "many", "many": "some"} == found.options
    assert {"many": "New scale."} == found.again


@pytest.mark.parametrize(
    ("pack", "migrations", "expected"),
    [
        (1, (), []),
        (2, (step(1, questions={"gone": "ec-01"}),), []),
        (2, (step(1, options=(("ec-01", "old", "nowhere"),)),), []),
        (2, (step(1, anew=(again("gone", kind="retired"),)),), []),
        (
            3,
            (step(1),),
            [
                Fault(
                    "pack", "is number 3, so the migrations go [(1, 2), (2, 3)]; there are [(1, 2)]"
                )
            ],
        ),
        (
            2,
            (step(1, questions={"gone": "ec-01", "gone-too": "ec-01"}),),
            [Fault("ec-01", "is what 2 questions become; say merged, and ask again")],
        ),
        (
            2,
            (step(1, questions={"gone": "zz-01"}),),
            [Fault("gone", "becomes zz-01, which does not exist")],
        ),
        (
            2,
            (step(1, options=(("ec-01", "old", "new"), ("zz-01", "old", "new"))),),
            [
                Fault("ec-01", "gets an option new, which does not exist"),
                Fault("zz-01", "gets an option new, which does not exist"),
            ],
        ),
        (
            2,
            (step(1, anew=(again("zz-01"), again("gone", into=("zz-02",), kind="split"))),),
            [
                Fault("zz-01", "is asked again as zz-01, which does not exist"),
                Fault("gone", "is asked again as zz-02, which does not exist"),
            ],
        ),
        (
            3,
            (step(1, questions={"gone": "gone-too"}), step(2, questions={"gone-too": "ec-01"})),
            [],
        ),
    ],
)
def test_a_step_that_leads_nowhere_is_named(
    pack: int, migrations: tuple[Migration, ...], expected: list[Fault]
) -> None:
    assert expected == list(strays(pack, migrations, SHIPPED.question))

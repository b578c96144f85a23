"""Plain answers: what is taken at a glance is what the careful reader makes of it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignassess.domain.answers import Answer, Chosen
from alignassess.domain.questionnaire import ProfileQuestion, ScoredQuestion
from alignassess.errors import Problem
from alignassess.files.bulk import parse_line
from alignassess.files.instrument_files import load_instrument
from alignassess.files.one_answer import AnswerReader, Known
from alignassess.files.places import Places
from alignassess.files.plain_answer import plain_answer
from alignassess.files.yaml_text import Tree

INSTRUMENT = load_instrument()
QUESTIONS: tuple[ProfileQuestion | ScoredQuestion, ...] = (
    *INSTRUMENT.profile,
    *INSTRUMENT.scored,
)
KNOWN = Known(Places("f"), frozenset(["jr"]), frozenset(["e1", "e2"]), INSTRUMENT.method)

SCORED = INSTRUMENT.scored[0]
KEY = SCORED.options[2].key


def tree_of(said: object) -> Tree:
    return parse_line(json.dumps(said), "f", 7)


def careful(question: Any, given: Tree) -> tuple[Answer | None, list[Problem]]:
    problems: list[Problem] = []
    return AnswerReader(question, KNOWN, problems).read(given, 7), problems


TEXTS = st.sampled_from(
    ["", "jr", "mk", "e1", "e2", "e3", "3", "dont-know", "declined", "not-applicable",
     "2026-11-02", "2026-02-30", "20261102", "x", " "]
)  # fmt: skip
VALUES = TEXTS | st.none() | st.lists(TEXTS, max_size=3) | st.just({"a": "x"})


@st.composite
def answers(draw: st.DrawFn) -> tuple[Any, Tree]:
    """A question, and something that a sheet may say about it: mostly right."""
    question = draw(st.sampled_from(QUESTIONS))
    said = draw(st.sampled_from([one.key for one in question.options]) | VALUES)
    if draw(st.booleans()):
        return question, tree_of("" if said is None else said)
    details = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "by": st.just("jr") | VALUES,
                "on": st.just("2026-11-02") | VALUES,
                "note": st.just("seen") | VALUES,
                "evidence": st.just(["e1"]) | VALUES,
                "trials": st.just("3"),
                "colour": TEXTS,
            },
        )
    )
    return question, tree_of({"answer": said, **details})


@given(answers())
def test_what_is_taken_is_what_the_careful_reader_makes_of_it(one: tuple[Any, Tree]) -> None:
    question, given = one
    plain = plain_answer(question, given, KNOWN, 7)

    if plain is not None:
        assert (plain, []) == careful(question, given)


@pytest.mark.parametrize(
    "said",
    [
        KEY,
        {"answer": KEY},
        {"answer": KEY, "note": None},
        {"answer": KEY, "by": "jr", "on": "2026-11-02", "note": "x", "evidence": ["e2", "e1"]},
    ],
)
def test_a_plain_answer_needs_one_look(said: object) -> None:
    plain = plain_answer(SCORED, tree_of(said), KNOWN, 7)

    assert isinstance(plain, Chosen)
    assert (plain, []) == careful(SCORED, tree_of(said))


@pytest.mark.parametrize(
    "said",
    [
        "3",
        "dont-know",
        "gone",
        [KEY],
        {"note": "x"},
        {"answer": [KEY]},
        {"answer": KEY, "colour": "red"},
        {"answer": KEY, "by": "mk"},
        {"answer": KEY, "by": ["jr"]},
        {"answer": KEY, "on": "2026-02-30"},
        {"answer": KEY, "on": ["2026-11-02"]},
        {"answer": KEY, "note": ""},
        {"answer": KEY, "note": ["x"]},
        {"answer": KEY, "evidence": "e1"},
        {"answer": KEY, "evidence": ["e3"]},
        {"answer": KEY, "evidence": [["e1"]]},
    ],
)
def test_what_is_not_plain_is_left_to_the_careful_reader(said: object) -> None:
    assert plain_answer(SCORED, tree_of(said), KNOWN, 7) is None

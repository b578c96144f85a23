"""The topics of the field: nothing dangles, and a scored question reaches each."""

from dataclasses import replace

import pytest

from alignassess.domain.faults import Fault
from alignassess.domain.topics import Topic, untouched
from alignassess.files.instrument_files import load_library
from tests.domain.sheets import SHIPPED

TOPICS = load_library().topic

COVERAGE = {
    "outer-alignment": "vs-02 ft-02 ec-01",
    "inner-alignment": "vs-10 vs-13 ft-16 ec-07",
    "intent-alignment": "ec-01 ft-02 re-11",
    "capability-alignment-distinction": "vs-17",
    "rlhf": "vs-03 vs-06 ft-08 ft-11",
    "rlaif": "ft-07 ft-10 ec-09",
    "constitutional-ai": "vs-02 vs-04",
    "debate": "vs-21 ec-10",
    "amplification": "vs-21 ec-10",
    "process-supervision": "vs-11 vs-21 ft-12 ft-14 ec-10",
    "dpo": "vs-03 vs-06 ft-10",
    "interpretability-based-alignment": "vs-12 ec-03 ec-16",
    "ai-assisted-evaluation": "vs-21 ec-09 ec-10",
    "recursive-evaluation": "vs-21 ec-10",
    "interpretability-for-oversight": "vs-12 ec-16",
    "sandwich-evaluation": "vs-21 ec-10",
    "orthogonality": "vs-13 re-12",
    "instrumental-convergence": "vs-10 vs-20 ec-08 ec-17 re-12",
    "mesa-optimization-concept": "vs-12 vs-13 re-14",
    "alignment-tax": "vs-17 ft-01 ft-18",
    "corrigibility": "vs-20 ec-08 ec-21",
    "finding-sycophancy": "vs-07 ft-11 ec-06 ec-20",
    "finding-alignment-faking": "vs-10 ft-15 ec-03",
    "finding-sleeper-agents": "vs-23 ft-06 ft-15",
    "finding-specification-gaming": "vs-05 ft-02 ft-08 ec-05",
    "finding-goal-misgeneralization": "vs-13 ft-16 ec-07",
    "finding-jailbreaks": "vs-14 ec-22",
    "finding-capability-evaluations": "vs-09 ft-21 ec-04",
    "finding-mechanistic-interpretability": "vs-12 ec-16",
    "school-frontier-labs": "re-10",
    "school-agent-foundations": "re-10",
    "school-academic-safety": "re-10",
    "school-ai-ethics": "re-10",
    "capability-alignment-gap": "vs-16 ec-12 re-12",
    "open-scalable-oversight": "vs-21 ec-10",
    "open-deceptive-alignment": "vs-10 ec-08 ec-14",
    "open-goal-stability": "vs-19 ec-07 ec-12 re-12",
    "open-multi-agent": "ec-23 re-14",
    "open-interpretability": "vs-12 ec-16 re-14",
    "open-alignment-and-safety": "ec-24",
    "open-non-language-systems": "vs-13 ft-16 ec-07 re-14",
    "operators-vendor-selection": "vs-01",
    "operators-fine-tuning": "ft-03",
    "operators-evaluation": "ec-02",
    "operators-controls": "ec-13",
    "operators-research": "re-02",
    "operators-regulation": "rg-01",
}
"""What the overview of the field names, and the scored questions that have to reach it."""

TOPIC = Topic(
    id="one",
    title="One",
    group="some",
    status="documented",
    text="It is.",
    references=("bengio2026",),
    questions=("q-1",),
)


def told(*topics: Topic) -> list[Fault]:
    scored, known = frozenset({"q-1"}), frozenset({"q-1", "p-1", "I-01"})
    return list(untouched(topics, scored=scored, known=known))


@pytest.mark.parametrize("name", COVERAGE)
def test_every_topic_of_the_field_is_reached_by_its_scored_questions(name: str) -> None:
    scored = {question.id for question in SHIPPED.scored}

    assert set(COVERAGE[name].split()) <= set(TOPICS[name].questions) & scored


def test_each_topic_is_told_in_two_to_six_sentences() -> None:
    sentences = {name: topic.text.count(". ") + 1 for name, topic in TOPICS.items()}

    assert {} == {name: count for name, count in sentences.items() if not 2 <= count <= 6}


@pytest.mark.parametrize(
    ("topics", "expected"),
    [
        ((TOPIC,), []),
        ((replace(TOPIC, rules=("I-01",)),), []),
        ((TOPIC, TOPIC), [Fault("one", "is the id of two topics")]),
        (
            (replace(TOPIC, questions=("q-1", "q-9"), rules=("I-99",)),),
            [
                Fault("one", "is said to be touched by q-9, which does not exist"),
                Fault("one", "is said to be touched by I-99, which does not exist"),
            ],
        ),
        (
            (replace(TOPIC, questions=("p-1",)),),
            [Fault("one", "is touched by no scored question")],
        ),
        (
            (replace(TOPIC, status="boundary"),),
            [Fault("one", "is a boundary, so no question is about it")],
        ),
        ((replace(TOPIC, status="boundary", questions=()),), []),
    ],
)
def test_a_topic_that_nothing_touches_is_named(
    topics: tuple[Topic, ...], expected: list[Fault]
) -> None:
    assert expected == told(*topics)

"""The crosswalk: every question is mapped, every identifier is mapped or left out with a reason."""

from dataclasses import replace

import pytest

from alignassess.domain.crosswalk import Crosswalk, LeftOut, Mapped, Relation, gaps
from alignassess.domain.faults import Fault
from alignassess.files.instrument_files import load_library
from tests.domain.sheets import SHIPPED
from tests.domain.small import LIBRARY

SHIPPED_LIBRARY = load_library()

COUNTS = {
    "eu-ai-act": 51,
    "gpai-code-of-practice": 70,
    "iso-iec-42001": 38,
    "mitre-atlas": 29,
    "nist-ai-600-1": 114,
    "nist-ai-rmf": 72,
    "owasp-agentic-top10": 10,
    "owasp-llm-top10": 10,
}


def crosswalk(*questions: Mapped, left_out: tuple[str, ...] = ()) -> Crosswalk:
    return replace(
        LIBRARY.crosswalk,
        questions=questions,
        left_out=(LeftOut(ids=left_out, reason="Too small."),) if left_out else (),
    )


def test_every_shipped_question_is_mapped() -> None:
    assert set(SHIPPED.question) == set(SHIPPED_LIBRARY.crosswalk.of_question)


def test_the_lists_are_whole() -> None:
    assert {one.id: len(one.items) for one in SHIPPED_LIBRARY.frameworks} == COUNTS
    for one in SHIPPED_LIBRARY.frameworks:
        assert one.as_of
        assert one.source
        assert one.licence_note


def test_a_question_is_found_by_identifier_and_the_other_way_round() -> None:
    first = Mapped(question="q-1", subset=("F 1",))
    found = crosswalk(first, Mapped(question="q-2", equal=("F 1",)))

    assert (("F 1", Relation.SUBSET),) == found.of_question["q-1"]
    assert (("q-1", Relation.SUBSET), ("q-2", Relation.EQUAL)) == found.of_item["F 1"]


@pytest.mark.parametrize(
    ("found", "questions", "expected"),
    [
        (crosswalk(Mapped(question="q", equal=("F 1",))), {"q": ("F 1",)}, []),
        (crosswalk(left_out=("F 1",)), {"own": ()}, []),
        (
            crosswalk(Mapped(question="q", equal=("F 1",))),
            {},
            [Fault("q", "is mapped in the crosswalk, and there is no such question")],
        ),
        (
            crosswalk(Mapped(question="q", equal=("F 1",)), Mapped(question="q")),
            {"q": ()},
            [Fault("q", "is mapped twice in the crosswalk")],
        ),
        (
            crosswalk(Mapped(question="q", equal=("F 1",), subset=("F 1",))),
            {"q": ()},
            [Fault("q", "is mapped to F 1 by two relations")],
        ),
        (
            crosswalk(Mapped(question="q", equal=("F 1",), subset=("F 9",))),
            {"q": ()},
            [Fault("q", "is mapped to F 9, which is in no framework list")],
        ),
        (
            crosswalk(Mapped(question="q", equal=("F 1",)), left_out=("F 1",)),
            {"q": ()},
            [Fault("F 1", "is mapped in the crosswalk and left out of it")],
        ),
        (
            crosswalk(),
            {"q": ()},
            [Fault("F 1", "is neither mapped in the crosswalk nor left out with a reason")],
        ),
        (
            crosswalk(left_out=("F 1", "F 9")),
            {"q": ()},
            [Fault("F 9", "is left out of the crosswalk, and is in no framework list")],
        ),
    ],
)
def test_what_dangles_is_named(
    found: Crosswalk, questions: dict[str, tuple[str, ...]], expected: list[Fault]
) -> None:
    assert expected == list(gaps(found, LIBRARY.frameworks, questions))


def test_a_mapped_question_is_mapped_to_all_that_it_cites() -> None:
    framework = LIBRARY.frameworks[0]
    two = replace(framework, items=(*framework.items, replace(framework.items[0], id="F 2")))
    found = crosswalk(Mapped(question="q", equal=("F 1",)), left_out=("F 2",))

    told = list(gaps(found, (two,), {"q": ("F 1", "F 2", "smith2020")}))

    assert told == [Fault("q", "cites F 2, and the crosswalk does not map it there")]

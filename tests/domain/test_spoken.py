"""Names that people use for what has an id."""

import pytest

from alignassess.domain.spoken import folded, groups, known_ids, meant, nearest
from alignassess.files.instrument_files import load_library
from tests.domain.sheets import SHIPPED

LIBRARY = load_library()


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("ec-13", "ec-13"),
        ("EC 13", "ec-13"),
        ("monitoring-coverage", "ec-13"),
        ("mesa optimisation", "mesa-optimization"),
        ("SY", "sycophancy"),
        ("scheming", "deceptive-alignment"),
        ("RLHF", "rlhf"),
        ("reinforcement learning from human feedback", "rlhf"),
        ("Constitutional AI", "constitutional-ai"),
        ("recursive reward modeling", "amplification"),
        ("alignment faking", "finding-alignment-faking"),
        ("sleeper agent", "finding-sleeper-agents"),
        ("Goodhart's law", "outer-alignment"),
        ("red teaming", "boundary-red-teaming"),
        ("Rare events and volume", "I-17"),
        ("not knowing is a finding", "I-22"),
        ("art 26", "Art. 26"),
        ("Article 26", "Art. 26"),
        ("nist ai rmf", "nist-ai-rmf"),
        ("open questions", "open questions"),
        ("rg-09", "rg-09"),
    ],
)
def test_a_concept_is_found_by_the_name_that_people_use(name: str, id: str) -> None:
    assert id == meant(name, SHIPPED, LIBRARY)


@pytest.mark.parametrize("name", ["", "  ", "\N{GREEK SMALL LETTER ALPHA}", "weather"])
def test_a_name_of_nothing_means_nothing(name: str) -> None:
    assert meant(name, SHIPPED, LIBRARY) is None


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("corrigability", ["corrigibility"]),
        ("orthoganality thesis", ["orthogonality"]),
        ("gaming", ["reward-hacking"]),
        ("LLM01", ["LLM01:2026"]),
        ("groups that collude", ["open-multi-agent"]),
        ("zz", []),
    ],
)
def test_what_looks_alike_is_offered_and_else_what_shares_a_word(
    name: str, first: list[str]
) -> None:
    found = nearest(name, SHIPPED, LIBRARY)

    assert first == found[:1]
    assert len(found) <= 3


def test_every_id_means_itself_and_no_two_read_alike() -> None:
    ids = set(known_ids(SHIPPED, LIBRARY))

    assert len(ids) == len({folded(id) for id in ids})
    assert [] == [id for id in sorted(ids) if meant(id, SHIPPED, LIBRARY) != id]


def test_no_other_name_of_a_concept_is_taken_by_another() -> None:
    concepts = [
        *((str(one.id), one.also) for one in SHIPPED.category.values()),
        *((one.id, one.also) for one in LIBRARY.topics),
    ]

    assert [] == [
        (name, id) for id, also in concepts for name in also if meant(name, SHIPPED, LIBRARY) != id
    ]


def test_a_group_holds_the_topics_of_one_part_of_the_field() -> None:
    schools = groups(LIBRARY)["schools of thought"]

    assert 4 == len(schools)
    assert all(one.group == "schools of thought" for one in schools)

"""A file of nothing but mistakes is told in part, with the number of the rest."""

from pathlib import Path

import pytest

from alignassess.domain.instrument import Instrument
from alignassess.errors import Place, Problem
from alignassess.files.answer_sheet import MOST_INHERITED, load_sheet
from alignassess.files.listing import MOST_HINTS, MOST_LISTED, capped
from alignassess.files.own_sheet import FORMAT
from alignassess.files.wording import nearest
from tests.builders import write_sheet
from tests.files.telling import refused, told


@pytest.mark.parametrize(
    ("number", "rest"),
    [
        (MOST_LISTED, None),
        (MOST_LISTED + 1, "1 more problem is not listed"),
        (MOST_LISTED + 20, "20 more problems are not listed"),
    ],
)
def test_the_first_problems_are_listed_and_the_others_counted(
    number: int, rest: str | None
) -> None:
    problems = [Problem(f"number {one}") for one in range(number)]

    found = capped(problems, "a.yaml")

    assert tuple(problems[:MOST_LISTED]) == found[:MOST_LISTED]
    assert ([rest] if rest else []) == [one.message for one in found[MOST_LISTED:]]
    assert all(one.place == Place("a.yaml") for one in found[MOST_LISTED:])


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("respondents:\n", "  r{}: words"),
        ("evidence:\n", "  e{}: {{title: Record, fil{}: gone}}"),
        ("answers:\n  system-profile:\n", "    ex-{}: own"),
        ("answers:\n  system-profile:\n    sp-02:\n", "      - none-{}"),
        ("", "key{}: words"),
    ],
)
def test_every_section_counts_what_it_does_not_list(
    folder: Path, instrument: Instrument, head: str, line: str
) -> None:
    lines = [line.format(one, one) for one in range(MOST_LISTED + 30)]

    found = told(instrument, head + "\n".join(lines) + "\n")

    assert MOST_LISTED + 1 == len(found)
    assert found[-1] == "acme.yaml: 30 more problems are not listed"


def test_keys_given_twice_are_counted_too(folder: Path, instrument: Instrument) -> None:
    found = told(instrument, "color: red\n" * (MOST_LISTED + 3), head=f"format: {FORMAT}\n")

    assert found[-1] == "acme.yaml: 2 more problems are not listed"


def test_hints_at_a_near_name_end_after_some(folder: Path, instrument: Instrument) -> None:
    lines = [f"  e{one}: {{titel: Record}}\n" for one in range(MOST_HINTS)]
    path = write_sheet(folder, "evidence:\n" + "".join(lines))

    remedies = [one.remedy for one in refused(lambda: load_sheet(path, instrument))]

    assert "did you mean title?" in remedies[:MOST_HINTS]
    assert "did you mean title?" not in remedies[MOST_HINTS:]
    assert "check the spelling, or remove it" in remedies[MOST_HINTS:]


def test_no_near_name_is_looked_for_among_very_many() -> None:
    assert nearest("paper-0x", [f"paper-{one}" for one in range(1000)]) is not None
    assert nearest("paper-0x", [f"paper-{one}" for one in range(1001)]) is None


def test_a_long_list_of_inherited_sheets_is_not_followed_to_its_end(
    folder: Path, instrument: Instrument
) -> None:
    found = told(instrument, "inherits:\n" + "  - ../x.yaml\n" * 90)

    assert MOST_INHERITED + 1 == len(found)
    assert f"more than {MOST_INHERITED} sheets are inherited" in found[-1]

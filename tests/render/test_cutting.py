"""A report that must be short is cut at a section, and says what it left out."""

import pytest

from alignassess.errors import UsageError
from alignassess.render.cutting import cut_to
from alignassess.render.gap_report import gap_markdown
from tests.render.cases import HOSTILE, LIBRARY, SHIPPED, SYSTEMS, example, filled_with
from tests.render.printed import sections

REPORT = "# Report\n\nhead\n\n## One\n\n" + "a" * 300 + "\n\n## Two, last\n\nbb\n"


def test_a_report_that_fits_stays_as_it_is() -> None:
    assert cut_to(REPORT, len(REPORT)) == REPORT


def test_what_does_not_fit_is_left_out_from_a_section_on_and_named() -> None:
    note = (
        "## Left out\n\nThis report was cut to at most 200 bytes. Left out, in order: "
        "One; Two, last.\n"
    )

    assert cut_to(REPORT, 200) == "# Report\n\nhead\n\n" + note


def test_room_for_what_comes_behind_is_kept_and_the_note_names_the_whole_limit() -> None:
    note = (
        "## Left out\n\nThis report was cut to at most 500 bytes. Left out, in order: "
        "One; Two, last.\n"
    )

    assert cut_to(REPORT, 500, reserved=100) == REPORT
    assert cut_to(REPORT, 500, reserved=300) == "# Report\n\nhead\n\n" + note


def test_a_limit_below_the_head_is_refused() -> None:
    with pytest.raises(UsageError, match="does not fit into 20 bytes"):
        cut_to(REPORT, 20)


def test_what_is_written_behind_it_counts_and_the_limit_that_is_said_is_the_one_asked_for() -> None:
    with pytest.raises(UsageError, match="does not fit into 200 bytes") as caught:
        cut_to(REPORT, 200, reserved=150)

    (problem,) = caught.value.problems
    assert problem.remedy == "allow 266 or more, or write HTML"
    assert "at most 257 bytes" in cut_to(REPORT, 257, reserved=150)
    with pytest.raises(UsageError):
        cut_to(REPORT, 256, reserved=150)


@pytest.mark.parametrize("most", [65_536, 20_000, 5_000])
@pytest.mark.parametrize("name", ["example", "hostile"])
def test_a_cut_report_is_within_the_limit_and_its_sections_are_whole(name: str, most: int) -> None:
    assessment = example(SYSTEMS[1]) if name == "example" else filled_with(HOSTILE)
    whole = gap_markdown(assessment, instrument=SHIPPED, library=LIBRARY)
    if most == 5_000 and name == "hostile":
        most = 30_000

    shorter = cut_to(whole, most)

    assert len(shorter.encode()) <= most
    *kept, left = sections(shorter)
    assert [one.title for one in kept] == [one.title for one in sections(whole)][: len(kept)]
    assert left.title == "Left out"
    chapters = [one.title for one in sections(whole) if one.depth == 2]
    there = [one.title for one in kept if one.depth == 2]
    assert all(title in left.paragraphs[0] for title in chapters[len(there) :])

"""The pages for a job and for a comment, as GitHub reads Markdown, within its limits."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from alignassess.render.formats.material import Material
from alignassess.render.formats.summary import (
    COMMENT_BYTES,
    MARKER,
    SUMMARY_BYTES,
    comment,
    job_summary,
)
from alignassess.render.inert import markdown
from tests.render.cases import SHIPPED
from tests.render.formats.given import MATERIALS, alone, hostile, several, unread, waived
from tests.render.printed import parsed

Page = Callable[[Material], str]
PAGES = [job_summary, comment]
FLEET = Material(tuple(alone().cases) * 60, SHIPPED)
"""Sixty systems of 79 findings each: more than either page has room for."""


def test_the_decision_and_the_figures_come_first() -> None:
    text = comment(several())

    lines = text.splitlines()
    assert lines[0] == MARKER
    assert "**Gate: fail** (1 fail, 2 pass)" in lines
    assert text.index("**Gate: fail**") < text.index("| System |") < text.index("| Finding |")
    for case in several().cases:
        assert f"({case.subject})" in text
        if case.assessment.kind == "system":
            for one in case.assessment.categories:
                figures = (one.best.risk, one.answered.risk, one.evidenced.risk, one.inherent)
                label = markdown(SHIPPED.category[one.category].label)
                assert f"| {label} | {' | '.join(f'{x:.2f}' for x in figures)} |" in text


def test_a_comment_shows_the_worst_and_says_how_many_there_are_more() -> None:
    count = len(alone().cases[0].assessment.findings)

    assert f"{count - 10} more findings of coding-agent are in the full report." in comment(alone())
    assert "more findings" not in job_summary(alone())


def test_waivers_stand_with_approver_and_expiry() -> None:
    text = comment(waived())

    reason = "Review of all tool calls until the probe ships."
    assert f"| W-2 | sycophancy | {reason} | r.ortiz | 2027-01-31 |" in text
    assert "critical, essential gap, waived by W-1 |" in text
    assert "critical, essential gap, worse |" in text


@pytest.mark.parametrize(("page", "most"), [(job_summary, SUMMARY_BYTES), (comment, COMMENT_BYTES)])
def test_a_fleet_is_cut_between_rows_within_the_limit(page: Page, most: int) -> None:
    text = page(FLEET)

    *kept, empty, note = text.splitlines()
    whole = set(page(replace(FLEET, most_bytes=10_000_000)).splitlines())
    assert most - 3_000 < len(text.encode()) <= most
    assert set(kept) <= whole
    assert empty == ""
    assert note.startswith("Cut here: ")


def test_a_smaller_limit_is_kept_too() -> None:
    assert len(comment(replace(several(), most_bytes=2_000)).encode()) <= 2_000


def test_no_table_is_left_with_its_head_alone() -> None:
    given = several()
    lines = comment(given).splitlines()
    for at, line in enumerate(lines):
        if line.startswith("| ---"):
            room = len("\n".join(lines[: at + 1]).encode()) + 1 + 200  # for the head and the note
            *kept, empty, note = comment(replace(given, most_bytes=room)).splitlines()

            assert (lines[: at - 1], "") == (kept, empty)
            assert note == f"Cut here: {len(lines) - at + 1} more lines are in the full report."


@pytest.mark.parametrize("page", PAGES)
def test_a_limit_is_in_bytes_of_any_script(page: Page) -> None:
    name = "\u6f22" * 500
    case = alone().cases[0]
    system = case.assessment.subject.model_copy(update={"name": name})
    named = case._replace(assessment=case.assessment.model_copy(update={"subject": system}))

    text = page(Material((named,) * 60, SHIPPED, most_bytes=50_000))

    assert 40_000 < len(text.encode()) <= 50_000


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("given", MATERIALS)
def test_no_text_of_a_stranger_becomes_markup(page: Page, given: str) -> None:
    tokens = parsed(page(MATERIALS[given]()))

    inline = {child.type for token in tokens for child in token.children or ()}
    assert inline <= {"text", "text_special", "strong_open", "strong_close", "softbreak"}
    blocks = {token.type for token in tokens}
    assert not blocks & {"fence", "code_block", "blockquote_open", "ordered_list_open"}
    html = [token.content for token in tokens if token.type == "html_block"]
    assert html in ([], [f"{MARKER}\n"])


@pytest.mark.parametrize("page", PAGES)
def test_every_row_of_a_table_has_as_many_cells(page: Page) -> None:
    for before, after in pairwise(page(hostile()).splitlines()):
        if before.startswith("|") and after.startswith("|"):
            assert before.count("|") == after.count("|"), after


def test_unread_sheets_are_said_first() -> None:
    text = job_summary(unread())

    assert "**Not every sheet could be read.**" in text
    assert "- sheets/a.yaml&#58;14: ft-03 has no option x" in text

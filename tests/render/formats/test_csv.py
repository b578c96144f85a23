import csv
import re
from collections.abc import Callable
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignassess.render.formats.csv_text import (
    CATEGORY_COLUMNS,
    FINDING_COLUMNS,
    cell,
)
from alignassess.render.formats.material import Material
from tests.render.cases import system_example
from tests.render.formats.given import AGENT, alone, hostile, several, text_of, waived

categories_csv, findings_csv = text_of("csv"), text_of("csv-findings")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        (" \r\n =1", "'=1"),
        ("\uff1dcmd", "'\uff1dcmd"),
        ('"=1', "'\"=1"),
        ("plain - text", "plain - text"),
        ("a=b", "a=b"),
        (0.25, "0.25"),
        (None, ""),
        ("", ""),
    ],
)
def test_no_cell_is_taken_for_a_formula(value: object, shown: str) -> None:
    assert shown == cell(value)


@given(text=st.text())
def test_no_text_is_taken_for_a_formula(text: str) -> None:
    assert not re.match(r"\W*?[=+\-@]", cell(text).removeprefix("'")) or cell(text)[0] == "'"


def test_a_row_per_category_holds_the_figures_of_the_result() -> None:
    assessment = system_example(AGENT)

    found = rows(categories_csv(alone()))

    assert len(found) == 8
    assert tuple(found[0]) == CATEGORY_COLUMNS
    for row, one in zip(found, assessment.categories, strict=True):
        assert row["category"] == one.category
        assert row["risk_answered"] == f"{one.answered.risk:.2f}"
        assert row["rating"] == one.rating
        assert (row["decision"], row["essential_gaps"]) == ("fail", "ft-03 ec-13 ec-17")


def test_a_vendor_has_prevention_and_neither_risk_nor_rating() -> None:
    vendor = [row for row in rows(categories_csv(several())) if row["kind"] == "vendor"]

    assert len(vendor) == 8
    assert all(row["prevention_answered"] and not row["risk_answered"] for row in vendor)
    assert {row["rating"] + row["headline_rating"] for row in vendor} == {""}


def test_a_row_per_finding_worst_first_with_its_place() -> None:
    found = rows(findings_csv(waived()))

    assert tuple(found[0]) == FINDING_COLUMNS
    assert len(found) == len(alone().cases[0].assessment.findings)
    assert {row["essential"] for row in found[:3]} == {"yes"}
    assert {row["essential"] for row in found[3:]} == {"no"}
    (gap,) = [row for row in found if row["question"] == "ec-13"]
    assert (gap["file"], gap["line"]) == ("coding-agent/answers.yaml", "110")
    assert (gap["waiver"], gap["change"]) == ("W-1", "")
    assert [row["change"] for row in found if row["question"] == "ec-17"] == ["worse"]


@pytest.mark.parametrize("table", [categories_csv, findings_csv])
def test_every_row_is_one_line_with_all_columns(table: Callable[[Material], str]) -> None:
    text = table(hostile())

    lines = list(csv.reader(StringIO(text)))
    assert len(lines) == len(text.splitlines())
    assert len({len(line) for line in lines}) == 1

"""Laws: what is likely in point under the facts given, and from when."""

from dataclasses import replace
from datetime import date

import pytest

from alignassess.domain.answers import Chosen
from alignassess.domain.condition import All, IncludesAny, Is
from alignassess.domain.legal import LegalInstrument, in_point, outdated
from alignassess.files.instrument_files import load_library
from tests.domain.sheets import LOWEST, SHIPPED, entry, scored, sheet_of, with_entry, without_entry

LAW = LegalInstrument(
    id="law",
    name="Law",
    jurisdiction="Japan",
    kind="law",
    status="in force",
    applies_from=date(2026, 12, 1),
    as_of=date(2026, 9, 1),
    confidence="checked",
    when=IncludesAny(kind="includes-any", question="sp-30", options=("japan",)),
)


def words(*places: str, law: LegalInstrument = LAW) -> list[str]:
    """What is said of a law about Japan, on 2026-11-25."""
    facts = {**LOWEST, "sp-30": places}
    return [one.words for one in in_point((law,), scored(sheet_of(facts)), SHIPPED)]


def test_a_law_in_point_is_to_be_prepared_for_until_it_applies() -> None:
    assert ["prepare, applies from 2026-12-01"] == words("japan")
    assert ["applies"] == words("japan", law=replace(LAW, applies_from=date(2026, 11, 25)))
    assert ["applies"] == words("japan", law=replace(LAW, applies_from=None))


def test_a_law_of_another_place_is_not_in_point_under_the_facts_given() -> None:
    assert ["not under the facts given"] == words("korea")


def test_a_missing_fact_leaves_it_open_and_is_named() -> None:
    sheet = without_entry(sheet_of(LOWEST), "sp-30")

    (found,) = in_point((LAW,), scored(sheet), SHIPPED)

    assert found.holds is None
    assert "open: not known from sp-30" == found.words


def test_of_several_facts_only_the_missing_are_named() -> None:
    known = Is(kind="is", question="sp-01", options=("api-pinned",))
    assert LAW.when is not None
    both = replace(LAW, when=All(kind="all", parts=(known, LAW.when)))
    sheet = without_entry(sheet_of({**LOWEST, "sp-01": "api-pinned"}), "sp-30")

    (found,) = in_point((both,), scored(sheet), SHIPPED)

    assert "open: not known from sp-30" == found.words


def test_what_is_derived_from_no_fact_is_not_listed() -> None:
    assert [] == words("japan", law=replace(LAW, when=None))


def test_an_option_of_another_edition_counts_as_not_known() -> None:
    sheet = with_entry(sheet_of(LOWEST), entry("sp-30", Chosen(options=("japan",))))
    saved = scored(sheet)
    changed = replace(
        saved,
        determinations=tuple(
            replace(one, answers=(Chosen(options=("atlantis",)),))
            if one.question.id == "sp-30"
            else one
            for one in saved.determinations
        ),
    )

    (found,) = in_point((LAW,), changed, SHIPPED)

    assert "open: not known from sp-30" == found.words


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2026-08-27", False), ("2026-08-26", True), (date(2026, 8, 26), True)],
)
def test_a_list_is_outdated_after_ninety_days(as_of: str | date, expected: bool) -> None:
    assert expected is outdated(as_of, date(2026, 11, 25))


def test_the_high_risk_duties_are_dated() -> None:
    facts = {**LOWEST, "sp-30": "eu-established", "sp-37": "listed-no-exception"}

    found = in_point(load_library().legal, scored(sheet_of(facts)), SHIPPED)

    said = {one.instrument.id: one.words for one in found}
    assert "prepare, applies from 2027-12-02" == said["eu-ai-act-highrisk-annex-iii"]
    assert "applies" == said["eu-ai-act"]
    assert "not under the facts given" == said["us-tx-traiga"]

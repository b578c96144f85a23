"""What an evidence entry earns: at most what it claims, and at most what it shows."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import pytest

from alignassess.domain.answers import Origin, Sheet
from alignassess.domain.evidence import EvidenceEntry, FileState, Observation
from alignassess.domain.model import Assurance
from alignassess.domain.scoring import assess
from alignassess.domain.subject import ModelReference, Respondent, System, Vendor
from tests.domain.sheets import AS_OF, SHIPPED, at_level, entry

MODEL = ModelReference(
    provider="Example AI",
    name="example-large",
    version="2026-08-01",
    aliases=("large",),
    revision="r7",
    changed=date(2026, 8, 1),
    base=ModelReference(provider="Base Works", name="base"),
)
SHEET = Sheet(
    subject=System(id="bot", name="Bot", operator="Example Ltd", model=MODEL),
    respondents=(
        Respondent(key="jr", name="J. Rossi", organisation="Example Ltd"),
        Respondent(key="mk", name="M. Kern", organisation="Audit House"),
        Respondent(key="alone", name="A. Lone"),
    ),
    entries=(
        entry(
            "vs-05",
            at_level("vs-05", 3),
            origin=Origin(
                id="reseller",
                name="Reseller Inc",
                model=ModelReference(provider="Origin Labs", name="example-large"),
            ),
        ),
    ),
)

FULL = EvidenceEntry(
    id="audit",
    title="An audit",
    file="audit.json",
    sha256="a" * 64,
    obtained=date(2026, 11, 2),
    by="Audit House",
    assurance=Assurance.INDEPENDENT,
    about="2026-08-01",
)
MATCHES = Observation(evidence="audit", state=FileState.MATCHES)
PRESENT = Observation(evidence="audit", state=FileState.PRESENT)
MISSING = Observation(evidence="audit", state=FileState.MISSING)
EMPTY = Observation(evidence="audit", state=FileState.EMPTY)


class Earned(NamedTuple):
    """What a result says of the one entry of a sheet."""

    assurance: Assurance
    reason: str | None = None


def _earned(
    found: Observation | None = MATCHES,
    *,
    as_of: date = AS_OF,
    sheet: Sheet = SHEET,
    fields: Mapping[str, object] | None = None,
    **more: object,
) -> Earned:
    claimed = FULL.model_copy(update={**(fields or {}), **more})
    held = Sheet(
        subject=sheet.subject,
        respondents=sheet.respondents,
        entries=sheet.entries,
        evidence=(claimed,),
    )
    observations = () if found is None else (found,)
    (record,) = assess(SHIPPED, held, observations=observations, as_of=as_of).evidence
    return Earned(record.earned, record.reason)


def test_what_shows_all_it_claims_earns_it() -> None:
    assert _earned() == Earned(Assurance.INDEPENDENT)


@pytest.mark.parametrize("claimed", list(Assurance))
def test_nothing_earns_more_than_it_claims(claimed: Assurance) -> None:
    found = _earned(assurance=claimed)

    assert claimed is found.assurance
    assert found.reason is None


@pytest.mark.parametrize(
    ("fields", "found", "reason"),
    [
        ({}, None, "the file is not there"),
        ({}, MISSING, "the file is not there"),
        ({}, EMPTY, "the file is empty"),
        ({"file": None}, None, "it names neither a file nor a location"),
        ({"obtained": None}, MATCHES, "it has no date"),
        (
            {"obtained": date(2026, 11, 26)},
            MATCHES,
            "it is dated after the date of this assessment",
        ),
        ({"obtained": date(2025, 11, 24)}, MATCHES, "it is older than 2025-11-25, and so stale"),
        (
            {"obtained": date(2026, 7, 31)},
            MATCHES,
            "it is older than the last change of the model",
        ),
        (
            {"about": "checkpoint-14"},
            MATCHES,
            "it is about checkpoint-14, not the model of this sheet",
        ),
    ],
)
def test_what_shows_nothing_counts_as_asserted(
    fields: dict[str, object], found: Observation | None, reason: str
) -> None:
    result = _earned(found, fields=fields)

    assert reason == result.reason
    assert result.assurance is Assurance.ASSERTED


def test_a_bare_claim_has_no_reason_to_be_less() -> None:
    assert _earned(None, assurance=Assurance.ASSERTED).reason is None


@pytest.mark.parametrize("day", [date(2026, 11, 25), date(2026, 8, 1)])
def test_the_day_itself_is_neither_in_the_future_nor_before_the_change(day: date) -> None:
    assert _earned(obtained=day).assurance is Assurance.INDEPENDENT


UNCHANGED = Sheet(subject=System(id="bot", name="Bot"))


@pytest.mark.parametrize(
    ("as_of", "obtained", "fresh"),
    [
        (date(2026, 11, 25), date(2025, 11, 25), True),
        (date(2026, 11, 25), date(2025, 11, 24), False),
        (date(2028, 2, 29), date(2027, 2, 28), True),
        (date(2028, 2, 29), date(2027, 2, 27), False),
        (date(2026, 1, 31), date(2025, 1, 31), True),
        (date(2026, 12, 31), date(2025, 12, 30), False),
    ],
)
def test_twelve_months_end_on_the_same_day_of_the_month(
    as_of: date, obtained: date, fresh: bool
) -> None:
    found = _earned(as_of=as_of, sheet=UNCHANGED, obtained=obtained)

    assert fresh is (found.assurance is Assurance.INDEPENDENT)


@pytest.mark.parametrize(
    "fields",
    [{"file": None, "location": "wiki"}, {"sha256": None}],
    ids=["kept elsewhere", "without digest"],
)
def test_without_a_matching_digest_it_is_documented_at_most(fields: dict[str, object]) -> None:
    result = _earned(PRESENT if "sha256" in fields else None, fields=fields)

    assert result.assurance is Assurance.DOCUMENTED
    assert result.reason == "it has no file with a matching sha256"


@pytest.mark.parametrize(
    "by",
    [
        None,
        "Example Ltd",
        "example ltd",
        "Example  Ltd.",
        "EXAMPLE-LTD",
        "Example\u200b Ltd",
        "Example AI",
        "Base Works",
        "Reseller Inc",
        "Origin Labs",
        "Bot",
        "jr",
        "alone",
    ],
)
def test_by_a_party_or_by_nobody_known_it_is_tested_at_most(by: str | None) -> None:
    result = _earned(by=by)

    assert result.assurance is Assurance.TESTED
    assert result.reason == "it does not name an organisation that is neither operator nor vendor"


@pytest.mark.parametrize("by", ["Audit House", "mk"])
def test_by_an_outside_organisation_it_is_independent(by: str) -> None:
    assert _earned(by=by).assurance is Assurance.INDEPENDENT


@pytest.mark.parametrize(
    "about", ["example-large", "EXAMPLE-LARGE", "example-large 2026-08-01", "large", "r7", None]
)
def test_a_model_is_known_by_every_name_it_has(about: str | None) -> None:
    assert _earned(about=about).assurance is Assurance.INDEPENDENT


def test_nothing_is_about_another_model_while_the_sheet_names_none() -> None:
    assert _earned(sheet=UNCHANGED, about="anything").assurance is Assurance.INDEPENDENT


def test_inherited_evidence_is_about_the_model_it_came_with() -> None:
    origin = ModelReference(provider="Example AI", name="example-small")

    assert _earned(about="example-small", origin_model=origin).reason is None
    assert _earned(about="2026-08-01", origin_model=origin).assurance is Assurance.ASSERTED


def test_on_a_vendor_sheet_the_vendor_is_a_party() -> None:
    sheet = Sheet(subject=Vendor(id="example-ai", name="Example AI"))

    assert _earned(sheet=sheet, by="Example AI").assurance is Assurance.TESTED
    assert _earned(sheet=sheet, by="Audit House").assurance is Assurance.INDEPENDENT


def test_several_entries_may_be_about_the_same_model() -> None:
    second = FULL.model_copy(update={"id": "second", "about": "large"})
    sheet = Sheet(subject=SHEET.subject, evidence=(FULL, second))
    found = (MATCHES, Observation(evidence="second", state=FileState.MATCHES))

    records = assess(SHIPPED, sheet, observations=found, as_of=AS_OF).evidence

    assert [Assurance.INDEPENDENT] * 2 == [one.earned for one in records]

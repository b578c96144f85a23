"""What is said about a framework: the levels of what speaks to it, or that it is not assessed."""

from dataclasses import replace

from alignassess.domain.answers import DontKnow, NotApplicable
from alignassess.domain.catalog import FrameworkItem
from alignassess.domain.coverage import FrameworkCoverage
from alignassess.domain.covering import covered
from alignassess.domain.crosswalk import LeftOut, Mapped, Relation
from alignassess.domain.library import Library
from alignassess.domain.standing import State
from alignassess.files.instrument_files import load_library
from tests.domain.sheets import LOWEST, entry, scored, scored_vendor, sheet_of, vendor_sheet
from tests.domain.small import LIBRARY

_IDS = ("answered", "open", "claimed", "left-out", "not-asked")

SMALL: Library = replace(
    LIBRARY,
    frameworks=(
        replace(
            LIBRARY.frameworks[0],
            items=tuple(FrameworkItem(id=name, title=name) for name in _IDS),
        ),
    ),
    crosswalk=replace(
        LIBRARY.crosswalk,
        questions=(
            Mapped(question="ec-01", subset=("answered", "open"), intersects=("claimed",)),
            Mapped(question="sp-01", intersects=("answered",)),
            Mapped(question="ec-02", equal=("open",), intersects=("answered",)),
            Mapped(question="ec-03", equal=("claimed",)),
            Mapped(question="ft-03", equal=("not-asked",)),
        ),
        left_out=(LeftOut(ids=("left-out",), reason="Too broad."),),
    ),
)
"""`ec-01` is the only one that all three of the first identifiers share."""


def shown(*, ec_01: bool) -> FrameworkCoverage:
    """A small framework over a sheet; without an answer to `ec-01` two identifiers stay open."""
    sheet = sheet_of(
        LOWEST,
        {"ec-01": 3} if ec_01 else {},
        entry("ec-02", DontKnow()),
        entry("ec-03", NotApplicable(note="no cues")),
    )
    (found,) = covered(scored(sheet), SMALL, ("frame",)).frameworks
    return found


def test_an_identifier_shows_the_levels_of_what_speaks_to_it() -> None:
    answered = shown(ec_01=True).items[0]

    assert answered.not_assessed is None
    assert [
        ("ec-01", Relation.SUBSET, "scored", State.ANSWERED, 3, 2),
        ("sp-01", Relation.INTERSECTS, "profile", State.ANSWERED, None, None),
    ] == [
        (one.question, one.relation, one.kind, one.state, one.answered, one.evidenced)
        for one in answered.speaks
    ]
    assert ("ec-02",) == answered.open


def test_what_is_not_assessed_says_why() -> None:
    found = shown(ec_01=False)

    assert 1 == found.assessed
    assert {
        "answered": None,
        "open": "No question that speaks to it has an answer.",
        "claimed": "No question that speaks to it has an answer.",
        "left-out": "Too broad.",
        "not-asked": "No question that speaks to it applies to this system and scope.",
    } == {item.id: item.reason for item in found.items}


def test_a_question_claimed_not_to_apply_speaks_to_nothing() -> None:
    claimed = shown(ec_01=True).items[2]

    assert ("ec-03",) == claimed.elsewhere
    assert ["ec-01"] == [one.question for one in claimed.speaks]


def test_a_vendor_sheet_speaks_only_through_its_questionnaire() -> None:
    library = load_library()
    found = covered(scored_vendor(vendor_sheet({"vs-01": 4})), library, ("nist-ai-rmf",))

    (coverage,) = found.frameworks

    spoken = {one.question for item in coverage.items for one in item.speaks}
    assert {"vs-01"} == spoken

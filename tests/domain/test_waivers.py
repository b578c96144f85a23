"""Waivers: what they accept, for how long, and that no figure moves."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignassess.domain.answers import Sheet
from alignassess.domain.gate import Decision, Outcome, decide
from alignassess.domain.model import CATEGORIES, Category, Rating, Reading
from alignassess.domain.policy import FORMAT, Gaps, Limit, Policy, WaiverRules
from alignassess.domain.waivers import (
    Waiver,
    WaiverReason,
    WaiverState,
    across,
    end_of,
    over_budget,
    state_on,
    wrong,
)
from tests.domain.sheets import AS_OF, HIGHEST, LOWEST, SHIPPED, all_at, scored, sheet_of
from tests.strategies import sheets

SERIOUS = {**LOWEST, "sp-06": "administer", "sp-07": "lasting-harm", "sp-08": "mainly-irreversible"}
"""Facts by which ec-21 is an essential practice."""

GAP = sheet_of(SERIOUS, all_at(4, besides={"ec-21": 1}))
"""Everything at the top but one essential practice."""

MEDIUM = Policy(format=FORMAT, limits=(Limit(category="all", rating=Rating.MEDIUM),))


def _waiver(**fields: Any) -> Waiver:
    given = {
        "id": "W-1",
        "systems": ("bot",),
        "reason": WaiverReason.ACCEPTED_RISK,
        "justification": "Reviewed by the board.",
        "requested_by": "A. Khan",
        "approved_by": "R. Ortiz",
        "approved_on": date(2026, 11, 1),
        "expires": date(2027, 1, 31),
        **fields,
    }
    covers = given.get("category")
    if covers is not None:
        given.setdefault("version", SHIPPED.version(covers))
    else:
        given.setdefault("essential_gap", "ec-21")
        given.setdefault("at_level", 1)
        gap = SHIPPED.card.get(given["essential_gap"])
        given.setdefault("version", gap and gap.version)
    return Waiver(**given)


def _decide(
    sheet: Sheet, *waivers: Waiver, policy: Policy = MEDIUM, on: date | None = None
) -> Decision:
    return decide(scored(sheet), policy, instrument=SHIPPED, waivers=waivers, on=on)


def test_an_essential_gap_that_is_waived_lets_its_floors_pass() -> None:
    found = _decide(GAP, _waiver())

    assert (found.outcome, found.without_waivers) == (Outcome.PASS, Outcome.FAIL)
    assert found.sentence == (
        "pass, with 1 waiver: bot: every other limit of the policy holds; waived: W-1 accepts "
        "the essential gap ec-21 at level 1 or better until 2027-01-31; without waivers: fail"
    )


def test_two_waivers_are_counted() -> None:
    sheet = sheet_of(SERIOUS, all_at(4, besides={"ec-21": 1, "ec-17": 1}))
    found = _decide(sheet, _waiver(), _waiver(id="W-2", essential_gap="ec-17"))

    assert found.verdict == "pass, with 2 waivers"


def test_a_gap_that_is_not_waived_still_holds_the_risk_up() -> None:
    sheet = sheet_of(SERIOUS, all_at(4, besides={"ec-21": 1, "ec-17": 1}))
    found = _decide(sheet, _waiver())

    assert found.outcome is Outcome.FAIL
    assert found.reasons[-1] == "essential gaps open: ec-17"


def test_of_two_floors_the_waived_one_does_not_count() -> None:
    facts = {**HIGHEST}
    sheet = sheet_of(facts, all_at(4, besides={"ec-21": 1, "ec-17": 2}), supports=("independent",))
    high = Policy(format=FORMAT, limits=(Limit(category="all", rating=Rating.HIGH),))

    assert _decide(sheet, policy=high).outcome is Outcome.FAIL
    assert _decide(sheet, _waiver(), policy=high).outcome is Outcome.PASS


def test_a_category_is_accepted_up_to_a_rating() -> None:
    sheet = sheet_of(HIGHEST, all_at(0))
    only = Policy(
        format=FORMAT, limits=(Limit(category=Category.SYCOPHANCY, rating=Rating.MEDIUM),)
    )
    enough = _waiver(category=Category.SYCOPHANCY, rating=Rating.CRITICAL)
    little = _waiver(category=Category.SYCOPHANCY, rating=Rating.HIGH)

    assert _decide(sheet, enough, policy=only).outcome is Outcome.PASS
    refused = _decide(sheet, little, policy=only)
    assert refused.outcome is Outcome.FAIL
    assert refused.waivers[0].state is WaiverState.UNUSED
    assert refused.waivers[0].note == "sycophancy is critical, worse than it accepts"


def test_a_waiver_of_one_reading_covers_no_other() -> None:
    limit = Limit(category=Category.SYCOPHANCY, reading=Reading.EVIDENCED, rating=Rating.MEDIUM)
    policy = Policy(format=FORMAT, limits=(limit,))
    sheet = sheet_of(HIGHEST, all_at(0))
    answered = _waiver(category=Category.SYCOPHANCY, rating=Rating.CRITICAL)
    evidenced = _waiver(
        category=Category.SYCOPHANCY, rating=Rating.CRITICAL, reading=Reading.EVIDENCED
    )

    assert _decide(sheet, answered, policy=policy).outcome is Outcome.FAIL
    found = _decide(sheet, evidenced, policy=policy)
    assert found.outcome is Outcome.PASS
    assert "sycophancy up to critical, counting only evidence until" in found.sentence


def test_a_gap_open_for_want_of_evidence_can_be_waived() -> None:
    levels = all_at(4)
    sheet = sheet_of(SERIOUS, levels, supports=("documented",))
    bare = sheet_of(SERIOUS, {**levels, "ec-21": 4})
    limit = Limit(category="all", reading=Reading.EVIDENCED, rating=Rating.MEDIUM)
    policy = Policy(format=FORMAT, limits=(limit,))
    gaps = scored(bare).unsupported_essentials
    every = [
        _waiver(id=f"W-{gap}", essential_gap=gap, at_level=2, version=SHIPPED.card[gap].version)
        for gap in gaps
    ]

    assert _decide(sheet, policy=policy).outcome is Outcome.PASS
    refused = _decide(bare, *every[1:], policy=policy)
    assert refused.outcome is Outcome.INCONCLUSIVE
    assert "essential and without support" in refused.reasons[0]
    found = _decide(bare, *every, policy=policy)
    assert {one.id for one in found.used} <= {one.id for one in every}


def test_a_category_that_is_never_waived_is_not_waived_through_a_gap() -> None:
    only = Limit(category=Category.SYCOPHANCY, rating=Rating.MEDIUM)
    free = Policy(format=FORMAT, limits=(only,))
    never = free.model_copy(update={"waivers": WaiverRules(never=("sycophancy",))})

    assert _decide(GAP, _waiver(), policy=free).verdict == "pass, with 1 waiver"
    assert _decide(GAP, _waiver(), policy=never).outcome is Outcome.FAIL


def test_an_essential_gap_that_is_never_waived_is_not_waived_through_its_category() -> None:
    free = Policy(format=FORMAT, limits=(Limit(category=Category.SYCOPHANCY, below=Rating.HIGH),))
    never = free.model_copy(update={"waivers": WaiverRules(never=("ec-21",))})
    category = _waiver(category=Category.SYCOPHANCY, rating=Rating.CRITICAL)

    assert _decide(GAP, category, policy=free).verdict == "pass, with 1 waiver"
    refused = _decide(GAP, category, policy=never)
    assert refused.outcome is Outcome.FAIL
    assert refused.waivers[0].note == (
        "it is held up by what the policy never lets be waived: ec-21"
    )
    without_gap = sheet_of(HIGHEST, all_at(1, besides=dict.fromkeys(SHIPPED.essential_for, 4)))
    assert _decide(without_gap, category, policy=never).verdict == "pass, with 1 waiver"


def test_never_holds_in_evidenced_where_only_the_whole_floor_is_known() -> None:
    limit = Limit(category=Category.SYCOPHANCY, reading=Reading.EVIDENCED, below=Rating.HIGH)
    free = Policy(format=FORMAT, limits=(limit,))
    never = free.model_copy(update={"waivers": WaiverRules(never=("ec-21",))})
    bare = sheet_of(SERIOUS, all_at(4))
    category = _waiver(
        category=Category.SYCOPHANCY, rating=Rating.CRITICAL, reading=Reading.EVIDENCED
    )

    assert _decide(bare, category, policy=free).verdict == "pass, with 1 waiver"
    assert _decide(bare, category, policy=never).outcome is Outcome.INCONCLUSIVE


def test_a_worse_answer_is_not_covered() -> None:
    found = _decide(sheet_of(SERIOUS, all_at(4, besides={"ec-21": 0})), _waiver())

    assert found.outcome is Outcome.FAIL
    assert found.waivers[0].note == "ec-21 is at level 0, worse than it accepts"


def test_a_gap_that_does_not_apply_is_not_missed() -> None:
    found = _decide(sheet_of(LOWEST, all_at(0)), _waiver(essential_gap="ft-03"))

    assert found.waivers[0].note == ""


@pytest.mark.parametrize(
    ("on", "outcome"),
    [
        (date(2026, 10, 31), Outcome.FAIL),
        (date(2026, 11, 1), Outcome.PASS),
        (date(2027, 1, 31), Outcome.PASS),
        (date(2027, 2, 1), Outcome.FAIL),
    ],
)
def test_both_ends_are_included(on: date, outcome: Outcome) -> None:
    assert outcome is _decide(GAP, _waiver(), on=on).outcome


def test_the_exact_end_is_the_first_moment_of_the_next_day() -> None:
    assert end_of(date(2027, 1, 31)) == "2027-02-01T00:00:00Z"
    assert end_of(date.max) == "9999-12-31T24:00:00Z"


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 10, 31), WaiverState.PENDING),
        (date(2026, 11, 1), WaiverState.ACTIVE),
        (date(2026, 12, 31), WaiverState.ACTIVE),
        (date(2027, 1, 1), WaiverState.EXPIRING),
        (date(2027, 1, 31), WaiverState.EXPIRING),
        (date(2027, 2, 1), WaiverState.EXPIRED),
    ],
)
def test_states_by_date(on: date, state: WaiverState) -> None:
    assert state is state_on(_waiver(), on)


@pytest.mark.parametrize(
    "waiver", [_waiver(version="0" * 12), _waiver(category=Category.SYCOPHANCY, version="0")]
)
def test_another_wording_ends_a_waiver(waiver: Waiver) -> None:
    waiver = waiver.model_copy(update={"rating": Rating.CRITICAL} if waiver.category else {})
    found = _decide(GAP, waiver)

    assert found.outcome is Outcome.FAIL
    assert found.waivers[0].state is WaiverState.ORPHANED
    assert "is worded anew since" in found.waivers[0].note


@pytest.mark.parametrize(
    ("pattern", "matched"),
    [("bot", True), ("b*", True), ("*", True), ("?ot", True), ("bo", False), ("bot-2", False)],
)
def test_systems_are_patterns(pattern: str, matched: bool) -> None:
    assert matched is _waiver(systems=(pattern,)).matches("bot")


def test_a_waiver_about_another_system_is_orphaned_in_the_run() -> None:
    waiver = _waiver(systems=("other",))
    decision = _decide(GAP, waiver)
    (use,) = across([waiver], decision.waivers, ["bot"], on=AS_OF, instrument=SHIPPED)

    assert (decision.waivers, decision.without_waivers) == ((), None)
    assert use.state is WaiverState.ORPHANED
    assert use.note == "no system of this run is one of other"


def test_a_waiver_that_nothing_needs_is_unused() -> None:
    decision = _decide(sheet_of(SERIOUS, all_at(4)), _waiver())
    (use,) = across([_waiver()], decision.waivers, ["bot"], on=AS_OF, instrument=SHIPPED)

    assert decision.verdict == "pass"
    assert use.state is WaiverState.UNUSED


def test_where_nothing_was_decided_none_is_unused() -> None:
    (use,) = across([_waiver()], (), (), on=AS_OF, instrument=SHIPPED, decided=False)

    assert use.state is WaiverState.ACTIVE


def test_gaps_in_number_can_be_limited_and_waived() -> None:
    none = Policy(format=FORMAT, essential_gaps=Gaps(most=0))
    one = Policy(format=FORMAT, essential_gaps=Gaps(most=1))
    refused = _decide(GAP, policy=none)

    assert refused.outcome is Outcome.FAIL
    assert refused.reasons[0] == "1 essential gap open (ec-21); 0 allowed"
    assert _decide(GAP, policy=one).outcome is Outcome.PASS
    assert _decide(GAP, _waiver(), policy=none).verdict == "pass, with 1 waiver"


@pytest.mark.parametrize(
    ("fields", "field", "what"),
    [
        ({"approved_by": " a.  KHAN"}, "approved_by", "is who requested it"),
        ({"approved_by": "A Khan\u200b"}, "approved_by", "is who requested it"),
        ({"approved_by": "\uff21. Khan"}, "approved_by", "is who requested it"),
        ({"approved_by": " "}, "approved_by", "names nobody"),
        ({"approved_by": "\u2060"}, "approved_by", "names nobody"),
        ({"justification": " "}, "justification", "says nothing"),
        ({"expires": date(2026, 10, 1)}, "expires", "lies before approved_on"),
        ({"essential_gap": "ec-01"}, "essential_gap", "ec-01 is not an essential practice"),
        ({"essential_gap": "zz-99"}, "essential_gap", "zz-99 is unknown"),
        ({"at_level": None}, "at_level", "is missing"),
        ({"at_level": 3}, "at_level", "is no gap"),
        ({"version": None}, "version", "is missing"),
        ({"rating": Rating.HIGH}, "rating", "is for a category"),
        ({"category": Category.SYCOPHANCY}, "rating", "is missing"),
        (
            {"category": Category.SYCOPHANCY, "rating": Rating.LOW},
            "rating",
            "accepts nothing at low",
        ),
        (
            {"category": Category.SYCOPHANCY, "rating": Rating.HIGH, "at_level": 1},
            "at_level",
            "is for an essential gap",
        ),
        (
            {"category": Category.SYCOPHANCY, "essential_gap": "ec-21"},
            "",
            "has both category and essential_gap",
        ),
        ({"essential_gap": None, "version": "x"}, "", "has neither category and essential_gap"),
    ],
)
def test_what_is_wrong_with_a_waiver(fields: dict[str, Any], field: str, what: str) -> None:
    given = {"essential_gap": "ec-21", **fields} if "category" not in fields else fields
    if given.get("essential_gap") == "zz-99":
        given = {**given, "version": "x"}

    assert (field, what) in [(one, two) for one, two, _ in wrong(_waiver(**given), SHIPPED)]


def test_a_whole_waiver_has_nothing_wrong() -> None:
    assert wrong(_waiver(), SHIPPED) == []
    assert wrong(_waiver(category=Category.SYCOPHANCY, rating=Rating.HIGH), SHIPPED) == []


def test_what_a_policy_does_not_allow() -> None:
    waivers = (_waiver(), _waiver(id="W-2", expires=date(2026, 11, 2)), _waiver(id="W-3"))

    assert over_budget(waivers, WaiverRules(), AS_OF) == []
    assert over_budget(waivers, WaiverRules(never=("ec-21",)), AS_OF)[0] == (
        0,
        "the policy never lets ec-21 be waived",
    )
    assert over_budget(waivers, WaiverRules(longest_days=30), AS_OF) == [
        (0, "holds for 91 days; the policy allows 30"),
        (2, "holds for 91 days; the policy allows 30"),
    ]
    # the second is over by then and counts no longer
    assert over_budget(waivers, WaiverRules(most=1), AS_OF) == [
        (2, "2 waivers are in force; the policy allows 1")
    ]
    assert over_budget(waivers, WaiverRules(most=2), AS_OF) == []


WAIVERS = st.lists(
    st.one_of(
        st.builds(
            lambda category, rating, reading: _waiver(
                category=category, rating=rating, reading=reading, systems=("*",)
            ),
            st.sampled_from(CATEGORIES),
            st.sampled_from([Rating.MEDIUM, Rating.HIGH, Rating.CRITICAL]),
            st.sampled_from([Reading.ANSWERED, Reading.EVIDENCED]),
        ),
        st.builds(
            lambda gap, level: _waiver(essential_gap=gap, at_level=level),
            st.sampled_from(sorted(SHIPPED.essential_for)),
            st.integers(0, 2),
        ),
    ),
    max_size=4,
).map(
    lambda found: tuple(
        one.model_copy(update={"id": f"W-{number}"}) for number, one in enumerate(found)
    )
)

TIGHT = Policy(
    format=FORMAT,
    limits=(
        Limit(category="all", rating=Rating.MEDIUM),
        Limit(category="all", reading=Reading.EVIDENCED, rating=Rating.HIGH),
    ),
    essential_gaps=Gaps(most=0),
)


@given(sheets(), WAIVERS)
def test_with_every_waiver_expired_the_decision_is_that_without(
    sheet: Sheet, waivers: tuple[Waiver, ...]
) -> None:
    late = date(2027, 2, 1)
    expired = _decide(sheet, *waivers, policy=TIGHT, on=late)
    bare = _decide(sheet, policy=TIGHT, on=late)

    assert (bare.outcome, bare.reasons) == (expired.outcome, expired.reasons)
    with_them = _decide(sheet, *waivers, policy=TIGHT)
    assert (with_them.without_waivers or with_them.outcome) is bare.outcome


@given(sheets(), WAIVERS)
def test_a_waiver_changes_no_figure_and_never_makes_it_worse(
    sheet: Sheet, waivers: tuple[Waiver, ...]
) -> None:
    assessment = scored(sheet)
    before = repr(assessment.categories)
    found = decide(assessment, TIGHT, instrument=SHIPPED, waivers=waivers)
    order = list(Outcome)

    assert before == repr(assessment.categories)
    if found.without_waivers is not None:
        assert order.index(found.outcome) <= order.index(found.without_waivers)

"""What became of each answer, what moved which category, and who can be told apart."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given

from alignassess.domain.answers import Answer, Declined, NotApplicable, Sheet
from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.comparison import (
    Change,
    ChangeState,
    comparable_figures,
    compare,
    counted,
    moves,
    narrower,
)
from alignassess.domain.depth import Depth
from alignassess.domain.gate import Outcome, decide
from alignassess.domain.model import CATEGORIES, Category, Layer, Reading
from alignassess.domain.moving import between
from alignassess.domain.policy import FORMAT, Level, Policy, Regressions
from alignassess.domain.questionnaire import ScoredQuestion
from alignassess.domain.side_by_side import overlap, side_by_side
from alignassess.domain.subject import System
from alignassess.domain.trend import trend
from tests.domain.sheets import (
    HIGHEST,
    LOWEST,
    SHIPPED,
    all_at,
    at_level,
    entry,
    scored,
    scored_vendor,
    sheet_of,
    vendor_sheet,
    with_entry,
    without_entry,
)
from tests.strategies import DONT_KNOW, scored_questions, sheets

BASE = sheet_of(HIGHEST, all_at(2))
EC_01 = at_level("ec-01", 0)
NONE = NotApplicable(note="no such part")
SHOWN = NONE.model_copy(update={"evidence": ("documented",)})
STRICT = Policy(format=FORMAT, regressions=Regressions())


def _one(before: Sheet, now: Sheet, question: str) -> Change:
    return next(one for one in compare(scored(now), scored(before)) if one.question == question)


def _with(question: str, answer: Answer) -> Sheet:
    return with_entry(BASE, entry(question, answer))


@pytest.mark.parametrize(
    ("before", "now", "state"),
    [
        (at_level("ec-01", 3), at_level("ec-01", 2), ChangeState.OPENED),
        (at_level("ec-01", 4), DONT_KNOW, ChangeState.OPENED),
        (at_level("ec-01", 2), at_level("ec-01", 1), ChangeState.WORSE),
        (at_level("ec-01", 4), at_level("ec-01", 3), ChangeState.WORSE),
        (at_level("ec-01", 1), at_level("ec-01", 2), ChangeState.BETTER),
        (at_level("ec-01", 3), at_level("ec-01", 4), ChangeState.BETTER),
        (at_level("ec-01", 2), at_level("ec-01", 3), ChangeState.CLOSED),
        (at_level("ec-01", 2), at_level("ec-01", 2), ChangeState.UNCHANGED),
        (at_level("ec-01", 0), DONT_KNOW, ChangeState.WORSE),
        (DONT_KNOW, at_level("ec-01", 0), ChangeState.BETTER),
        (DONT_KNOW, Declined(on=date(2026, 11, 1)), ChangeState.UNCHANGED),
        # a bare claim that it does not apply is worth no answer; one that is shown is none asked
        (at_level("ec-01", 2), NONE, ChangeState.WORSE),
        (at_level("ec-01", 2), SHOWN, ChangeState.CLOSED),
        (at_level("ec-01", 3), SHOWN, ChangeState.UNCHANGED),
        (SHOWN, at_level("ec-01", 2), ChangeState.OPENED),
    ],
)
def test_what_became_of_an_answer(before: Answer, now: Answer, state: ChangeState) -> None:
    found = _one(_with("ec-01", before), _with("ec-01", now), "ec-01")

    assert state is found.state
    assert found.regressed is (state in (ChangeState.OPENED, ChangeState.WORSE))


def test_a_change_says_both_answers() -> None:
    found = _one(_with("ec-01", at_level("ec-01", 3)), _with("ec-01", EC_01), "ec-01")

    assert (found.system, found.level_before, found.level_now) == ("bot", 3, 0)
    question = SHIPPED.question["ec-01"]
    assert isinstance(question, ScoredQuestion)
    assert (found.before, found.now) == (question.label_at[3], question.label_at[0])


def test_an_answer_that_is_not_there_is_said() -> None:
    assert _one(without_entry(BASE, "ec-01"), BASE, "ec-01").before == "unanswered"


@pytest.mark.parametrize(
    ("before", "now", "state"),
    [
        ("sp-22", None, ChangeState.WORSE),
        (None, "sp-22", ChangeState.BETTER),
        ("sp-22", "sp-22", ChangeState.UNCHANGED),
    ],
)
def test_a_fact_that_is_no_longer_known_is_a_drop(
    before: str | None, now: str | None, state: ChangeState
) -> None:
    silent = without_entry(BASE, "sp-22")
    found = _one(BASE if before else silent, BASE if now else silent, "sp-22")

    assert state is found.state


def test_another_fact_is_neither_good_nor_bad() -> None:
    facts = {**HIGHEST, "sp-22": LOWEST["sp-22"]}
    found = _one(BASE, sheet_of(facts, all_at(2)), "sp-22")

    assert found.state is ChangeState.FACT_CHANGED
    assert not found.regressed


def _with_card(found: SystemAssessment, name: str, **fields: str | None) -> SystemAssessment:
    changed = tuple(
        one.model_copy(update={"question": one.question.model_copy(update=fields)})
        if one.question.id == name
        else one
        for one in found.determinations
    )
    return found.model_copy(update={"determinations": changed})


def test_a_question_that_is_worded_anew_is_kept_apart() -> None:
    old = _with_card(scored(_with("ec-01", at_level("ec-01", 4))), "ec-01", version="0" * 12)
    (found,) = [one for one in compare(scored(BASE), old) if one.question == "ec-01"]

    assert found.state is ChangeState.QUESTION_CHANGED
    assert not found.regressed


@pytest.mark.parametrize(
    ("text", "state"),
    [(None, ChangeState.UNCHANGED), ("Another question?", ChangeState.QUESTION_CHANGED)],
)
def test_results_from_before_versions_are_told_by_their_text(
    text: str | None, state: ChangeState
) -> None:
    fields = {"version": None} if text is None else {"version": None, "text": text}
    old = _with_card(scored(BASE), "ec-01", **fields)

    (found,) = [one for one in compare(scored(BASE), old) if one.question == "ec-01"]
    assert state is found.state


def test_questions_that_were_added_or_retired_are_kept_apart() -> None:
    whole = scored(BASE)
    less = whole.model_copy(
        update={
            "determinations": tuple(
                one for one in whole.determinations if one.question.id != "ec-01"
            )
        }
    )

    for now, before in ((whole, less), (less, whole)):
        (found,) = [one for one in compare(now, before) if one.question == "ec-01"]
        assert found.state is ChangeState.QUESTION_CHANGED
        assert "not part of the questionnaire" in (found.before, found.now)


def test_a_question_that_is_no_longer_asked_closes_its_gap() -> None:
    # sp-03 decides whether questions about training are asked
    now = scored(sheet_of(LOWEST, all_at(2)))
    found = {one.question: one for one in compare(now, scored(BASE))}
    gone = [
        one.question.id
        for one in now.determinations
        if one.question.kind == "scored" and not one.applies
    ]

    assert gone
    before = {one.question.id: one for one in scored(BASE).determinations}
    for name in gone:
        if before[name].applies:
            assert found[name].state is ChangeState.CLOSED
            assert found[name].now == "not asked"


def test_a_narrower_scope_is_said_and_is_no_change() -> None:
    narrow = scored(BASE, scope=("vendor-selection",))
    changes = compare(narrow, scored(BASE))

    assert {one.state for one in changes} == {ChangeState.UNCHANGED}
    assert narrower(narrow, scored(BASE)).startswith("the baseline counted ")
    assert narrower(scored(BASE), narrow) == ""


def test_a_shallower_depth_is_narrower() -> None:
    core = scored(BASE).model_copy(update={"depth": Depth.CORE})

    assert narrower(core, scored(BASE)) == "the baseline was counted at depth full"
    assert comparable_figures(core, scored(BASE)) == "counted at another depth"
    assert narrower(scored(BASE), core) == ""


def test_figures_of_another_method_or_scope_are_not_compared() -> None:
    now = scored(BASE)
    provenance = now.provenance.model_copy(update={"method_version": "0"})
    old = now.model_copy(update={"provenance": provenance})

    assert comparable_figures(now, old).startswith("counted by method 0 before and by method ")
    assert comparable_figures(now, scored(BASE, scope=("vendor-selection",))) == (
        "counted over other questionnaires"
    )
    assert comparable_figures(now, now) == ""


def test_in_evidenced_lost_support_is_a_drop() -> None:
    shown = scored(sheet_of(HIGHEST, all_at(4), supports=("independent",)))
    bare = scored(sheet_of(HIGHEST, all_at(4)))

    assert counted(compare(bare, shown))[ChangeState.OPENED] == 0
    found = compare(bare, shown, reading=Reading.EVIDENCED)
    assert counted(found)[ChangeState.OPENED] > 50


def _gate(now: Sheet, before: Sheet, policy: Policy = STRICT) -> tuple[Outcome, tuple[str, ...]]:
    found = decide(scored(now), policy, instrument=SHIPPED, baseline=scored(before))
    return found.outcome, found.reasons


def test_a_drop_in_any_answer_fails_whatever_the_tolerance() -> None:
    policy = Policy(format=FORMAT, regressions=Regressions(tolerance=1))
    outcome, reasons = _gate(_with("ec-01", EC_01), BASE, policy)

    assert outcome is Outcome.FAIL
    assert reasons[0] == "1 answer worse than the baseline: ec-01 (level 2 to 0)"


def test_silence_and_lost_facts_are_named() -> None:
    silent = without_entry(without_entry(_with("ec-01", EC_01), "sp-22"), "ec-01")
    _, reasons = _gate(silent, _with("ec-01", EC_01))

    assert "2 answers worse" in reasons[0]
    assert "ec-01 (no answer any more)" in reasons[0]
    assert "sp-22 (fact no longer known)" in reasons[0]


def test_a_question_asked_for_the_first_time_can_be_a_regression() -> None:
    _, reasons = _gate(BASE, sheet_of(LOWEST, all_at(2)))

    assert "(not asked before)" in reasons[0]


def test_a_risk_that_rises_by_more_than_the_tolerance_fails() -> None:
    facts = {**HIGHEST, "sp-22": LOWEST["sp-22"]}
    before = sheet_of(facts, all_at(2))
    lenient = Policy(format=FORMAT, regressions=Regressions(tolerance=0.5))

    outcome, reasons = _gate(BASE, before)
    rose = [one for one in moves(scored(BASE), scored(before), Reading.ANSWERED) if one.by > 0]
    assert rose
    assert outcome is Outcome.FAIL
    assert reasons[0].startswith("risk rose: ")
    assert _gate(BASE, before, lenient)[0] is Outcome.PASS


def test_a_warning_about_regressions_changes_nothing() -> None:
    policy = Policy(format=FORMAT, regressions=Regressions(level=Level.WARN))
    found = decide(scored(_with("ec-01", EC_01)), policy, instrument=SHIPPED, baseline=scored(BASE))

    assert found.outcome is Outcome.PASS
    assert found.warnings[0].startswith("1 answer worse")


def test_regressions_switched_off_are_not_looked_at() -> None:
    policy = Policy(
        format=FORMAT, regressions=Regressions(level=Level.OFF), required=("vendor-selection",)
    )

    assert _gate(_with("ec-01", EC_01), BASE, policy) == (Outcome.PASS, ())


def test_less_than_the_baseline_looked_at_is_inconclusive() -> None:
    policy = STRICT.model_copy(update={"questionnaires": ("vendor-selection",)})
    narrow = scored(BASE, scope=("vendor-selection",))
    found = decide(narrow, policy, instrument=SHIPPED, baseline=scored(BASE))

    assert found.outcome is Outcome.INCONCLUSIVE
    assert found.reasons[0].startswith("not comparable: the baseline counted ")


def test_a_system_that_only_a_baseline_would_limit_does_not_pass_without_one() -> None:
    """Another id would otherwise be the way past it."""
    found = decide(scored(BASE), STRICT, instrument=SHIPPED)
    limited = STRICT.model_copy(update={"required": ("vendor-selection",)})

    assert found.outcome is Outcome.INCONCLUSIVE
    assert found.reasons[0] == "it is not in the baseline yet, and nothing else limits it"
    assert decide(scored(BASE), limited, instrument=SHIPPED).outcome is Outcome.PASS


def test_figures_that_are_not_held_against_the_baseline_are_said() -> None:
    before = scored(BASE)
    provenance = before.provenance.model_copy(update={"method_version": "0"})
    earlier = before.model_copy(update={"provenance": provenance})
    found = decide(scored(BASE), STRICT, instrument=SHIPPED, baseline=earlier)

    assert found.outcome is Outcome.PASS
    assert found.warnings[0].startswith(
        "figures are not held against the baseline: counted by method 0 before and by method "
    )


def test_nothing_changed_is_no_regression() -> None:
    assert _gate(BASE, BASE) == (Outcome.PASS, ())


@given(sheets(), scored_questions())
def test_answering_less_than_the_baseline_never_passes(
    sheet: Sheet, question: ScoredQuestion
) -> None:
    before = scored(sheet)
    silent = scored(without_entry(sheet, question.id))
    (one,) = [found for found in compare(silent, before) if found.question == question.id]

    assert one.state in (
        ChangeState.OPENED,
        ChangeState.WORSE,
        ChangeState.UNCHANGED,
    )
    back = {found.question: found.state for found in compare(before, silent)}
    if one.state is ChangeState.OPENED:
        assert back[question.id] in (ChangeState.CLOSED, ChangeState.UNCHANGED)


@given(sheets())
def test_a_result_against_itself_is_unchanged(sheet: Sheet) -> None:
    found = scored(sheet)

    assert {one.state for one in compare(found, found)} == {ChangeState.UNCHANGED}
    assert all(one.by == 0 for one in moves(found, found, Reading.EVIDENCED))


def test_what_moved_a_category_adds_up() -> None:
    before, now = scored(BASE), scored(_with("ec-01", at_level("ec-01", 4)))
    found = between(now, before)
    index = found.shifts[0].category

    assert (found.subject, found.is_vendor, found.cautions) == ("bot", False, ())
    for shift, new, old in zip(found.shifts, now.categories, before.categories, strict=True):
        for number, layer in enumerate(Layer):
            change = new.answered.layers[number] - old.answered.layers[number]
            explained = sum(one.by for one in shift.movers if one.layer is layer)
            assert explained == pytest.approx(change, abs=0.01)
    assert index is CATEGORIES[0]


def test_two_dates_name_gaps_facts_and_rules() -> None:
    before = scored(sheet_of(LOWEST, all_at(4)))
    now = scored(sheet_of(HIGHEST, all_at(1)))
    found = between(now, before)

    assert found.gaps_before == ()
    assert "ec-21" in found.gaps_now
    assert all(one.exposure is not None and one.stakes is not None for one in found.shifts)
    assert any(one.rules_in for one in found.shifts)
    assert any(one.rules_out for one in between(before, now).shifts)


@pytest.mark.parametrize(
    ("facts", "level", "both"),
    [
        ({"sp-05": "no-fixed-end"}, 4, True),
        ({"sp-07": "harm-to-many"}, 4, True),
        ({}, 4, False),
        ({"sp-05": "no-fixed-end"}, 1, False),
    ],
)
def test_better_behaviour_and_more_to_do_are_both_said(
    facts: Mapping[str, str], level: int, both: bool
) -> None:
    before = scored(sheet_of(LOWEST, all_at(1)))
    now = scored(sheet_of({**LOWEST, **facts}, all_at(level)))

    found = {one.category: one.better_and_riskier for one in between(now, before).shifts}

    assert both is found[Category.REWARD_HACKING]
    assert not any(one.better_and_riskier for one in between(before, now).shifts)


def test_two_dates_of_a_vendor() -> None:
    before = scored_vendor(vendor_sheet({"vs-05": 1, "vs-07": 2}))
    now = scored_vendor(vendor_sheet({"vs-05": 3, "vs-07": 2}))
    found = between(now, before)

    assert found.is_vendor
    assert (found.rating_now, found.gaps_now) == (None, ())
    assert [one.question for one in found.changes if one.state is ChangeState.CLOSED] == ["vs-05"]


def test_two_systems_are_not_two_dates() -> None:
    with pytest.raises(ValueError, match="one system or vendor"):
        between(scored(BASE), _named("other", BASE))


def _named(name: str, sheet: Sheet) -> SystemAssessment:
    found = scored(sheet)
    return found.model_copy(update={"subject": System(id=name, name=name.title())})


def test_what_overlaps_cannot_be_told_apart() -> None:
    assert overlap((0.2, 0.3, 0.4), (0.4, 0.5, 0.6))
    assert overlap((0.4, 0.5, 0.6), (0.45, 0.46, 0.47))
    assert not overlap((0.2, 0.3, 0.4), (0.41, 0.5, 0.6))
    # prevention falls from best to evidenced
    assert overlap((0.8, 0.5, 0.3), (0.4, 0.2, 0.1))


def test_systems_that_stand_apart_and_systems_that_do_not() -> None:
    good = _named("good", sheet_of(HIGHEST, all_at(4), supports=("independent",)))
    bad = _named("bad", sheet_of(HIGHEST, all_at(0), supports=("independent",)))
    silent = _named("silent", sheet_of(HIGHEST))
    found = side_by_side([bad, good])

    assert {one.first for one in found.rows} == {("good",)}
    assert found.entrants[1].strengths
    assert found.entrants[0].strengths == ()
    together = side_by_side([bad, good, silent])
    assert {one.first for one in together.rows} == {("good", "silent")}


def test_answers_that_differ_are_named_widest_first() -> None:
    one = _named("one", sheet_of(HIGHEST, all_at(2, besides={"ec-01": 4, "ec-02": 3})))
    two = _named("two", with_entry(BASE, entry("ec-03", DONT_KNOW)))
    three = _named("three", with_entry(BASE, entry("ec-04", NONE)))
    found = side_by_side([one, two, three])

    assert [each.question for each in found.differing] == ["ec-01", "ec-03", "ec-02", "ec-04"]
    assert found.differing[1].states == ("answered", "dont-know", "answered")
    assert found.differing[3].levels == (2, 2, None)
    assert [each.strengths for each in found.entrants] == [("ec-01", "ec-02"), (), ()]


def test_a_question_that_is_not_asked_of_all_makes_nobody_strong() -> None:
    one = _named("one", sheet_of(HIGHEST, all_at(4)))
    narrow = scored(BASE, scope=("vendor-selection",))
    other = narrow.model_copy(update={"subject": System(id="other", name="Other")})
    found = side_by_side([one, other])

    assert found.cautions == ("other and one: counted over other questionnaires",)
    assert all(name.startswith("vs-") for name in found.entrants[0].strengths)


def test_vendors_are_held_against_each_other_by_prevention() -> None:
    good = scored_vendor(vendor_sheet({q: 4 for q in all_at(4) if q.startswith("vs-")}))
    bad = scored_vendor(vendor_sheet({q: 0 for q in all_at(4) if q.startswith("vs-")}))
    found = side_by_side([good, bad])

    assert found.vendors
    assert found.rows[0].ratings == (None, None)
    assert found.entrants[0].rating is None
    with pytest.raises(ValueError, match="no figure in common"):
        side_by_side([good, scored(BASE)])


def test_a_trend_is_by_date_and_counts_changes() -> None:
    def at(day: date, sheet: Sheet, method: str = "2") -> SystemAssessment:
        found = scored(sheet)
        update = {"as_of": day, "method_version": method}
        return found.model_copy(update={"provenance": found.provenance.model_copy(update=update)})

    later = at(date(2026, 11, 1), _with("ec-01", at_level("ec-01", 4)))
    first = at(date(2026, 1, 1), BASE, "1")
    found = trend([later, first])

    assert [one.as_of for one in found.points] == [date(2026, 1, 1), date(2026, 11, 1)]
    assert [one.changes for one in found.points] == [(), ((ChangeState.CLOSED, 1),)]
    assert found.cautions == (
        "2026-01-01 and 2026-11-01: counted by method 1 before and by method 2 now",
    )
    with pytest.raises(ValueError, match="one system"):
        trend([first, _named("other", BASE)])
    assert trend([first, first]).cautions == ()

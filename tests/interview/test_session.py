from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignassess.domain.answers import (
    Answer,
    Chosen,
    Declined,
    DontKnow,
    Entry,
    NotApplicable,
    Origin,
    Sheet,
)
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.instrument import Instrument
from alignassess.domain.questionnaire import ProfileQuestion
from alignassess.domain.routing import applicable
from alignassess.domain.subject import System, Vendor
from alignassess.errors import UsageError
from alignassess.files.instrument_files import load_instrument
from alignassess.interview.progress import Left, Position, left, position
from alignassess.interview.scope import where
from alignassess.interview.session import Session, begin
from alignassess.interview.steps import Draft
from tests.builders import small_instrument

TODAY = date(2026, 11, 25)
SMALL = small_instrument()
SHIPPED = load_instrument()


def sheet(*entries: Entry) -> Sheet:
    return Sheet(subject=System(id="acme", name="Acme"), entries=entries)


def said(question: str, *options: str, **details: Any) -> Entry:
    answer = Chosen(options=options, **details)
    return Entry(question=question, answers=(answer,))


def asks(session: Session) -> str | None:
    return session.current.id if session.current else None


def answers(session: Session) -> dict[str, tuple[Answer, ...]]:
    return {one.question: one.answers for one in session.sheet.entries}


def test_questions_are_put_in_order_and_routed_by_the_profile() -> None:
    session = begin(SMALL, sheet())
    seen = [asks(session)]

    for options in (("agent",), ("money", "people"), ("always",)):
        session = session.answer(options)
        seen.append(asks(session))

    assert seen == ["sp-01", "sp-02", "xx-01", None]
    assert session.answer is not None
    assert answers(session)["sp-02"] == (Chosen(options=("money", "people")),)


def test_a_question_that_does_not_apply_is_not_put() -> None:
    session = begin(SMALL, sheet()).answer(("chat",)).answer(("money",))

    assert session.current is None


def test_resuming_puts_the_first_question_without_an_answer() -> None:
    assert asks(begin(SMALL, sheet(said("sp-01", "agent"), said("xx-01", "never")))) == "sp-02"


def test_only_the_chosen_questionnaires_are_put() -> None:
    scope = where(SMALL, lambda question: question.id == "xx-01")
    session = begin(SMALL, sheet(), scope=scope)

    assert asks(session) == "xx-01"
    with pytest.raises(UsageError, match="not asked here"):
        session.jump("sp-01")


def test_a_vendor_is_asked_about_vendor_selection_only() -> None:
    session = begin(SHIPPED, Sheet(subject=Vendor(id="example-ai", name="Example AI")))

    assert asks(session) == "vs-01"
    assert position(session) == Position(0, 24, "Documents, contract and your own choice", 41)


@pytest.mark.parametrize(
    ("question", "options", "message"),
    [
        ("sp-01", ("agnet",), 'has no option "agnet"'),
        ("sp-01", (), "needs an option"),
        ("sp-01", ("chat", "agent"), "takes one option"),
        ("sp-02", ("nothing", "money"), "nothing cannot stand beside"),
        ("xx-01", ("never", "always"), "takes one option"),
        ("xx-01", ("zzzzzz",), "has no option"),
    ],
)
def test_what_a_question_does_not_take_is_refused(
    question: str, options: tuple[str, ...], message: str
) -> None:
    session = begin(SMALL, sheet()).jump(question)

    with pytest.raises(UsageError, match=message):
        session.answer(options)


def test_marked_options_stand_in_the_order_of_the_questionnaire() -> None:
    session = begin(SMALL, sheet()).jump("sp-02").answer(("people", "money", "people"))

    assert answers(session)["sp-02"] == (Chosen(options=("money", "people")),)


def test_nonresponses_say_why() -> None:
    session = begin(SMALL, sheet()).nonresponse("dont-know", note="asked the team")
    session = session.nonresponse("declined", on=TODAY)
    session = session.nonresponse("not-applicable", note="no users")

    assert answers(session) == {
        "sp-01": (DontKnow(note="asked the team"),),
        "sp-02": (Declined(on=TODAY),),
        "xx-01": (NotApplicable(note="no users"),),
    }


def test_a_nonresponse_without_what_it_needs_is_refused() -> None:
    session = begin(SMALL, sheet())

    with pytest.raises(UsageError, match="date"):
        session.nonresponse("declined")
    with pytest.raises(UsageError, match="cannot be not-applicable"):
        session.nonresponse("not-applicable", note="why")
    with pytest.raises(UsageError, match="needs a reason"):
        session.jump("xx-01").nonresponse("not-applicable", note=" ")


def test_a_question_that_may_not_be_left_out_refuses_not_applicable() -> None:
    question = next(one for one in SHIPPED.scored if not one.not_applicable)
    session = begin(SHIPPED, sheet()).jump(question.id)

    with pytest.raises(UsageError, match="cannot be not-applicable"):
        session.nonresponse("not-applicable", note="why")


def test_a_question_that_is_asked_again_with_declined_carries_the_new_day() -> None:
    session = begin(SMALL, sheet(Entry(question="sp-01", answers=(Declined(on=date(2026, 1, 1)),))))

    session = session.jump("sp-01").nonresponse("declined", on=TODAY)

    assert answers(session)["sp-01"] == (Declined(on=TODAY),)


def test_a_skipped_question_comes_once_more_at_the_end() -> None:
    session = begin(SMALL, sheet()).skip()
    seen = [asks(session)]
    for act in (Session.skip, Session.skip, Session.skip, Session.skip, Session.skip):
        session = act(session)
        seen.append(asks(session))

    assert seen == ["sp-02", "xx-01", "sp-01", "sp-02", "xx-01", None]
    with pytest.raises(UsageError, match="no question is open"):
        session.skip()


def test_back_shows_the_answer_and_the_same_answer_again_changes_nothing() -> None:
    before = begin(SMALL, sheet()).answer(("agent",))
    after = before.answer(("money",))

    returned = after.back()

    assert asks(returned) == asks(before)
    assert returned.trail == before.trail
    assert returned.given == said("sp-02", "money")
    assert returned.answer(("money",)) == after


def test_back_takes_a_skip_back() -> None:
    session = begin(SMALL, sheet())

    returned = session.skip().back()

    assert asks(returned) == "sp-01"
    assert returned.skip().skip().skip().current is not None


def test_back_passes_over_what_no_longer_applies() -> None:
    session = begin(SMALL, sheet()).answer(("agent",)).jump("xx-01").answer(("never",))
    session = session.jump("sp-01").answer(("chat",))

    assert asks(session.back()) == "sp-01"
    assert asks(session.back().back()) == "sp-01"


def test_back_at_the_start_of_a_sitting_goes_to_the_question_before() -> None:
    session = begin(SMALL, sheet(said("sp-01", "chat"), said("sp-02", "money")))

    assert session.current is None
    assert asks(session.back()) == "sp-02"
    assert asks(session.back().back()) == "sp-01"
    with pytest.raises(UsageError, match="no question before"):
        session.back().back().back()


def test_an_unknown_question_cannot_be_put() -> None:
    with pytest.raises(UsageError, match="there is no question xx-99"):
        begin(SMALL, sheet()).jump("xx-99")


def test_answers_that_no_longer_apply_are_kept_and_come_back() -> None:
    session = begin(SMALL, sheet()).answer(("agent",)).answer(("money",)).answer(("always",))

    away = session.jump("sp-01").answer(("chat",))
    back = away.jump("sp-01").answer(("agent",))

    assert [one.id for one in away.asked] == ["sp-01", "sp-02"]
    assert answers(away)["xx-01"] == (Chosen(options=("always",)),)
    assert back.sheet == session.sheet


def test_by_on_and_evidence_go_with_another_answer_and_return_with_the_first() -> None:
    first = said("xx-01", "always", by="jr", on="2026-11-02", note="Suite 14", evidence=("retest",))
    opened = sheet(said("sp-01", "agent"), said("sp-02", "money"), first)
    session = begin(SMALL, opened).jump("xx-01")

    other = session.answer(("never",))
    same = other.jump("xx-01").answer(("always",))

    assert answers(other)["xx-01"] == (Chosen(options=("never",), note="Suite 14"),)
    assert session.answer(("always",)).sheet == opened
    assert same.sheet == opened


def test_the_reason_of_not_applicable_is_no_note_of_an_answer() -> None:
    session = begin(SMALL, sheet()).jump("xx-01")
    session = session.nonresponse("not-applicable", note="no users").jump("xx-01")

    assert answers(session.answer(("never",)))["xx-01"] == (Chosen(options=("never",)),)


def test_an_inherited_answer_counts_and_is_replaced_only_when_jumped_to() -> None:
    origin = Origin(id="example-ai", name="Example AI")
    inherited = said("xx-01", "never", note="theirs", evidence=["example-ai/card"])
    inherited = inherited.model_copy(update={"origin": origin})
    other = said("sp-02", "money").model_copy(update={"origin": origin})
    session = begin(SMALL, sheet(inherited, other)).answer(("agent",))

    assert session.current is None
    session = session.jump("xx-01").note("ours").answer(("always",))

    assert session.sheet.entries == (
        said("sp-01", "agent"),
        said("xx-01", "always", note="ours"),
        other,
    )
    assert session.sheet.overridden == (("xx-01", "example-ai"),)


def test_an_answer_settles_an_open_disagreement() -> None:
    both = Entry(question="sp-01", answers=(Chosen(options=("chat",)), Chosen(options=("agent",))))
    session = begin(SMALL, sheet(both))

    assert asks(session) == "sp-02"
    assert answers(session.jump("sp-01").answer(("chat",)))["sp-01"] == (Chosen(options=("chat",)),)


def test_a_note_goes_to_the_answer_or_waits_for_one() -> None:
    waiting = begin(SMALL, sheet()).note("first").note("second")
    with_reason = waiting.nonresponse("dont-know", note="asked")
    there = waiting.answer(("chat",)).jump("sp-01").note("third")

    assert waiting.draft == Draft("sp-01", note="second")
    assert waiting.sheet == sheet()
    assert answers(with_reason)["sp-01"] == (DontKnow(note="asked; second"),)
    assert there.drafts == ()
    assert answers(there)["sp-01"] == (Chosen(options=("chat",), note="third"),)
    with pytest.raises(UsageError, match="needs text"):
        there.jump("sp-01").note("  ")


def test_a_note_can_be_the_reason_of_not_applicable() -> None:
    session = begin(SMALL, sheet()).jump("xx-01").note("no users").nonresponse("not-applicable")

    assert answers(session)["xx-01"] == (NotApplicable(note="no users"),)


def test_the_end_has_no_answer_and_no_draft() -> None:
    session = begin(SMALL, sheet(said("sp-01", "chat"), said("sp-02", "money")))

    assert session.given is None
    assert session.draft is None
    assert position(session) == Position(2, 2, None, 0)


def test_what_is_left_is_told_apart() -> None:
    session = begin(SMALL, sheet()).nonresponse("dont-know").nonresponse("declined", on=TODAY)

    assert left(session) == Left(open=("xx-01",), unknown=("sp-01",), declined=("sp-02",))
    assert position(session) == Position(2, 3, "Practices", 2)


def with_entry() -> Sheet:
    entry = EvidenceEntry(id="log", title="Log", location="binder 4")
    return sheet(said("sp-01", "agent")).model_copy(update={"evidence": (entry,)})


def test_evidence_supports_the_answer_or_waits_for_one() -> None:
    session = begin(SMALL, with_entry())

    there = session.jump("sp-01").evidence(("log", "log"))
    waiting = session.evidence(("log",))

    assert answers(there)["sp-01"] == (Chosen(options=("agent",), evidence=("log",)),)
    assert waiting.draft == Draft("sp-02", evidence=("log",))
    assert answers(waiting.answer(("money",)))["sp-02"] == (
        Chosen(options=("money",), evidence=("log",)),
    )
    with pytest.raises(UsageError, match="no evidence entry card"):
        session.evidence(("card",))


def test_a_new_artefact_is_listed_and_stays_listed_when_its_naming_is_undone() -> None:
    card = EvidenceEntry(id="card", title="Card", location="binder 5")
    session = begin(SMALL, with_entry()).jump("sp-01")

    after = session.add_evidence(card)
    undone = after.undo()

    assert answers(after)["sp-01"] == (Chosen(options=("agent",), evidence=("card",)),)
    assert answers(undone) == answers(session)
    assert [one.id for one in undone.sheet.evidence] == ["log", "card"]
    with pytest.raises(UsageError, match="there is an evidence entry card already"):
        after.add_evidence(card)


def test_an_earlier_answer_is_confirmed_as_it_stands() -> None:
    earlier = Chosen(options=("agent",), note="as before")

    session = begin(SMALL, sheet()).confirm(earlier)

    assert answers(session)["sp-01"] == (earlier,)
    assert asks(session) == "sp-02"


@pytest.mark.parametrize(
    ("question", "answer", "message"),
    [
        ("sp-01", Chosen(options=("robot",)), 'has no option "robot"'),
        ("sp-01", NotApplicable(note="why"), "cannot be not-applicable"),
        ("xx-01", NotApplicable(), "needs a reason"),
        ("xx-01", Declined(), "needs the date of asking"),
    ],
)
def test_an_earlier_answer_that_no_longer_fits_is_refused(
    question: str, answer: Answer, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        begin(SMALL, sheet()).jump(question).confirm(answer)


def test_next_open_goes_round_and_stops_where_nothing_else_waits() -> None:
    session = begin(SMALL, sheet(said("sp-01", "agent")))

    assert [asks(session), asks(session.next_open()), asks(session.next_open().next_open())] == [
        "sp-02",
        "xx-01",
        "sp-02",
    ]
    with pytest.raises(UsageError, match="no other question is open"):
        session.answer(("money",)).next_open()


def test_why_belongs_to_a_question_and_ends_with_it() -> None:
    session = begin(SMALL, sheet()).why()

    assert session.explained
    assert not session.why().explained
    assert not session.answer(("chat",)).explained


def test_what_was_read_anew_cannot_be_undone() -> None:
    session = begin(SMALL, sheet()).answer(("chat",)).reloaded(sheet(said("sp-02", "money")))

    assert asks(session) == "sp-01"
    with pytest.raises(UsageError, match="nothing was changed"):
        session.undo()


def test_quitting_ends_the_sitting() -> None:
    assert begin(SMALL, sheet()).quit().over


ACTS: tuple[Callable[[Session, int], Session], ...] = (
    lambda session, n: session.answer(_options(session, n)),
    lambda session, n: session.answer(_options(session, n)),
    lambda session, n: session.nonresponse("dont-know"),
    lambda session, n: session.nonresponse("declined", on=TODAY),
    lambda session, n: session.nonresponse("not-applicable", note="why"),
    lambda session, n: session.back(),
    lambda session, n: session.skip(),
    lambda session, n: session.undo(),
    lambda session, n: session.next_open(),
    lambda session, n: session.why(),
    lambda session, n: session.note(f"note {n}"),
    lambda session, n: session.jump(session.asked[n % len(session.asked)].id),
)
WALK = st.lists(st.tuples(st.sampled_from(range(len(ACTS))), st.integers(0, 200)), max_size=25)


def _options(session: Session, n: int) -> tuple[str, ...]:
    assert session.current is not None
    return (session.current.options[n % len(session.current.options)].key,)


def walked(instrument: Instrument, steps: list[tuple[int, int]]) -> Session:
    """A sitting in which a person does one thing after another; what is refused changes nothing."""
    session = begin(instrument, sheet())
    for act, n in steps:
        if session.current is None:
            break
        try:
            session = ACTS[act](session, n)
        except UsageError:
            continue
    return session


@settings(max_examples=60, deadline=None)
@given(steps=WALK)
@pytest.mark.parametrize("instrument", [SMALL, SHIPPED], ids=["small", "shipped"])
def test_any_walk_ends_in_the_sheet_that_its_last_answers_give(
    instrument: Instrument, steps: list[tuple[int, int]]
) -> None:
    session = walked(instrument, steps)

    direct = begin(instrument, sheet())
    for entry in sorted(session.sheet.entries, key=lambda one: _place(instrument, one.question)):
        (answer,) = entry.answers
        # What no longer applies cannot be put any more; it is kept all the same.
        direct = Session(instrument, direct.sheet, direct.sheet, jumped=entry.question)
        match answer:
            case Chosen(options=options):
                direct = direct.answer(options)
            case Declined(on=on):
                direct = direct.nonresponse("declined", on=on, note=answer.note)
            case _:
                direct = direct.nonresponse(answer.kind, note=answer.note)
        if isinstance(answer, Chosen) and answer.note:
            direct = Session(instrument, direct.sheet, direct.sheet, jumped=entry.question)
            direct = direct.note(answer.note)
    assert answers(direct) == answers(session)


def _place(instrument: Instrument, question: str) -> int:
    return list(instrument.question).index(question)


@settings(max_examples=60, deadline=None)
@given(steps=WALK, n=st.integers(0, 200))
def test_back_is_the_inverse_of_answer(steps: list[tuple[int, int]], n: int) -> None:
    session = walked(SMALL, steps)
    if session.current is None:
        return
    options = _options(session, n)

    after = session.answer(options)
    returned = after.back()

    # A profile answer may itself take the question before out of the sitting, never its own.
    assert asks(returned) == asks(session)
    assert returned.trail == session.trail
    assert returned.answer(options) == after


@settings(max_examples=60, deadline=None)
@given(steps=WALK, act=st.sampled_from((0, 2, 3, 4, 10)), n=st.integers(0, 200))
def test_undo_is_the_inverse_of_every_change(
    steps: list[tuple[int, int]], act: int, n: int
) -> None:
    session = walked(SMALL, steps)
    if session.current is None:
        return
    try:
        after = ACTS[act](session, n)
    except UsageError:
        return

    assert after.undo() == session
    # Wherever the person went meanwhile, the last change is what is taken back.
    assert after.jump("sp-01").undo() == session


@settings(max_examples=40, deadline=None)
@given(steps=WALK)
def test_undoing_everything_ends_in_the_sheet_that_was_opened(
    steps: list[tuple[int, int]],
) -> None:
    session = walked(SMALL, steps)

    while session.before is not None:
        session = session.undo()
    assert session.sheet == session.opened
    assert session.drafts == ()
    with pytest.raises(UsageError, match="nothing was changed"):
        session.undo()


@settings(max_examples=40, deadline=None)
@given(steps=WALK, question=st.integers(0, 200), n=st.integers(0, 200))
def test_a_profile_answer_changed_and_changed_back_is_identity(
    steps: list[tuple[int, int]], question: int, n: int
) -> None:
    session = walked(SHIPPED, [*steps, (len(ACTS) - 1, question)])
    put = session.current
    given_before = session.given
    if not isinstance(put, ProfileQuestion) or given_before is None:
        return
    (before,) = given_before.answers
    if not isinstance(before, Chosen):
        return

    away = session.answer(_options(session, n))
    back = away.jump(put.id).answer(before.options)

    assert answers(back) == answers(session)
    assert applicable(SHIPPED, back.sheet) == applicable(SHIPPED, session.sheet)
    assert set(answers(away)) == set(answers(session))


@settings(max_examples=30, deadline=None)
@given(steps=WALK)
def test_skipping_on_always_comes_to_an_end(steps: list[tuple[int, int]]) -> None:
    session = walked(SMALL, steps)

    for _ in range(2 * len(SMALL.question) + 1):
        if session.current is not None:
            session = session.skip()

    assert session.current is None

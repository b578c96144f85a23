from datetime import date

import pytest

from alignassess.domain.answers import Answer, Chosen, DontKnow, Entry, Sheet
from alignassess.domain.assessment import Assessment
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.model import Assurance
from alignassess.domain.scoring import assess
from alignassess.domain.subject import System
from alignassess.errors import UsageError
from alignassess.interview.progress import lacks_evidence
from alignassess.interview.scope import ALL, Only, Scope, core, in_sections, narrowed, where
from alignassess.interview.session import Session, begin
from tests.builders import small_instrument
from tests.interview.screen.case import instrument

INSTRUMENT = instrument()
AS_OF = date(2026, 11, 25)


def sheet() -> Sheet:
    """A gap, a nonresponse, a disagreement, stale evidence; cc-05 is open."""
    old = EvidenceEntry(
        id="old",
        title="Old",
        location="binder 1",
        obtained=date(2024, 1, 1),
        assurance=Assurance.DOCUMENTED,
    )
    return Sheet(
        subject=System(id="desk", name="Help desk"),
        entries=(
            said("sp-01", "agent"),
            said("sp-02", "money"),
            Entry(question="xx-01", answers=(DontKnow(),)),
            said("cc-01", "weekly"),
            said("cc-02", "daily", evidence=("old",)),
            Entry(
                question="cc-03",
                answers=(Chosen(options=("daily",)), Chosen(options=("repeated",))),
            ),
            said("cc-04", "repeated"),
        ),
        evidence=(old,),
    )


def said(question: str, *options: str, evidence: tuple[str, ...] = ()) -> Entry:
    return Entry(question=question, answers=(Chosen(options=options, evidence=evidence),))


def assessed(of: Sheet) -> Assessment:
    return assess(INSTRUMENT, of, as_of=AS_OF)


def asked(scope: Scope, of: Sheet | None = None) -> list[str]:
    return [one.id for one in begin(INSTRUMENT, of or sheet(), scope=scope).asked]


@pytest.mark.parametrize(
    ("only", "put"),
    [
        (Only.UNANSWERED, ["cc-05"]),
        (Only.GAPS, ["xx-01", "cc-01", "cc-05"]),
        (Only.STALE, ["cc-02"]),
        (Only.DISAGREEMENTS, ["cc-03"]),
    ],
)
def test_a_sitting_is_narrowed_to_what_is_wanted(only: Only, put: list[str]) -> None:
    scope = narrowed(ALL, only, instrument=INSTRUMENT, sheet=sheet(), assessment=assessed(sheet()))

    session = begin(INSTRUMENT, sheet(), scope=scope)
    seen: list[str] = []
    while session.current is not None and len(seen) < 10:
        seen.append(session.current.id)
        session = session.answer(("daily",) if session.current.id != "xx-01" else ("always",))

    assert [one.id for one in session.asked] == put
    assert seen == put


def test_what_comes_to_apply_in_a_narrow_sitting_is_asked() -> None:
    chat = Sheet(
        subject=System(id="desk", name="Help desk"),
        entries=(said("sp-01", "chat"), said("sp-02", "money")),
    )
    wanted = where(INSTRUMENT, lambda one: one.id in ("sp-01", "xx-01"))
    scope = narrowed(
        wanted, Only.UNANSWERED, instrument=INSTRUMENT, sheet=chat, assessment=assessed(chat)
    )
    session = begin(INSTRUMENT, chat, scope=scope)

    away = Session(INSTRUMENT, chat, chat, scope, jumped="sp-01").answer(("agent",))

    assert session.current is None
    assert away.current is not None
    assert away.current.id == "xx-01"


@pytest.mark.parametrize(
    "answers",
    [
        (DontKnow(note="asked Anna"), DontKnow(note="asked Ben")),
        (Chosen(options=("daily",), by="jr"), Chosen(options=("daily",), by="mk")),
    ],
)
def test_people_who_say_the_same_do_not_disagree(answers: tuple[Answer, ...]) -> None:
    of = Sheet(subject=sheet().subject, entries=(Entry(question="cc-03", answers=answers),))
    scope = narrowed(
        ALL, Only.DISAGREEMENTS, instrument=INSTRUMENT, sheet=of, assessment=assessed(of)
    )

    assert asked(scope, of) == []


def test_of_answers_that_agree_one_with_evidence_is_enough() -> None:
    question = INSTRUMENT.question["cc-03"]
    bare, shown = (Chosen(options=("daily",), evidence=names) for names in ((), ("old",)))
    low = Chosen(options=("weekly",))

    assert not lacks_evidence(question, Entry(question="cc-03", answers=(bare, shown)))
    assert lacks_evidence(question, Entry(question="cc-03", answers=(bare, bare)))
    assert lacks_evidence(question, Entry(question="cc-03", answers=(bare, low)))


def test_a_question_put_again_is_left_once_it_was_looked_at() -> None:
    scope = Scope(again=frozenset({"cc-01"}))
    session = begin(INSTRUMENT, sheet(), scope=scope)

    assert [one.id for one in session.todo] == ["cc-01", "cc-05"]
    assert [one.id for one in session.skip().todo] == ["cc-05"]


def test_sections_are_named_by_id_or_path() -> None:
    assert asked(in_sections(INSTRUMENT, ["watching"])) == ["cc-01", "cc-02", "cc-03"]
    assert asked(in_sections(INSTRUMENT, ["controls/stopping", "practices"])) == [
        "xx-01",
        "cc-04",
        "cc-05",
    ]


def test_an_unknown_section_names_those_like_it() -> None:
    with pytest.raises(UsageError) as caught:
        in_sections(INSTRUMENT, ["wathcing"])

    assert caught.value.problems[0].remedy == "choose one such as watching, stopping"


def test_a_section_whose_name_two_share_needs_its_path() -> None:
    double = INSTRUMENT.model_copy(
        update={
            "questionnaires": (
                *INSTRUMENT.questionnaires,
                INSTRUMENT.questionnaires[2].model_copy(update={"id": "more"}),
            )
        }
    )

    with pytest.raises(UsageError) as caught:
        in_sections(double, ["watching"])

    assert caught.value.problems[0].remedy == "name one: controls/watching, more/watching"


def test_the_short_path_asks_core_questions() -> None:
    assert asked(core(INSTRUMENT)) == ["cc-01"]
    with pytest.raises(UsageError, match="no question as core"):
        core(small_instrument())

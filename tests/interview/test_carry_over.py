from datetime import date
from pathlib import Path

import pytest

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
from alignassess.domain.subject import System
from alignassess.errors import InputError
from alignassess.files.old_sheet import read_old_sheet
from alignassess.interview.carry_over import Proposal, left_over, proposals
from tests.builders import HEAD, small_instrument, write_sheet

INSTRUMENT = small_instrument()


def sheet(*entries: Entry) -> Sheet:
    return Sheet(
        subject=System(id="acme", name="Acme"),
        entries=entries,
        evidence=(EvidenceEntry(id="retest", title="Retest", obtained=date(2025, 11, 2)),),
    )


def entry(question: str, *answers: Answer) -> Entry:
    return Entry(question=question, answers=answers)


def test_an_own_answer_to_an_open_question_is_proposed_without_by_day_and_evidence() -> None:
    old = Chosen(
        options=("always",), by="jr", on=date(2025, 11, 3), note="all", evidence=("retest",)
    )

    found = proposals(INSTRUMENT, sheet(), sheet(entry("xx-01", old)))

    assert found == {
        "xx-01": Proposal(
            "xx-01",
            Chosen(options=("always",), note="all"),
            ("Evidence then: Retest, obtained 2025-11-02; it is not carried over.",),
        )
    }


@pytest.mark.parametrize("answer", [DontKnow(note="asked"), NotApplicable(note="no such part")])
def test_a_nonresponse_is_proposed_with_its_note(answer: Answer) -> None:
    found = proposals(INSTRUMENT, sheet(), sheet(entry("xx-01", answer)))

    assert found == {"xx-01": Proposal("xx-01", answer, ())}


def test_what_is_answered_already_or_was_inherited_is_not_proposed() -> None:
    chat = Chosen(options=("chat",))
    inherited = Entry(question="xx-01", answers=(DontKnow(),), origin=Origin(id="v", name="V"))

    found = proposals(
        INSTRUMENT, sheet(entry("sp-01", chat)), sheet(entry("sp-01", chat), inherited)
    )

    assert found == {}


def test_known_changes_of_a_question_come_first() -> None:
    old = sheet(entry("sp-01", Chosen(options=("chat",))))

    found = proposals(
        INSTRUMENT, sheet(), old, changes=lambda question: (f"{question} was reworded.",)
    )

    assert found["sp-01"].changes == ("sp-01 was reworded.",)


@pytest.mark.parametrize(
    ("question", "answers", "proposed", "sentence"),
    [
        (
            "xx-01",
            (Chosen(options=("always",)), Chosen(options=("never",))),
            Chosen(options=("never",)),
            "Answers differed, and the lowest is proposed: Always; Never.",
        ),
        (
            "sp-01",
            (Chosen(options=("chat",)), Chosen(options=("agent",))),
            Chosen(options=("agent",)),
            "Answers differed, and the lowest is proposed: Chat; Agent.",
        ),
        (
            "xx-01",
            (Declined(on=date(2025, 11, 2)),),
            Declined(on=date(2025, 11, 2)),
            "Asked on 2025-11-02, without an answer; ask again.",
        ),
    ],
)
def test_what_is_not_plain_is_said(
    question: str, answers: tuple[Answer, ...], proposed: Answer, sentence: str
) -> None:
    found = proposals(INSTRUMENT, sheet(), sheet(entry(question, *answers)))

    assert found == {question: Proposal(question, proposed, (sentence,))}


def test_answers_that_cannot_be_said_any_more_are_set_apart(tmp_path: Path) -> None:
    path = write_sheet(
        tmp_path,
        "instrument: 1\nanswers:\n  system-profile:\n    sp-01: agent\n    xx-01: {answer: 2}\n"
        "    sp-02: [money, gold]\n  practices:\n    xx-09: weekly\n    xx-77: 4\n"
        "    xx-01-old: 1\n",
    )

    old = read_old_sheet(path, INSTRUMENT)

    assert {} == old.changes
    assert {"sp-01", "xx-01"} == set(old.sheet.entry)
    assert (
        ("sp-02", '"money"; "gold"'),
        ("xx-09", '"weekly"'),
        ("xx-77", '"4"'),
        ("xx-01-old", '"1"'),
    ) == old.unreadable
    found = proposals(INSTRUMENT, sheet(), old.sheet, unreadable=old.unreadable)
    assert found["sp-02"] == Proposal(
        "sp-02", None, ('The earlier answer is no longer offered: "money"; "gold".',)
    )
    assert found["xx-01"] == Proposal(
        "xx-01",
        Chosen(options=("sometimes",)),
        ('This takes the place of xx-09, whose answer was "weekly".',),
    )
    assert left_over(INSTRUMENT, old.unreadable) == (
        'xx-77 is not in these questionnaires; its answer was "4".',
        'xx-01-old is not in these questionnaires; its answer was "1".',
    )


def test_an_old_file_that_is_no_sheet_is_refused(tmp_path: Path) -> None:
    path = write_sheet(tmp_path, "answers: [1]\nevidence: 3\n", head=HEAD)

    with pytest.raises(InputError) as caught:
        read_old_sheet(path, INSTRUMENT)

    assert len(caught.value.problems) == 2

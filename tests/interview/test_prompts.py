from collections.abc import Iterator, Mapping
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
from alignassess.domain.instrument import Instrument
from alignassess.domain.subject import System
from alignassess.errors import InputError, Place, Problem, UsageError
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.instrument_files import load_instrument
from alignassess.files.new_sheet import start
from alignassess.files.sheet_saver import SheetSaver
from alignassess.interview.carry_over import Proposal
from alignassess.interview.keeping import Clash
from alignassess.interview.prompts import (
    AGAIN_PROMPT,
    CLASH_PROMPT,
    END_PROMPT,
    NOTE_PROMPT,
    PROMPT,
    run,
)
from alignassess.interview.session import Session, begin
from alignassess.interview.surroundings import Surroundings
from tests.builders import small_instrument
from tests.interview.keeper import TODAY, MemoryKeeper, surroundings

SMALL = small_instrument()


class Terminal:
    """A person who types the lines of a script and then closes the input."""

    def __init__(
        self, *lines: str | BaseException, proposals: Mapping[str, Proposal] | None = None
    ) -> None:
        self._lines: Iterator[str | BaseException] = iter(lines)
        self.printed: list[str] = []
        self.prompts: list[str] = []
        self.keeper = MemoryKeeper()
        self.proposals = proposals

    @property
    def saved(self) -> list[Entry]:
        return self.keeper.saved

    def read(self, prompt: str) -> str:
        self.prompts.append(prompt)
        line = next(self._lines, EOFError())
        if isinstance(line, BaseException):
            raise line
        return line

    def sit(self, session: Session) -> Session:
        """Run a sitting from its start to its end."""
        self.keeper.sheet = session.sheet
        around = surroundings(
            session.instrument, self.keeper, proposals=self.proposals, files=("a.txt",)
        )
        return run(session, read=self.read, write=self.printed.append, around=around)

    @property
    def text(self) -> str:
        """All that was printed, on one line."""
        return " ".join(" ".join(self.printed).split())


def sheet(*entries: Entry) -> Sheet:
    return Sheet(subject=System(id="acme", name="Acme"), entries=entries)


def entry(question: str, *answers: Answer) -> Entry:
    return Entry(question=question, answers=answers)


def agent() -> Entry:
    return entry("sp-01", Chosen(options=("agent",)))


def money() -> Entry:
    return entry("sp-02", Chosen(options=("money",)))


def test_a_sitting_from_the_first_question_to_the_last() -> None:
    terminal = Terminal("2", "2, 3", "4", "")

    session = terminal.sit(begin(SMALL, sheet()))

    assert session.current is None
    assert terminal.saved == [
        agent(),
        entry("sp-02", Chosen(options=("money", "people"))),
        entry("xx-01", Chosen(options=("always",))),
    ]
    assert terminal.printed == [
        "A number or an option's key answers. Otherwise: back, skip, next, undo, ?, note",
        "TEXT, evidence ID or new, accept N, unknown, declined, na REASON, go ID, find",
        "WORDS, review, quit. Every answer is saved at once.",
        "",
        "Profile",
        "  Two facts.",
        "",
        # Unknown whether xx-01 applies as long as sp-01 is open: it counts.
        "0 of 3, profile, about 5 minutes left",
        "",
        "sp-01  Does it act by itself?",
        "",
        "   1  Chat",
        "   2  Agent",
        "",
        "",
        "1 of 3, profile, about 3 minutes left",
        "",
        "sp-02  What can go wrong?",
        "       Several can be marked, with commas between them.",
        "",
        "   1  Nothing",
        "   2  Money",
        "   3  People",
        "",
        "",
        "Practices",
        "  One practice.",
        "",
        "2 of 3, practices, about 2 minutes left",
        "",
        "xx-01  Is it reviewed?",
        "",
        "   0  Never",
        "   2  Sometimes",
        "   4  Always",
        "",
        "",
        "3 of 3 questions are done.",
        "No evidence named: xx-01",
    ]


@pytest.mark.parametrize("line", ["2", " 2 ", "agent", "AGENT"])
def test_an_option_is_named_by_number_or_key(line: str) -> None:
    terminal = Terminal(line)

    terminal.sit(begin(SMALL, sheet()))

    assert terminal.saved == [agent()]


@pytest.mark.parametrize("line", ["2,3", "2 3", "money, people", "3, money,"])
def test_several_options_are_named_with_commas(line: str) -> None:
    terminal = Terminal(line)

    terminal.sit(begin(SMALL, sheet(agent())))

    assert terminal.saved == [entry("sp-02", Chosen(options=("money", "people")))]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "type a number from 1 to 2, or ? for help"),
        ("3", '"3" is not known; type a number from 1 to 2, or ? for help'),
        ("agnet", '"agnet" is not known; did you mean agent? type a number from 1 to 2'),
        ("bakc", '"bakc" is not known; did you mean back?'),
        ("back now", '"back now" is not known; did you mean back?'),
        ("²", '"²" is not known'),
        ("x" * 60, '"' + "x" * 37 + '..." is not known'),
        ("1, 2", "sp-01 takes one option"),
        ("na", "sp-01 cannot be not-applicable; choose an option, or say unknown"),
        ("na why", "sp-01 cannot be not-applicable"),
        ("back", "there is no question before this one"),
        ("go", "say where to: go ID"),
        ("find", "say what to look for: find WORDS"),
        ("/", "say what to look for: find WORDS"),
        ("find nothing like it", "No question says that."),
        ("evidence record", "there is no evidence entry record; entries: none yet"),
        ("undo", "nothing was changed in this sitting"),
        ("yes", "There is no earlier answer to confirm here."),
        ("go xx-99", "there is no question xx-99"),
        ("\x1b[31magent", '"[31magent" is not known'),
    ],
)
def test_what_is_not_understood_is_explained_and_asked_again(line: str, said: str) -> None:
    terminal = Terminal(line, "2")

    terminal.sit(begin(SMALL, sheet()))

    assert said in terminal.text
    assert terminal.saved == [agent()]
    assert terminal.text.count("Does it act by itself?") == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("zzzz", "type numbers from 1 to 3, such as 1, 2, or ? for help"),
        ("1, 2", "sp-02: nothing cannot stand beside other options"),
    ],
)
def test_a_multiple_choice_says_what_it_takes(line: str, said: str) -> None:
    terminal = Terminal(line)

    terminal.sit(begin(SMALL, sheet(agent())))

    assert said in terminal.text


def test_a_scored_question_takes_its_levels_only() -> None:
    terminal = Terminal("1")

    terminal.sit(begin(SMALL, sheet(agent(), money())))

    assert '"1" is not known; type a level from 0 to 4' in terminal.text


def test_nonresponses_are_saved_with_note_and_day() -> None:
    terminal = Terminal("unknown", " asked the team ", "declined", "na no users")

    terminal.sit(begin(SMALL, sheet()))

    assert terminal.saved == [
        entry("sp-01", DontKnow(note="asked the team")),
        entry("sp-02", Declined(on=TODAY)),
        entry("xx-01", NotApplicable(note="no users")),
    ]
    assert terminal.prompts == [PROMPT, NOTE_PROMPT, PROMPT, PROMPT, END_PROMPT]
    assert terminal.text.endswith("Not known: sp-01 Declined: sp-02")


@pytest.mark.parametrize(
    ("lines", "note"),
    [
        (["unknown", ""], None),
        (["unknown nobody here"], "nobody here"),
        (["note asked", "dont-know"], "asked"),
        (["unknown", EOFError()], None),
        (["unknown", KeyboardInterrupt()], None),
        (["unknown", "quit"], None),
        (["unknown", "?", "asked"], "asked"),
        (["unknown", "caf\udcc3"], "caf\ufffd"),
    ],
)
def test_unknown_takes_a_note_or_none(lines: list[str | BaseException], note: str | None) -> None:
    terminal = Terminal(*lines)

    terminal.sit(begin(SMALL, sheet()))

    assert terminal.saved == [entry("sp-01", DontKnow(note=note))]


@pytest.mark.parametrize("end", ["quit", "QUIT", EOFError()])
def test_leaving_keeps_what_was_saved_and_says_what_is_left(end: str | BaseException) -> None:
    terminal = Terminal("skip", "1", end)

    session = terminal.sit(begin(SMALL, sheet()))

    nothing = entry("sp-02", Chosen(options=("nothing",)))
    assert terminal.saved == [nothing]
    assert session.sheet == sheet(nothing)
    assert terminal.text.endswith(
        "1 of 3 questions are done. Not answered: xx-01 Skipped: sp-01 "
        "Start again at any time; the open questions come first."
    )


def test_back_shows_the_answer_and_enter_keeps_it() -> None:
    terminal = Terminal("agent", "back", "", "money", "quit")

    session = terminal.sit(begin(SMALL, sheet()))

    assert terminal.saved == [agent(), money()]
    assert session.sheet == sheet(agent(), money())
    assert "Answer so far: Agent Enter keeps it." in terminal.text


def test_the_same_answer_again_is_not_saved_again() -> None:
    terminal = Terminal("agent", "back", "agent")

    terminal.sit(begin(SMALL, sheet()))

    assert terminal.saved == [agent()]


def test_what_goes_with_a_changed_answer_is_said() -> None:
    answer = Chosen(options=("agent",), by="jr", note="one", evidence=("record",))
    terminal = Terminal("go SP-01", "note two", "chat", "go sp-01", "agent")

    terminal.sit(begin(SMALL, sheet(entry("sp-01", answer))))

    changed = Chosen(options=("chat",), note="two")
    assert terminal.saved == [
        entry("sp-01", answer.model_copy(update={"note": "two"})),
        entry("sp-01", changed),
        entry("sp-01", answer.model_copy(update={"note": "two"})),
    ]
    assert "Answer so far by jr: Agent Note: one Evidence: record Enter keeps it." in terminal.text
    assert "The note was: one Note saved." in terminal.text
    assert "Went with the earlier answer to sp-01: evidence record, the name jr." in terminal.text


def test_a_note_waits_for_the_answer_and_is_shown_again() -> None:
    terminal = Terminal("note to check", "go xx-01", "go sp-01", "agent")

    terminal.sit(begin(SMALL, sheet()))

    assert terminal.saved == [entry("sp-01", Chosen(options=("agent",), note="to check"))]
    assert "Kept for the answer given next." in terminal.text
    assert terminal.text.count("Note, kept with the answer given next: to check") == 1


def test_a_note_without_an_answer_is_named_at_the_end() -> None:
    terminal = Terminal("note to check", "quit")

    terminal.sit(begin(SMALL, sheet()))

    assert "Note or evidence not saved, for lack of an answer: sp-01" in terminal.text


def test_inherited_and_disputed_answers_are_shown_as_such() -> None:
    origin = Origin(id="example-ai", name="Example \x1b[2JAI")
    inherited = money().model_copy(update={"origin": origin})
    both = entry("sp-01", Chosen(options=("chat",), by="jr"), DontKnow(by="mk"))
    terminal = Terminal("go sp-01", "skip", "go sp-02", "note x", "people", "go sp-01", "agent")

    terminal.sit(begin(SMALL, sheet(both, inherited)))

    assert terminal.saved == [entry("sp-02", Chosen(options=("people",), note="x")), agent()]
    assert "Kept for the answer given next." in terminal.text
    assert "Answer so far by jr: Chat Answer so far by mk: Not known These disagree." in (
        terminal.text
    )
    assert "Answer so far, inherited from Example [2JAI: Money" in terminal.text


def test_the_question_mark_says_what_stands_behind_a_question() -> None:
    instrument = load_instrument()
    contested = next(
        one for one in instrument.scored if one.contested and one.evidence and one.references
    )
    fixed = next(one for one in instrument.scored if not one.not_applicable)
    noted = next(one for one in instrument.profile if one.note)
    terminal = Terminal(f"go {contested.id}", "?", f"go {fixed.id}", "?", f"go {noted.id}", "?")

    terminal.sit(begin(instrument, sheet()))

    for text in (
        f"Why: {contested.why}",
        f"Typical evidence: {'; '.join(contested.evidence)}",
        f"Contested: {contested.contested}",
        f"References: {', '.join(contested.references)}",
        f"Keys: {', '.join(option.key for option in contested.options)}",
        f"Note: {noted.note}",
    ):
        assert " ".join(text.split()) in terminal.text
    assert terminal.text.count("This question cannot be not-applicable.") == 2
    assert max(map(len, terminal.printed)) <= 80


def test_a_question_without_evidence_and_references_says_only_why() -> None:
    terminal = Terminal("?")

    terminal.sit(begin(SMALL, sheet()))

    assert "Why: Sets exposure. Keys: chat, agent" in terminal.text


def test_what_cannot_be_saved_is_tried_again_or_ends_the_sitting() -> None:
    full = UsageError(Problem("cannot be written"))
    again = Terminal("agent", "?", "", "quit")
    again.keeper.troubles = [full]
    ended = Terminal("agent", "quit")
    ended.keeper.troubles = [full]

    again.sit(begin(SMALL, sheet()))
    with pytest.raises(UsageError, match="cannot be written"):
        ended.sit(begin(SMALL, sheet()))

    assert again.saved == [agent()]
    assert again.prompts == [PROMPT, AGAIN_PROMPT, AGAIN_PROMPT, PROMPT]
    assert ended.saved == []
    assert ended.prompts == [PROMPT, AGAIN_PROMPT]


@pytest.mark.parametrize("line", ["", "quit", EOFError()])
def test_at_the_end_a_person_leaves_or_returns(line: str | BaseException) -> None:
    terminal = Terminal("agnet", "go xx-01", "back", "people", "go sp-01", "agent", "4", line)

    session = terminal.sit(begin(SMALL, sheet(entry("sp-01", Chosen(options=("chat",))), money())))

    assert session.current is None
    assert terminal.prompts == [END_PROMPT] * 3 + [PROMPT, END_PROMPT, PROMPT, PROMPT, END_PROMPT]
    assert '"agnet" is not known; type back, go ID, find WORDS or quit' in terminal.text
    assert "xx-01 is not asked here; it does not apply, or is left out" in terminal.text
    assert terminal.text.count("2 of 2 questions are done.") == 2
    assert terminal.text.count("3 of 3 questions are done.") == 1
    assert terminal.saved == [
        entry("sp-02", Chosen(options=("people",))),
        agent(),
        entry("xx-01", Chosen(options=("always",))),
    ]


def test_a_note_over_several_lines_stays_inert_and_indented() -> None:
    answer = Chosen(options=("agent",), note="one\x1b]0;x\x07\ntwo " + "long " * 30)
    terminal = Terminal("go sp-01")

    terminal.sit(begin(SMALL, sheet(entry("sp-01", answer))))

    assert "  Note: one]0;x" in terminal.printed
    assert any(line.startswith("    two long") for line in terminal.printed)
    assert max(map(len, terminal.printed)) <= 80


def sat(path: Path, instrument: Instrument, *lines: str) -> Sheet:
    """Sit over a file until the person closes the terminal; return what the file says then."""
    opened = load_sheet(path, instrument).sheet
    terminal = Terminal(*lines)
    with SheetSaver(path, instrument, digest=opened.sources[0].sha256) as saver:
        around = Surroundings(
            keeper=saver,
            today=TODAY,
            clean=str,
            score=surroundings(instrument, terminal.keeper).score,
            is_file=lambda _: False,
        )
        run(
            begin(instrument, opened),
            read=terminal.read,
            write=terminal.printed.append,
            around=around,
        )
    return load_sheet(path, instrument).sheet


def test_a_person_who_leaves_and_comes_back_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    start(path, "acme", "Acme")

    sat(path, SMALL, "agent", "note who: the team # 1", "people")
    after = sat(path, SMALL, "back", "back", "chat", "go sp-01", "agent", "na \u202eno users")

    assert path.read_text().endswith(
        "answers:\n"
        "  system-profile:\n"
        "    sp-01: agent\n"
        '    sp-02: {answer: [people], note: "who: the team # 1"}\n'
        "  practices:\n"
        '    xx-01: {answer: not-applicable, note: "\\u202eno users"}\n'
    )
    assert [one.question for one in after.entries] == ["sp-01", "sp-02", "xx-01"]


def test_the_shipped_questionnaires_can_be_answered_from_end_to_end(tmp_path: Path) -> None:
    instrument = load_instrument()
    path = tmp_path / "acme.yaml"
    start(path, "acme", "Acme")

    after = sat(path, instrument, *["1"] * len(instrument.question))

    assert begin(instrument, after).current is None
    assert len(after.entries) > 60


def test_an_interrupt_says_what_is_left_and_is_passed_on() -> None:
    terminal = Terminal("agent", KeyboardInterrupt())

    with pytest.raises(KeyboardInterrupt):
        terminal.sit(begin(SMALL, sheet()))

    assert terminal.saved == [agent()]
    assert "1 of 3 questions are done." in terminal.text


def test_undo_takes_the_last_answer_out_of_the_file() -> None:
    terminal = Terminal("agent", "undo", "chat")

    terminal.sit(begin(SMALL, sheet()))

    assert terminal.saved == [agent(), entry("sp-01", Chosen(options=("chat",)))]
    assert terminal.keeper.forgotten == ["sp-01"]
    assert "Taken back." in terminal.text


def test_evidence_is_named_by_id_or_made_new() -> None:
    terminal = Terminal(
        "agent",
        "back",
        "evidence new",
        "Trial of the stop",
        "a.txt",
        "2026-11-02",
        "evidence",
        "new",
        "Trial of the stop",
        "binder 4",
        "",
        "evidence",
        "none",
        "evidence trial-of-the-stop",
    )

    terminal.sit(begin(SMALL, sheet()))

    first, second = terminal.keeper.evidence
    assert (first.id, first.file, str(first.obtained)) == (
        "trial-of-the-stop",
        "a.txt",
        "2026-11-02",
    )
    assert (second.id, second.location, second.obtained) == (
        "trial-of-the-stop-2",
        "binder 4",
        TODAY,
    )
    named = [one.answers[0].evidence for one in terminal.saved]
    assert named == [
        (),
        ("trial-of-the-stop",),
        ("trial-of-the-stop", "trial-of-the-stop-2"),
        (),
        ("trial-of-the-stop",),
    ]
    assert terminal.text.count("Evidence saved.") == 4


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ["evidence new", "Trial", "x", "yesterday", "back"],
            "that is not a date; write it as 2026-11-02",
        ),
        (["evidence new", "Trial", "x", "2027-01-01", "back"], "that day is still to come"),
        (["evidence new", "back"], ""),
        (["evidence new", "Trial", "back"], ""),
        (["evidence new", "Trial", "x", "back"], ""),
        (["evidence", "back"], ""),
        (["evidence", "?", ""], "Evidence is what shows that the answer holds"),
    ],
)
def test_evidence_that_is_not_named_in_full_changes_nothing(lines: list[str], said: str) -> None:
    terminal = Terminal(*lines)

    session = terminal.sit(begin(SMALL, sheet()))

    assert said in terminal.text
    assert session.sheet == sheet()
    assert terminal.keeper.evidence == []


def test_a_mistyped_day_is_asked_again_and_keeps_what_was_said_before() -> None:
    terminal = Terminal("1", "back", "evidence new", "Trial", "binder 4", "yesterday", "2026-11-02")

    terminal.sit(begin(SMALL, sheet()))

    (entry_,) = terminal.keeper.evidence
    assert (entry_.title, entry_.location, str(entry_.obtained)) == (
        "Trial",
        "binder 4",
        "2026-11-02",
    )


def test_an_earlier_answer_is_shown_with_what_changed_and_confirmed() -> None:
    answer = Chosen(options=("agent",), note="as before")
    proposal = Proposal("sp-01", answer, ("The text was: Is it an agent?",))
    terminal = Terminal("yes", proposals={"sp-01": proposal})

    terminal.sit(begin(SMALL, sheet()))

    assert terminal.saved == [entry("sp-01", answer)]
    assert (
        "The earlier sheet says: Agent Its note: as before "
        "Since then: The text was: Is it an agent? Type yes to confirm" in terminal.text
    )


@pytest.mark.parametrize(
    ("said", "saved", "left"),
    [
        (["theirs"], [], "chat"),
        (["perhaps", "mine"], ["agent"], "agent"),
        (["both"], ["chat agent"], "chat"),
    ],
)
def test_an_answer_that_somebody_changed_meanwhile_is_settled(
    said: list[str], saved: list[str], left: str
) -> None:
    theirs, mine = entry("sp-01", Chosen(options=("chat",))), agent()
    terminal = Terminal("agent", *said)
    terminal.keeper.troubles = [Clash("sp-01", theirs=theirs, mine=mine)]
    opened = begin(SMALL, sheet())

    # The file says what they saved.
    session = run_with_file(terminal, opened, sheet(theirs))

    assert [
        " ".join(one.options[0] for one in each.answers if isinstance(one, Chosen))
        for each in terminal.saved
    ] == saved
    assert CLASH_PROMPT in terminal.prompts
    (answer,) = session.sheet.entry["sp-01"].answers
    assert isinstance(answer, Chosen)
    assert answer.options == (left,)


def test_both_sides_of_a_clash_are_shown_before_one_is_chosen() -> None:
    terminal = Terminal("agent", "mine")
    terminal.keeper.troubles = [Clash("sp-01", theirs=None, mine=agent())]

    run_with_file(terminal, begin(SMALL, sheet()), sheet())

    at = terminal.printed.index("  Theirs: taken out")
    assert terminal.printed[at + 1].startswith("  Mine: ")


def test_what_is_wrong_with_a_file_is_said_with_its_place() -> None:
    terminal = Terminal("agent", "")
    broken = InputError(Problem("not valid YAML", Place("acme.yaml", 7), "check quotes"))
    terminal.keeper.troubles = [broken]

    terminal.sit(begin(SMALL, sheet()))

    assert "acme.yaml:7: not valid YAML; check quotes" in terminal.printed


def run_with_file(terminal: Terminal, session: Session, file: Sheet) -> Session:
    """Run a sitting whose file says something else than what was opened."""
    terminal.keeper.sheet = file
    around = surroundings(session.instrument, terminal.keeper)
    return run(session, read=terminal.read, write=terminal.printed.append, around=around)


def test_what_others_saved_meanwhile_is_named_and_taken_in() -> None:
    terminal = Terminal("agent")
    terminal.keeper.unseen = ("sp-02",)

    session = run_with_file(terminal, begin(SMALL, sheet()), sheet(money()))

    assert "Meanwhile others saved sp-02." in terminal.text
    assert set(session.sheet.entry) == {"sp-01", "sp-02"}


def test_next_find_and_review_look_around_and_change_nothing() -> None:
    terminal = Terminal("next", "next", "next", "find wrong", "/ go", "review", "?", "quit")

    session = terminal.sit(begin(SMALL, sheet()))

    assert session.sheet == sheet()
    assert "sp-02 What can go wrong? go ID puts one of them." in terminal.text
    assert "Not answered: sp-01, sp-02, xx-01" in terminal.text
    assert [one for one in terminal.printed if one.startswith(("sp-", "xx-"))] == [
        "sp-01  Does it act by itself?",
        "sp-02  What can go wrong?",
        "xx-01  Is it reviewed?",
        "sp-01  Does it act by itself?",
    ]


def test_at_the_end_commands_of_a_question_are_explained() -> None:
    done = sheet(entry("sp-01", Chosen(options=("chat",))), money())
    terminal = Terminal("note x", "evidence", "?", "find wrong")

    terminal.sit(begin(SMALL, done))

    assert "no question is open here; return to one with go ID, then note" in terminal.text
    assert "Nothing more is asked." in terminal.text
    assert "What can go wrong?" in terminal.text


def test_quit_names_what_waits_for_an_answer_once() -> None:
    leaving = "quit leaves anyway"
    told = Terminal("note asked Anna", "quit", "quit")
    ended = told.sit(begin(SMALL, sheet()))
    nothing = Terminal("1", "quit")
    nothing.sit(begin(SMALL, sheet()))

    assert ended.over
    assert sum(leaving in line for line in told.printed) == 1
    assert not any(leaving in line for line in nothing.printed)

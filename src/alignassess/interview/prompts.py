"""The line-by-line front end of a sitting: print a question, read one line, save, go on."""

import re
from collections.abc import Callable
from datetime import date

from alignassess.domain.answers import Entry
from alignassess.domain.questionnaire import Question
from alignassess.errors import UsageError
from alignassess.interview.commands import (
    Back,
    Choose,
    Command,
    Explain,
    Go,
    Misread,
    Quit,
    Remark,
    Respond,
    Skip,
    read_closing_command,
    read_command,
)
from alignassess.interview.own_answers import own_answer
from alignassess.interview.page import Page
from alignassess.interview.progress import left, position
from alignassess.interview.question_text import HELP, show_details, show_question
from alignassess.interview.session import Session

PROMPT = "> "
END_PROMPT = "back, go ID, or Enter to leave> "
NOTE_PROMPT = "note (Enter for none)> "
_SURROGATE = re.compile("[\ud800-\udfff]")
"""What decoding leaves in place of typed bytes that are not text; no file can hold it."""


def run(
    session: Session,
    *,
    read: Callable[[str], str],
    write: Callable[[str], None],
    save: Callable[[Entry], None],
    today: date,
    clean: Callable[[str], str],
) -> Session:
    """Put question after question until none is open or the person leaves.

    `read` shows a prompt and returns one line; EOFError and KeyboardInterrupt from it leave, as
    `quit` does. `save` is called after every answer that changes the sheet; what it raises is
    passed on, and nothing is asked after it. Returns where the sitting ended.
    """
    return _Sitting(Page(write, clean), read, save, today).run(session)


class _Sitting:
    def __init__(
        self,
        page: Page,
        read: Callable[[str], str],
        save: Callable[[Entry], None],
        today: date,
    ) -> None:
        self.page = page
        self.read = read
        self.save = save
        self.today = today
        self.shown: Session | None = None
        """What was printed last: a line that changes nothing does not print it again."""

    def run(self, session: Session) -> Session:
        self.page.say(HELP + " Every answer is saved at once.")
        after: Session | None = session
        try:
            while after is not None:
                session = after
                question = session.current
                after = self._at_end(session) if question is None else self._at(session, question)
        except (EOFError, KeyboardInterrupt):
            self.page.blank()
        if session.current is not None:
            _show_end(self.page, session)
        return session

    def _at(self, session: Session, question: Question) -> Session | None:
        """Put a question and do what the answer says; None when the person leaves."""
        if session is not self.shown:
            show_question(self.page, session, question)
            self.shown = session
        line = _text(self.read(PROMPT))
        keeps = not line.strip() and session.given is not None
        command = Skip() if keeps else read_command(line, question)
        match command:
            case Quit():
                return None
            case Explain():
                show_details(self.page, question)
                return session
            case Misread(message=message):
                self.page.say(message)
                return session
        after = self._carried_out(command, session)
        entry = after.sheet.entry.get(question.id)
        if entry is not None and entry != session.sheet.entry.get(question.id):
            self.save(entry)
            _say_dropped(self.page, session, after, question)
        if isinstance(command, Remark) and after is not session:
            self.page.say(
                "Note saved." if after.draft is None else "Kept for the answer given next."
            )
            self.shown = after  # a note alone does not make the question worth printing again
        return after

    def _at_end(self, session: Session) -> Session | None:
        """Say what is left and offer the way back; None when the person leaves."""
        if session is not self.shown:
            _show_end(self.page, session)
            self.shown = session
        command = read_closing_command(_text(self.read(END_PROMPT)))
        match command:
            case Quit():
                return None
            case Misread(message=message):
                self.page.say(message)
                return session
        return self._carried_out(command, session)

    def _carried_out(self, command: Command, session: Session) -> Session:
        """Do what a command says; what is refused is explained, and changes nothing."""
        try:
            return _carried_out(command, session, self.today, self.read)
        except UsageError as error:
            for problem in error.problems:
                self.page.say("; ".join(filter(None, (problem.message, problem.remedy))))
            return session


def _carried_out(
    command: Command, session: Session, today: date, read: Callable[[str], str]
) -> Session:
    match command:
        case Choose(options=options):
            return session.answer(options)
        case Respond(kind="dont-know", note=note):
            return session.nonresponse("dont-know", note=note or _asked_note(session, read))
        case Respond(kind=kind, note=note):
            return session.nonresponse(kind, note=note, on=today)
        case Remark(text=text):
            return session.note(text)
        case Go(question=question):
            return session.jump(question)
        case Back():
            return session.back()
        case _:
            return session.skip()


def _asked_note(session: Session, read: Callable[[str], str]) -> str:
    """Ask for a note on whom was asked; the person may leave none."""
    if session.draft is not None:
        return ""
    try:
        return _text(read(NOTE_PROMPT)).strip()
    except (EOFError, KeyboardInterrupt):
        return ""  # the answer stands; the next prompt leaves


def _text(line: str) -> str:
    return _SURROGATE.sub("�", line)


def _say_dropped(page: Page, session: Session, after: Session, question: Question) -> None:
    """Say what went with the earlier answer, since it was given for that one and not for this."""
    before = own_answer(session.sheet, question.id)
    now = own_answer(after.sheet, question.id)
    if before is None or now is None:
        return
    gone = [f"evidence {name}" for name in before.evidence if name not in now.evidence]
    if before.by is not None and now.by is None:
        gone.append(f"the name {before.by}")
    if gone:
        page.say(f"Went with the earlier answer to {question.id}: {', '.join(gone)}.", indent=2)
    if before.note is not None and now.note not in (None, before.note):
        page.say(before.note, lead="The note was: ", indent=2)


def _show_end(page: Page, session: Session) -> None:
    at, rest = position(session), left(session)
    page.blank()
    page.say(f"{at.done} of {at.applicable} questions have an answer.")
    skipped = [one for one in rest.open if any(step.question == one for step in session.trail)]
    drafts = [question for question, _ in session.drafts]
    for lead, questions in (
        ("Skipped: ", skipped),
        ("Not known: ", rest.unknown),
        ("Declined: ", rest.declined),
        ("Notes not saved, for lack of an answer: ", drafts),
    ):
        if questions:
            page.say(", ".join(questions), lead=lead, indent=2)
    if rest.open:
        page.say("Start again at any time; the open questions come first.")

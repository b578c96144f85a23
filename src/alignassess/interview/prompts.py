"""The line-by-line front end of a sitting: print a question, read one line, save, go on."""

import re
from collections.abc import Callable

from alignassess.domain.labels import labels
from alignassess.domain.questionnaire import Question
from alignassess.domain.sections import SectionOf
from alignassess.domain.stated_figures import stated
from alignassess.errors import AlignassessError, UsageError
from alignassess.interview import keeping
from alignassess.interview.closing_text import show_end
from alignassess.interview.commands import (
    Accept,
    Back,
    Choose,
    Command,
    Confirm,
    Explain,
    Find,
    Go,
    Misread,
    Next,
    Quit,
    Remark,
    Respond,
    Review,
    Skip,
    Support,
    Undo,
    read_command,
)
from alignassess.interview.evidence_prompts import asked_evidence
from alignassess.interview.figure_prompts import chosen
from alignassess.interview.figures import not_excluded
from alignassess.interview.offer_prompts import offered, picked, show_offers
from alignassess.interview.offers import Offer, accepted
from alignassess.interview.own_answers import own_answer
from alignassess.interview.page import Page
from alignassess.interview.progress import left, section_of
from alignassess.interview.question_text import HELP, show_details, show_question
from alignassess.interview.questions_to_person import Left, Person
from alignassess.interview.search import find
from alignassess.interview.session import Session
from alignassess.interview.surroundings import Surroundings

PROMPT = "> "
END_PROMPT = "back, go ID, or Enter to leave> "
NOTE_PROMPT = "note (Enter for none)> "
AGAIN_PROMPT = "Enter tries again, quit leaves> "
CLASH_PROMPT = "mine, theirs or both> "
MOST_FOUND = 8
"""Search results that are listed."""
_SURROGATE = re.compile("[\ud800-\udfff]")
"""What decoding leaves in place of typed bytes that are not text; no file can hold it."""


def run(
    session: Session,
    *,
    read: Callable[[str], str],
    write: Callable[[str], None],
    around: Surroundings,
) -> Session:
    """Put question after question until none is open or the person leaves.

    `read` shows a prompt and returns one line; EOFError from it leaves, as `quit` does, and so does
    KeyboardInterrupt, which is passed on once it was said what is open. Every change is saved
    before anything else is asked; where that fails, the person may try again, and what was raised
    is passed on when they leave. Returns where the sitting ended.
    """
    page = Page(write, around.clean)
    return _Sitting(page, Person(page, lambda prompt: _text(read(prompt))), around).run(session)


class _Sitting:
    def __init__(self, page: Page, person: Person, around: Surroundings) -> None:
        self.page = page
        self.person = person
        self.around = around
        self.shown: Session | None = None
        """What was printed last: a line that changes nothing does not print it again."""
        self.offers: tuple[Offer, ...] = ()
        """The result files that were offered with what was printed last."""
        self.introduced: set[str] = set()
        """The sections whose introduction was printed."""
        self.told: tuple[str, ...] = ()
        """The questions of which it was said that leaving loses what was typed there."""

    def run(self, session: Session) -> Session:
        self.session = session
        self.page.say(HELP + " Every answer is saved at once.")
        for notice in self.around.notices:
            self.page.say(notice)
        try:
            while not self.session.over:
                self._turn()
        except (EOFError, Left):
            self.page.blank()
            self.session = self.session.quit()
        except KeyboardInterrupt:
            self.page.blank()
            show_end(self.page, self.session)
            raise
        if self.session.current is not None:
            show_end(self.page, self.session)
        return self.session

    def _turn(self) -> None:
        """Put a question, or say what is left, and do what the answer says."""
        session, question = self.session, self.session.current
        if session is not self.shown:
            self._show(question)
            self.shown = session
        line = self.person.types(PROMPT if question else END_PROMPT)
        keeps = question is not None and not line.strip() and session.given is not None
        command = Skip() if keeps else read_command(line, question)
        match command:
            case Explain():
                self._explain(question)
            case Review():
                show_end(self.page, session)
            case Find(words=words):
                self._say_found(words)
            case Misread(message=message):
                self.page.say(message)
            case Quit() if (unsaved := left(session).drafts) not in ((), self.told):
                self.told = unsaved
                self.page.say(
                    f"Not saved, for lack of an answer: {', '.join(unsaved)}. quit leaves anyway."
                )
            case _:
                self._do(command)

    def _show(self, question: Question | None) -> None:
        if question is None:
            show_end(self.page, self.session)
            return
        self._introduce(section_of(self.session, question))
        show_question(self.page, self.session, question, self.around.proposals.get(question.id))
        self.offers = offered(self.session, question, self.around)
        show_offers(self.page, self.offers)

    def _introduce(self, home: SectionOf) -> None:
        """Say once what a section is about."""
        if home.section.title not in self.introduced:
            self.introduced.add(home.section.title)
            self.page.blank()
            self.page.say(home.section.title)
            self.page.say(home.section.introduction, lead="  ")

    def _explain(self, question: Question | None) -> None:
        if question is None:
            self.page.say("Nothing more is asked. go ID returns to a question, quit leaves.")
        else:
            show_details(self.page, question)

    def _say_found(self, words: str) -> None:
        found = find(self.session, words)
        for one in found[:MOST_FOUND]:
            self.page.say(one.text, lead=f"  {one.id}  ")
        if len(found) > MOST_FOUND:
            self.page.say(f"  and {len(found) - MOST_FOUND} more")
        self.page.say("go ID puts one of them." if found else "No question says that.")

    def _do(self, command: Command) -> None:
        """Do what a command says and save it; what is refused is explained, changes nothing."""
        before = self.session
        try:
            after, leaves = self._carried_out(command)
        except UsageError as error:
            self._say_problems(error)
            return
        self.session = self._saved(before, after)
        self._say_what_happened(command, before, after)
        if leaves:
            raise Left

    def _carried_out(self, command: Command) -> tuple[Session, bool]:
        """The sitting afterwards, and whether the person left while asked for more."""
        session = self.session
        match command:
            case Choose(options=options):
                return chosen(session, options, self.person)
            case Respond(kind="dont-know", note=note):
                return self._unknown(note)
            case Respond(kind=kind, note=note):
                return session.nonresponse(kind, note=note, on=self.around.today), False
            case Remark(text=""):
                said = self.person.asked(NOTE_PROMPT, "What you know beside the answer.")
                return (session.note(said) if said else session), False
            case Remark(text=text):
                return session.note(text), False
            case Support(names=names):
                return asked_evidence(session, names, self.person, self.around), False
            case Accept(number=number):
                return accepted(session, picked(self.offers, number)), False
            case Go(question=question):
                return session.jump(question), False
            case Confirm():
                return self._confirmed(), False
        plain: dict[type, Callable[[Session], Session]] = {
            Back: Session.back,
            Next: Session.next_open,
            Undo: Session.undo,
            Quit: Session.quit,
        }
        return plain.get(type(command), Session.skip)(session), False

    def _unknown(self, note: str) -> tuple[Session, bool]:
        """Ask whom the person asked; the answer stands even if they leave instead."""
        session = self.session
        waiting = session.draft is not None and session.draft.note is not None
        if note or waiting:
            return session.nonresponse("dont-know", note=note), False
        try:
            said = self.person.asked(NOTE_PROMPT, "Whom you asked, so that nobody asks again.")
        except (EOFError, Left, KeyboardInterrupt):
            return session.nonresponse("dont-know"), True
        return session if said is None else session.nonresponse("dont-know", note=said), False

    def _confirmed(self) -> Session:
        question = self.session.current
        proposal = self.around.proposals.get(question.id) if question else None
        if proposal is None or proposal.answer is None:
            self.page.say("There is no earlier answer to confirm here.")
            return self.session
        return self.session.confirm(proposal.answer)

    def _saved(self, before: Session, after: Session) -> Session:
        """The sitting once the file says the same; what others changed meanwhile is taken in."""
        keeper = self.around.keeper
        while True:
            try:
                keeping.keep(keeper, before, after)
                break
            except keeping.Clash as clash:
                return self._settled(clash, after)
            except AlignassessError as error:
                self._say_problems(error)
                try:
                    self.person.asked(AGAIN_PROMPT, "The answer is not in the file yet.")
                except (EOFError, Left):
                    raise error from None
        if keeper.unseen:
            self.page.say(f"Meanwhile others saved {', '.join(keeper.unseen)}.")
            return after.reloaded(keeper.reload())
        return after

    def _settled(self, clash: keeping.Clash, after: Session) -> Session:
        self._say_problems(clash)
        question = after.instrument.question[clash.question]
        for whose, entry in (("Theirs", clash.theirs), ("Mine", clash.mine)):
            words = "taken out" if entry is None else " / ".join(labels(question, entry))
            self.page.say(words, lead=f"  {whose}: ", indent=4)
        keeper = self.around.keeper
        while True:
            said = self.person.asked(CLASH_PROMPT, "Both together stand as an open disagreement.")
            match said:
                case "mine":
                    return keeping.settle_with_mine(keeper, clash, after)
                case "theirs":
                    return keeping.settle_with_theirs(keeper, after)
                case "both":
                    return keeping.settle_with_both(keeper, clash, after)
            self.page.say("Type mine, theirs or both.")

    def _say_problems(self, error: AlignassessError) -> None:
        for problem in error.problems:
            self.page.say("; ".join(filter(None, (str(problem), problem.remedy))))

    def _say_what_happened(self, command: Command, before: Session, after: Session) -> None:
        question = before.current
        if question is None or (before.sheet is after.sheet and before.drafts == after.drafts):
            return
        if not isinstance(command, (Support, Accept, Undo)):
            _say_dropped(self.page, before, after, question)
        if isinstance(command, Choose):
            self._say_not_excluded(after, question)
        elif isinstance(command, (Remark, Support, Accept)):
            word = "Note" if isinstance(command, Remark) else "Evidence"
            waits = own_answer(after.sheet, question.id) is None
            self.page.say("Kept for the answer given next." if waits else f"{word} saved.")
            self.shown = self.session  # not worth printing the question again
        elif isinstance(command, Undo):
            self.page.say("Taken back.")

    def _say_not_excluded(self, after: Session, question: Question) -> None:
        """Say what the figures beside an answer mean, where there are any."""
        own = own_answer(after.sheet, question.id)
        if own is not None and stated(own):
            self.page.say(not_excluded(self.around.score(after.sheet)), indent=2)


def _text(line: str) -> str:
    return _SURROGATE.sub("\ufffd", line)


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

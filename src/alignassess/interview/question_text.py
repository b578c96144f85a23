"""How a question is shown: what is asked, what was said, and what stands behind it."""

from alignassess.domain.answers import Answer, Chosen, Entry
from alignassess.domain.questionnaire import ProfileQuestion, Question, ScoredQuestion
from alignassess.interview.commands import COMMANDS, numbered
from alignassess.interview.page import Page
from alignassess.interview.progress import position
from alignassess.interview.session import Session

HELP = f"A number or an option's key answers. Otherwise: {COMMANDS}."


def show_question(page: Page, session: Session, question: Question) -> None:
    """Where the sitting is, the question with its options, and what the sheet says so far."""
    at = position(session)
    minutes = f"about {at.minutes} minute{'' if at.minutes == 1 else 's'} left"
    page.blank()
    page.say(f"{at.done} of {at.applicable}, {_running(at.questionnaire or '')}, {minutes}")
    page.blank()
    page.say(question.text, lead=f"{question.id}  ")
    if isinstance(question, ProfileQuestion) and question.choice == "multiple":
        page.say("Several can be marked, with commas between them.", lead=" " * 7)
    page.blank()
    for number, key in numbered(question).items():
        page.say(question.label_of[key], lead=f"{number:>4}  ")
    page.blank()
    if session.given is not None:
        _show_given(page, session.given, question)
    if session.draft is not None:
        page.say(session.draft, lead="  Note, kept with the answer given next: ", indent=4)


def show_details(page: Page, question: Question) -> None:
    """Why it is asked, what supports an answer, what is disputed, and what can be typed."""
    page.blank()
    page.say(question.why, lead="Why: ", indent=2)
    if question.note is not None:
        page.say(question.note, lead="Note: ", indent=2)
    if question.evidence:
        page.say("Evidence that typically supports an answer:")
    for one in question.evidence:
        page.say(one, lead="  - ")
    if question.contested is not None:
        page.say(question.contested, lead="Contested: ", indent=2)
    if question.references:
        page.say(", ".join(question.references), lead="References: ", indent=2)
    page.say(", ".join(option.key for option in question.options), lead="Keys: ", indent=2)
    page.say(HELP)
    if not isinstance(question, ScoredQuestion) or not question.not_applicable:
        page.say("This question cannot be not-applicable.")


def said_by(answer: Answer, question: Question) -> str:
    """Say an answer in the words of the questionnaire."""
    if isinstance(answer, Chosen):
        return "; ".join(question.label_of[key] for key in answer.options)
    return answer.kind


def _show_given(page: Page, entry: Entry, question: Question) -> None:
    origin = "" if entry.origin is None else f", inherited from {entry.origin.name}"
    disputed = len(entry.answers) > 1
    for answer in entry.answers:
        by = "" if answer.by is None else f" by {answer.by}"
        page.say(said_by(answer, question), lead=f"  Answer so far{by}{origin}: ", indent=4)
        if answer.note is not None:
            page.say(answer.note, lead="  Note: ", indent=4)
        if answer.evidence:
            page.say(", ".join(answer.evidence), lead="  Evidence: ", indent=4)
    if disputed:
        page.say("  These disagree. An answer given here replaces them all.", indent=2)
    page.say("  Enter keeps it.")


def _running(title: str) -> str:
    """Write a title as within a sentence; one that starts with an abbreviation stays."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]

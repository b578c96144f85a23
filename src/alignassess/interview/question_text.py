"""How a question is shown line by line: what is asked, what was said, what stands behind it."""

from collections.abc import Sequence

from alignassess.domain.answers import Entry, differ
from alignassess.domain.labels import label
from alignassess.domain.questionnaire import Question, ScoredQuestion
from alignassess.interview.admissible import may_be_not_applicable, takes_several
from alignassess.interview.carry_over import Proposal
from alignassess.interview.commands import COMMANDS, numbered
from alignassess.interview.figures import figure_words
from alignassess.interview.page import Page
from alignassess.interview.progress import position
from alignassess.interview.session import Session

HELP = f"A number or an option's key answers. Otherwise: {COMMANDS}."
CHOOSE = (
    "The highest option that is true in full today. One that names the previous level needs that "
    "level as well."
)


def progress_line(session: Session) -> str:
    """Such as `12 of 98, vendor selection, about 25 minutes left`."""
    at = position(session)
    minutes = f"about {at.minutes} minute{'' if at.minutes == 1 else 's'} left"
    parts = [f"{at.done} of {at.applicable}", *([running(at.section)] if at.section else [])]
    return ", ".join([*parts, minutes])


def show_question(
    page: Page, session: Session, question: Question, proposal: Proposal | None
) -> None:
    """Where the sitting is, the question with its options, and what the sheet says so far."""
    page.blank()
    page.say(progress_line(session))
    page.blank()
    page.say(question.text, lead=f"{question.id}  ")
    if takes_several(question):
        page.say("Several can be marked, with commas between them.", lead=" " * 7)
    page.blank()
    for number, key in numbered(question).items():
        page.say(question.label_of[key], lead=f"{number:>4}  ")
    page.blank()
    if session.given is not None:
        _show_given(page, session.given, question)
    elif proposal is not None:
        _show_proposal(page, proposal, question)
    draft = session.draft
    if draft is not None and draft.note is not None:
        page.say(draft.note, lead="  Note, kept with the answer given next: ", indent=4)
    if draft is not None and draft.evidence:
        page.say(", ".join(draft.evidence), lead="  Evidence for the answer given next: ", indent=4)


def details(question: Question) -> Sequence[tuple[str, str]]:
    """Why it is asked, how to choose, what a good answer looks like, what is disputed."""
    found = [("Why", question.why)]
    if isinstance(question, ScoredQuestion):
        found.append(("How to choose", CHOOSE))
    if question.help is not None:
        found += [
            ("What a good answer looks like", question.help.good),
            ("Where to find it", question.help.where),
        ]
    if question.note is not None:
        found.append(("Note", question.note))
    if question.evidence:
        found.append(("Typical evidence", "; ".join(question.evidence)))
    if question.contested is not None:
        found.append(("Contested", question.contested))
    if question.references:
        found.append(("References", ", ".join(question.references)))
    return found


def show_details(page: Page, question: Question) -> None:
    """What stands behind a question, and what can be typed."""
    page.blank()
    for title, text in details(question):
        page.say(text, lead=f"{title}: ", indent=2)
    page.say(", ".join(option.key for option in question.options), lead="Keys: ", indent=2)
    page.say(HELP)
    if not may_be_not_applicable(question):
        page.say("This question cannot be not-applicable.")


def running(title: str) -> str:
    """Write a title as within a sentence; one that starts with an abbreviation stays."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _show_given(page: Page, entry: Entry, question: Question) -> None:
    origin = "" if entry.origin is None else f", inherited from {entry.origin.name}"
    for answer in entry.answers:
        by = "" if answer.by is None else f" by {answer.by}"
        page.say(label(question, answer), lead=f"  Answer so far{by}{origin}: ", indent=4)
        if figures := figure_words(answer):
            page.say(figures, lead="  Figures: ", indent=4)
        if answer.note is not None:
            page.say(answer.note, lead="  Note: ", indent=4)
        if answer.evidence:
            page.say(", ".join(answer.evidence), lead="  Evidence: ", indent=4)
    if len(entry.answers) > 1:
        page.say(f"  {several_words(entry)}", indent=2)
    page.say("  Enter keeps it.")


def several_words(entry: Entry) -> str:
    """What is said below more than one answer."""
    how = "These disagree" if differ(entry.answers) else "These say the same"
    return f"{how}. An answer given here replaces them all."


def _show_proposal(page: Page, proposal: Proposal, question: Question) -> None:
    answer = proposal.answer
    if answer is not None:
        page.say(label(question, answer), lead="  The earlier sheet says: ", indent=4)
    if answer is not None and answer.note is not None:
        page.say(answer.note, lead="  Its note: ", indent=4)
    for change in proposal.changes:
        page.say(change, lead="  Since then: ", indent=4)
    if answer is not None:
        page.say("  Type yes to confirm it as it stands today, or answer anew.")

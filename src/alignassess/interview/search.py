"""Finding questions by what they say."""

from alignassess.domain.questionnaire import Question
from alignassess.interview.session import Session


def find(session: Session, words: str) -> tuple[Question, ...]:
    """The questions of the sitting in which every word occurs, those named by their id first.

    Looked through are id, text, options, section and topics; nothing is found for no words.
    """
    wanted = words.casefold().split()
    if not wanted:
        return ()
    found = [one for one in session.asked if _has_all(one, wanted)]
    return tuple(sorted(found, key=lambda one: one.id not in wanted))


def _has_all(question: Question, words: list[str]) -> bool:
    text = " ".join(
        (
            question.id,
            question.slug,
            question.text,
            question.section or "",
            *question.topics,
            *(option.label for option in question.options),
        )
    ).casefold()
    return all(word in text for word in words)

"""Answers in words."""

from collections.abc import Mapping
from types import MappingProxyType

from alignassess.domain.answers import Answer, Chosen, Entry
from alignassess.domain.questionnaire import Question

UNANSWERED = "Not answered"

NONRESPONSES: Mapping[str, str] = MappingProxyType(
    {
        "dont-know": "Not known",
        "declined": "Asked, no answer given",
        "not-applicable": "Not applicable",
    }
)
"""The kind of a nonresponse, or of a claim, to what a report says of it."""


def label(question: Question, answer: Answer) -> str:
    """The option chosen in words, or what kind of nonresponse it is."""
    if isinstance(answer, Chosen):
        labels = question.label_of
        if len(answer.options) == 1:
            return labels[answer.options[0]]
        return "; ".join([labels[key] for key in answer.options])
    return NONRESPONSES[answer.kind]


def labels(question: Question, entry: Entry) -> tuple[str, ...]:
    """Every answer of an entry in words."""
    if len(entry.answers) == 1:
        return (label(question, entry.answers[0]),)
    return tuple([label(question, answer) for answer in entry.answers])

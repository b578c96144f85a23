"""A form: rows that a person fills in, whatever kind of file they travel in."""

from collections.abc import Iterator
from dataclasses import dataclass

from alignassess.domain.instrument import Instrument
from alignassess.domain.model import ClosedBy
from alignassess.domain.questionnaire import (
    ProfileQuestion,
    Question,
    Questionnaire,
    ScoredQuestion,
)
from alignassess.domain.routing import VENDOR_QUESTIONNAIRE
from alignassess.domain.sections import sections
from alignassess.errors import Place

FORMAT = "alignassess/form/1"
COLUMNS = ("id", "question", "help", "options", "answer", "note", "evidence", "date")
FILLED_IN = ("answer", "note", "evidence", "date")
"""The columns that are read back; the rest is there for the person."""

FORM_ROW = "form"
"""The row that says which questionnaire the form is made from."""

WORDS = {
    "dont-know": "Not known",
    "declined": "No answer given",
    "not-applicable": "Does not apply; the note says why",
}
"""How a form offers what is no option of a question."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a row can be answered with."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is asked, and what is filled in already."""

    id: str
    """A question's id, or the name of a row about the form itself."""
    question: str
    section: str | None = None
    """Title of the section that begins with this row; None within one, or without sections."""
    help: str = ""
    choices: tuple[Choice, ...] = ()
    """Empty where the answer is free text."""
    several: bool = False
    """Whether more than one of the choices may be given."""
    answer: tuple[str, ...] = ()
    """Keys of choices; or one text, where there are none."""
    note: str = ""
    evidence: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """All that is asked."""

    questionnaire: str
    title: str
    introduction: str
    about: tuple[Row, ...]
    """Rows about who is asked and who answers."""
    questions: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row, in order, the one that names the form first."""
        named = Row(FORM_ROW, "This form; please leave the line as it is.")
        return (named, *self.about, *self.questions)


@dataclass(frozen=True, slots=True)
class Reply:
    """One row as it came back: text, unjudged."""

    row: int
    """As a spreadsheet counts, from 1; for a YAML form its line."""
    place: Place
    id: str
    answer: str
    note: str
    evidence: str
    date: str

    @property
    def is_blank(self) -> bool:
        """Whether nothing is filled in."""
        return not (self.answer + self.note + self.evidence + self.date).strip()


def is_for_vendor(questionnaire: str) -> bool:
    """Whether the form goes to a vendor, and comes back as a vendor sheet."""
    return questionnaire == VENDOR_QUESTIONNAIRE


def form_of(instrument: Instrument, name: str) -> Form:
    """The form of a questionnaire; of vendor selection, what a vendor can answer."""
    (questionnaire,) = (one for one in instrument.questionnaires if one.id == name)
    vendor = is_for_vendor(name)
    return Form(
        questionnaire=name,
        title=questionnaire.title,
        introduction=_VENDOR_INTRODUCTION if vendor else questionnaire.introduction,
        about=tuple(Row(id, question) for id, question in _about(vendor=vendor)),
        questions=tuple(_rows(questionnaire, vendor=vendor)),
    )


_VENDOR_INTRODUCTION = (
    "These questions are put by an organisation that uses your model or product. They are worded "
    "as it would answer them itself; please answer for what you tell or give your customers about "
    "the version named below. Choose in each line the highest option that is true in full. Say in "
    "the note how it is known, and under evidence where it can be read. A line may stay empty; it "
    "then counts as not known. Nothing here is a judgement of your model, and an answer that is "
    "not the best one is worth more to the reader than none."
)


def _vendor_can_answer(question: Question) -> bool:
    """What the operator alone can close is about the operator, and no vendor knows it."""
    return isinstance(question, ScoredQuestion) and question.closed_by is not ClosedBy.OPERATOR


def _about(*, vendor: bool) -> Iterator[tuple[str, str]]:
    who = "supplier" if vendor else "system"
    yield "about-name", f"Name of the {who}"
    yield "about-id", "Short name in lower-case words joined by hyphens; may stay empty"
    if not vendor:
        yield "about-operator", "Organisation that deploys the system"
    yield "about-provider", "Developer of the model"
    yield "about-model", "Name of the model"
    yield "about-version", "Version of the model that the answers are about"
    yield "about-changed", "Day on which that version last changed, as 2026-11-02"
    yield "by-name", "Who answers"
    yield "by-role", "Their role"
    yield "by-organisation", "Their organisation"
    yield "by-date", "Day of the answers, as 2026-11-02; counts for every line without its own date"


def _rows(questionnaire: Questionnaire, *, vendor: bool) -> Iterator[Row]:
    for section, questions in sections(questionnaire):
        asked = [one for one in questions if not vendor or _vendor_can_answer(one)]
        for question in asked:
            begins = bool(questionnaire.sections) and question is asked[0]
            yield _row(question, section.title if begins else None)


def _row(question: Question, section: str | None) -> Row:
    return Row(
        id=question.id,
        question=question.text,
        section=section,
        help="\n".join(_help(question)),
        choices=choices(question),
        several=isinstance(question, ProfileQuestion) and question.choice == "multiple",
    )


def choices(question: Question) -> tuple[Choice, ...]:
    """What a row takes: the options, and why there is none of them."""
    claim = isinstance(question, ScoredQuestion) and question.not_applicable
    return (
        *(Choice(option.key, option.label) for option in question.options),
        *(Choice(k, words) for k, words in WORDS.items() if claim or k != "not-applicable"),
    )


def _help(question: Question) -> Iterator[str]:
    yield f"Why it is asked: {question.why}"
    if question.help is not None:
        yield f"A good answer: {question.help.good}"
        yield f"Where to look: {question.help.where}"
    if question.note is not None:
        yield f"Note on the question: {question.note}"
    if question.evidence:
        yield f"Evidence: {'; '.join(question.evidence)}"
    if question.contested:
        yield f"Contested: {question.contested}"

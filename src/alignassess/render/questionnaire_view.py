"""A questionnaire as people read it in a meeting: the same parts for every format."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alignassess.domain.instrument import Instrument
from alignassess.domain.library import Library
from alignassess.domain.questionnaire import ProfileQuestion, Question, Questionnaire
from alignassess.domain.sections import sections
from alignassess.render.citation_view import FrameworkLine, SourceLine
from alignassess.render.condition_words import named_in, spoken
from alignassess.render.obtainable_view import bounds_in_words
from alignassess.render.wording import CLOSED_BY_WORDS, EFFORT_WORDS, category_name


@dataclass(frozen=True, slots=True)
class OptionLine:
    """One thing that can be chosen."""

    level: str
    """0 to 4, higher is better; empty for a fact, which is neither good nor bad."""
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question with all that helps to answer it."""

    id: str
    text: str
    asked_when: str | None
    choose: str
    options: tuple[OptionLine, ...]
    details: tuple[tuple[str, str], ...]
    """Title and text of what stands below the options."""
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """Questions that belong together."""

    title: str
    introduction: str | None
    minutes: int
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True)
class QuestionnaireView:
    """One questionnaire."""

    id: str
    title: str
    introduction: str
    count: int
    minutes: int
    """How long a prepared person takes when every question applies, estimated."""
    sections: tuple[SectionView, ...]


@dataclass(frozen=True, slots=True)
class NamedCondition:
    """A condition that questions share."""

    title: str
    when: str
    note: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """Questionnaires with what they refer to, each once."""

    title: str
    questionnaires: tuple[QuestionnaireView, ...]
    conditions: tuple[NamedCondition, ...]
    sources: tuple[SourceLine, ...]
    frameworks: tuple[FrameworkLine, ...]


def document_view(instrument: Instrument, library: Library, names: Sequence[str]) -> DocumentView:
    """Some questionnaires, in the order of the instrument."""
    chosen = [one for one in instrument.questionnaires if one.id in names]
    title = chosen[0].title if len(chosen) == 1 else "Alignment questionnaires"
    cited = sorted({key for one in chosen for q in one.questions for key in q.references})
    return DocumentView(
        title=title,
        questionnaires=tuple(questionnaire_view(one, instrument) for one in chosen),
        conditions=tuple(named_conditions(chosen, instrument)),
        sources=tuple(
            SourceLine(one.key, one.authors, one.year, one.title, one.where, one.status.lower())
            for key in cited
            if (one := library.reference.get(key)) is not None
        ),
        frameworks=tuple(
            FrameworkLine(item.id, item.title, framework.name, framework.as_of)
            for key in cited
            if key in library.item
            for framework, item in [library.item[key]]
        ),
    )


def questionnaire_view(one: Questionnaire, instrument: Instrument) -> QuestionnaireView:
    """One questionnaire, section after section."""
    return QuestionnaireView(
        id=one.id,
        title=one.title,
        introduction=one.introduction,
        count=len(one.questions),
        minutes=round(sum(question.minutes for question in one.questions)),
        sections=tuple(
            SectionView(
                title=found.section.title,
                introduction=found.section.introduction if one.sections else None,
                minutes=round(found.minutes),
                questions=tuple(_question(question, instrument) for question in found.questions),
            )
            for found in sections(one)
        ),
    )


def named_conditions(
    chosen: Sequence[Questionnaire], instrument: Instrument
) -> Iterator[NamedCondition]:
    """The conditions with a name that some questionnaires use."""
    used = {
        role
        for one in chosen
        for question in one.questions
        if question.ask_when is not None
        for role in named_in(question.ask_when, instrument)
    }
    for role in instrument.roles:
        if role.id in used:
            yield NamedCondition(role.title, spoken(role.when, instrument), role.note)


def _question(question: Question, instrument: Instrument) -> QuestionView:
    when = None if question.ask_when is None else spoken(question.ask_when, instrument)
    several = isinstance(question, ProfileQuestion) and question.choice == "multiple"
    return QuestionView(
        id=question.id,
        text=question.text,
        asked_when=when,
        choose="Several may be marked." if several else "Choose one.",
        options=tuple(
            OptionLine(str(getattr(option, "level", "")), option.key, option.label)
            for option in question.options
        ),
        details=tuple(_details(question, instrument)),
        references=question.references,
    )


def _details(question: Question, instrument: Instrument) -> Iterator[tuple[str, str]]:
    """What stands below the options, in the order in which a person needs it."""
    yield "Why it is asked", question.why
    if question.help is not None:
        yield "A good answer", question.help.good
        yield "Where to look", question.help.where
    if question.evidence:
        yield "Typical evidence", "; ".join(question.evidence)
    if question.note:
        yield "Note", question.note
    if isinstance(question, ProfileQuestion):
        if question.needs_support:
            yield "Evidence counts", "without a document it is read one step of exposure higher"
        if question.lever is not None:
            yield "What would change it", _step(question.lever.step, question.lever.effort)
    else:
        yield from (("Best to be had", words) for words in bounds_in_words(question))
        yield "Remedy", _step(question.remedy.step, question.remedy.effort)
        yield "Closed by", CLOSED_BY_WORDS[question.closed_by]
        categories, _ = instrument.concerns[question.id]
        names = ", ".join(category_name(one) for one in categories)
        yield "Bears on", f"{names}; through {question.layer.value}"
        if not question.not_applicable:
            yield "Not applicable", "cannot be claimed: nothing makes up for this practice"
    if question.contested:
        yield "Contested", question.contested


def _step(step: str, effort: object) -> str:
    words = next(text for one, text in EFFORT_WORDS.items() if one == effort)
    return f"{step} Effort {words}."

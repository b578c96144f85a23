"""How much of what applies was answered."""

from collections import Counter
from collections.abc import Mapping

from alignassess.domain.assessment import Completeness, QuestionnaireSummary
from alignassess.domain.case import Case
from alignassess.domain.formula import figure
from alignassess.domain.model import LAYERS, TOP_LEVEL, Assurance
from alignassess.domain.questionnaire import ScoredQuestion
from alignassess.domain.standing import State


def _states(case: Case) -> dict[str, State]:
    """The state of each question.

    A disagreement with an answer in it counts as one only if all are answers. At depth core only
    core questions are looked at.
    """
    return {
        question: State.DONT_KNOW
        if one.state is State.DISPUTED and not case.has_answer(question)
        else one.state
        for question, one in case.standing.items()
        if question in case.core
    }


def completeness(case: Case) -> Completeness:
    """Counts over the scored questions that apply and are in scope.

    `not-applicable` is not an answer.
    """
    states = _states(case)
    count = Counter(states.values())
    applicable = len(states)
    answered = count[State.ANSWERED] + count[State.DISPUTED]
    supported = sum(
        state in (State.ANSWERED, State.DISPUTED)
        and case.standing[question].assurance is not Assurance.ASSERTED
        for question, state in states.items()
    )

    def share(part: int) -> float:
        return part / applicable if applicable else 0.0

    return Completeness(
        applicable=applicable,
        answered=answered,
        dont_know=count[State.DONT_KNOW],
        declined=count[State.DECLINED],
        unanswered=count[State.UNANSWERED],
        not_applicable=count[State.NOT_APPLICABLE],
        supported=supported,
        share=figure(share(answered)),
        not_applicable_share=figure(share(count[State.NOT_APPLICABLE])),
        supported_share=figure(share(supported)),
        profile_applicable=len(case.profile.chosen),
        profile_answered=sum(marked is not None for marked in case.profile.chosen.values()),
        enough=share(answered) >= case.instrument.method.complete_from,
    )


def questionnaire_summaries(case: Case) -> tuple[QuestionnaireSummary, ...]:
    """One line per questionnaire in scope that has a question which applies."""
    states = _states(case)
    home = case.instrument.questionnaire_of
    questions: dict[str, list[ScoredQuestion]] = {}
    for question in case.questions:
        if question.id not in case.core:
            continue
        questions.setdefault(home[question.id], []).append(question)
    return tuple(
        _summary(case, one.id, one.title, questions[one.id], states)
        for one in case.instrument.questionnaires
        if one.id in questions
    )


def _summary(
    case: Case,
    name: str,
    title: str,
    questions: list[ScoredQuestion],
    states: Mapping[str, State],
) -> QuestionnaireSummary:
    answered = [q.id for q in questions if states[q.id] in (State.ANSWERED, State.DISPUTED)]
    spread = Counter([case.standing[question].level for question in answered])
    zero, one, two, three, four = (spread[level] for level in range(TOP_LEVEL + 1))
    fed = {question.layer for question in questions}
    return QuestionnaireSummary(
        questionnaire=name,
        title=title,
        applicable=len(questions),
        answered=len(answered),
        levels=(zero, one, two, three, four),
        layers=tuple(layer for layer in LAYERS if layer in fed),
    )

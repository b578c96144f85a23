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
    """The state of each question, a disagreement told as `answered` or `dont-know`.

    It counts as an answer only if all its sides are answers. At depth core only core questions are
    looked at.
    """
    core = case.core
    states = {question: one.state for question, one in case.standing.items() if question in core}
    disputed = State.DISPUTED
    for question, state in states.items():
        if state is disputed:
            answered = case.has_answer(question)
            states[question] = State.ANSWERED if answered else State.DONT_KNOW
    return states


def completeness(case: Case) -> Completeness:
    """Counts over the scored questions that apply and are in scope.

    `not-applicable` is not an answer.
    """
    states = _states(case)
    count = Counter(states.values())
    applicable = len(states)
    answered, asserted, standing = State.ANSWERED, Assurance.ASSERTED, case.standing
    supported = [
        question
        for question, state in states.items()
        if state is answered and standing[question].assurance is not asserted
    ]

    def share(part: int) -> float:
        return part / applicable if applicable else 0.0

    return Completeness(
        applicable=applicable,
        answered=count[answered],
        dont_know=count[State.DONT_KNOW],
        declined=count[State.DECLINED],
        unanswered=count[State.UNANSWERED],
        not_applicable=count[State.NOT_APPLICABLE],
        supported=len(supported),
        share=figure(share(count[answered])),
        not_applicable_share=figure(share(count[State.NOT_APPLICABLE])),
        supported_share=figure(share(len(supported))),
        profile_applicable=len(case.profile.chosen),
        profile_answered=sum(marked is not None for marked in case.profile.chosen.values()),
        enough=share(count[answered]) >= case.instrument.method.complete_from,
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
    answered, standing = State.ANSWERED, case.standing
    levels = [standing[q.id].levels[1] for q in questions if states[q.id] is answered]
    zero, one, two, three, four = map(levels.count, range(TOP_LEVEL + 1))
    fed = {question.layer for question in questions}
    return QuestionnaireSummary(
        questionnaire=name,
        title=title,
        applicable=len(questions),
        answered=len(levels),
        levels=(zero, one, two, three, four),
        layers=tuple(layer for layer in LAYERS if layer in fed),
    )

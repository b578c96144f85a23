"""How much of what applies was answered."""

from collections.abc import Sequence

from alignassess.domain.assessment import Completeness, QuestionnaireSummary
from alignassess.domain.case import Case
from alignassess.domain.formula import figure
from alignassess.domain.model import LAYERS, TOP_LEVEL, Assurance
from alignassess.domain.questionnaire import ScoredQuestion
from alignassess.domain.standing import State


def completeness(case: Case) -> Completeness:
    """Counts over the scored questions that apply and are in scope; at depth core the core ones.

    `not-applicable` is not an answer. A disagreement that is not one of answers counts as
    `dont-know`.
    """
    standing, asserted = case.standing, Assurance.ASSERTED
    answered = [standing[question] for question in case.answered if question in case.core]
    count = [standing[q].state for q in case.core if q not in case.answered].count
    applicable = len(case.core)
    supported = [one for one in answered if one.assurance is not asserted]

    def share(part: int) -> float:
        return part / applicable if applicable else 0.0

    return Completeness(
        applicable=applicable,
        answered=len(answered),
        dont_know=count(State.DONT_KNOW) + count(State.DISPUTED),
        declined=count(State.DECLINED),
        unanswered=count(State.UNANSWERED),
        not_applicable=count(State.NOT_APPLICABLE),
        supported=len(supported),
        share=figure(share(len(answered))),
        not_applicable_share=figure(share(count(State.NOT_APPLICABLE))),
        supported_share=figure(share(len(supported))),
        profile_applicable=len(case.profile.chosen),
        profile_answered=sum(marked is not None for marked in case.profile.chosen.values()),
        enough=share(len(answered)) >= case.instrument.method.complete_from,
    )


def questionnaire_summaries(case: Case) -> tuple[QuestionnaireSummary, ...]:
    """One line per questionnaire in scope that has a question which applies."""
    core_of = case.core_of
    return tuple(
        _summary(case, one.id, one.title, core_of[one.id])
        for one in case.instrument.questionnaires
        if one.id in core_of
    )


def _summary(
    case: Case, name: str, title: str, questions: Sequence[ScoredQuestion]
) -> QuestionnaireSummary:
    answered = case.answered
    levels = [answered[q.id] for q in questions if q.id in answered]
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

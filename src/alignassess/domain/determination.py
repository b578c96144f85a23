"""What was found about every question, whether or not it applies.

The register that an auditor reads.
"""

from alignassess.domain.answers import Entry
from alignassess.domain.assessment import Determination
from alignassess.domain.card import QuestionCard
from alignassess.domain.case import Case
from alignassess.domain.facts import agreed
from alignassess.domain.labels import labels
from alignassess.domain.model import Assurance
from alignassess.domain.questionnaire import ProfileQuestion, ScoredQuestion
from alignassess.domain.standing import Standing, State


def determinations(case: Case) -> tuple[Determination, ...]:
    """One per question: of the profile (systems only), then of every questionnaire in scope."""
    instrument, entries = case.instrument, case.sheet.entry
    home, scope, card = instrument.questionnaire_of, case.scope, instrument.card
    found = []
    if not case.is_vendor:
        for question in instrument.profile:
            found.append(_profile(case, question, card[question.id], entries.get(question.id)))
    for practice in instrument.scored:
        name = practice.id
        if home[name] in scope:
            one, entry = case.standing.get(name), entries.get(name)
            found.append(_scored(practice, card[name], one, entry))
    return tuple(found)


def _profile(
    case: Case, question: ProfileQuestion, card: QuestionCard, entry: Entry | None
) -> Determination:
    applies = question.id in case.profile.chosen
    if entry is None:
        return Determination(question=card, applies=applies, state=State.UNANSWERED)
    is_supported = case.supported_facts.get(question.id, False)
    return Determination(
        question=card,
        applies=applies,
        state=State.ANSWERED if agreed(entry) is not None else _given_state(entry),
        answers=entry.answers,
        labels=labels(question, entry),
        assurance=Assurance.DOCUMENTED if is_supported else Assurance.ASSERTED,
        origin=None if entry.origin is None else entry.origin.name,
    )


def _scored(
    question: ScoredQuestion, card: QuestionCard, one: Standing | None, entry: Entry | None
) -> Determination:
    if entry is None:
        return Determination(
            question=card,
            applies=one is not None,
            state=State.UNANSWERED,
            levels=None if one is None else one.levels,
        )
    origin = None if entry.origin is None else entry.origin.name
    if one is None:
        return Determination(
            question=card,
            applies=False,
            state=_given_state(entry),
            answers=entry.answers,
            labels=labels(question, entry),
            origin=origin,
        )
    return Determination(
        question=card,
        applies=True,
        state=one.state,
        answers=entry.answers,
        labels=one.labels,
        levels=one.levels,
        assurance=one.assurance,
        held=one.held,
        origin=origin,
    )


def _given_state(entry: Entry) -> State:
    """The state of an entry that is kept and not scored."""
    if len(entry.answers) > 1:
        return State.DISPUTED
    return State(entry.answers[0].kind) if entry.answers[0].kind != "chosen" else State.ANSWERED

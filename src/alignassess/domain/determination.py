"""What was found about every question, whether or not it applies.

The register that an auditor reads.
"""

from collections.abc import Mapping
from types import MappingProxyType

from alignassess.domain.answers import Entry, differ
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
        return Determination(card, applies, State.UNANSWERED)
    state = _ANSWERED if agreed(entry) is not None else _given_state(entry)
    words, levels, held, origin = labels(question, entry), None, None, _origin(entry)
    is_supported = case.supported_facts.get(question.id, False)
    assurance = _DOCUMENTED if is_supported else _ASSERTED
    return Determination(
        card, applies, state, entry.answers, words, levels, assurance, held, origin
    )


def _scored(
    question: ScoredQuestion, card: QuestionCard, one: Standing | None, entry: Entry | None
) -> Determination:
    if entry is None:
        applies, unknown = one is not None, None if one is None else one.levels
        return Determination(card, applies, State.UNANSWERED, levels=unknown)
    answers, origin = entry.answers, _origin(entry)
    if one is None:
        state, words = _given_state(entry), labels(question, entry)
        return Determination(card, False, state, answers, words, origin=origin)
    state, levels, _, assurance, words, held = one
    return Determination(card, True, state, answers, words, levels, assurance, held, origin)


_ANSWERED = State.ANSWERED
_ASSERTED, _DOCUMENTED = Assurance.ASSERTED, Assurance.DOCUMENTED


def _origin(entry: Entry) -> str | None:
    return None if entry.origin is None else entry.origin.name


def _given_state(entry: Entry) -> State:
    """The state of an entry that is kept and not scored."""
    return _STATES[entry.answers[0].kind] if not differ(entry.answers) else State.DISPUTED


_STATES: Mapping[str, State] = MappingProxyType(
    {
        "chosen": State.ANSWERED,
        "dont-know": State.DONT_KNOW,
        "declined": State.DECLINED,
        "not-applicable": State.NOT_APPLICABLE,
    }
)
"""The kind of an answer to the state of its question."""

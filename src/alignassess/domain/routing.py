"""Which questions a system or a vendor is asked."""

from alignassess.domain.answers import Sheet
from alignassess.domain.depth import Depth, asked_at
from alignassess.domain.facts import Profile, profile_of
from alignassess.domain.instrument import Instrument
from alignassess.domain.questionnaire import Question, ScoredQuestion
from alignassess.domain.subject import Vendor

VENDOR_QUESTIONNAIRE = "vendor-selection"
"""The only questionnaire that a vendor sheet is scored over (`docs/method.md`, "Vendor sheets")."""


def applicable(instrument: Instrument, sheet: Sheet) -> tuple[Question, ...]:
    """The questions that a sheet's subject is asked, in order of asking.

    All but the certainly not applying; at depth core those of the short path.
    """
    if isinstance(sheet.subject, Vendor):
        found: tuple[Question, ...] = vendor_questions(instrument)
    else:
        profile = profile_of(instrument, sheet)
        asked = tuple(q for q in instrument.profile if q.id in profile.chosen)
        found = asked + applicable_scored(instrument, profile)
    if sheet.depth is Depth.FULL:
        return found
    home = {one.id: one for one in instrument.questionnaires}
    return tuple(
        q for q in found if asked_at(q, home[instrument.questionnaire_of[q.id]], sheet.depth)
    )


def vendor_questions(instrument: Instrument) -> tuple[ScoredQuestion, ...]:
    """The scored questions that a vendor sheet is counted over, at any depth."""
    return tuple(
        q for q in instrument.scored if instrument.questionnaire_of[q.id] == VENDOR_QUESTIONNAIRE
    )


def applicable_scored(instrument: Instrument, profile: Profile) -> tuple[ScoredQuestion, ...]:
    """The scored questions that apply under the profile, in order of asking."""
    facts = profile.facts(instrument)
    idle: set[str] = set()
    for condition, questions in instrument.asked_when:
        if condition.holds(facts) is False:
            idle |= questions
    return tuple([question for question in instrument.scored if question.id not in idle])

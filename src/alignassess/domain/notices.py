"""Sentences that a reader of the result must not miss, and that change no figure."""

from collections.abc import Sequence

from alignassess.domain.assessment import RuleInForce
from alignassess.domain.case import Case
from alignassess.domain.standing import State


def notices(case: Case, rules: Sequence[RuleInForce]) -> tuple[str, ...]:
    """Answers kept and not scored, disagreements, inheritance, and the notices of rules."""
    return (
        *_not_scored(case),
        *_disputes(case),
        *(
            f"{question}: the own answer replaces the one inherited from {origin}"
            for question, origin in case.sheet.overridden
        ),
        *(f"{question}: {one.held}" for question, one in case.standing.items() if one.held),
        *(f"{rule.rule}: {rule.text}" for rule in rules if "notice" in rule.effects),
    )


def _not_scored(case: Case) -> list[str]:
    if case.is_vendor:
        return []
    home, scope = case.instrument.questionnaire_of, {*case.scope, *case.profile_questionnaires}
    scored, asked = case.standing, case.profile.chosen
    idle = sorted(
        {
            entry.question
            for entry in case.sheet.entries
            if entry.question not in scored
            and entry.question not in asked
            and entry.origin is None
            and home[entry.question] in scope
        }
    )
    if not idle:
        return []
    return [f"{', '.join(idle)}: answered, and does not apply to this system; kept, not scored"]


def _disputes(case: Case) -> list[str]:
    disputed = State.DISPUTED
    scored = [q for q, one in case.standing.items() if one.state is disputed]
    facts = [
        question
        for question, marked in case.profile.chosen.items()
        if marked is None and (entry := case.sheet.entry.get(question)) and len(entry.answers) > 1
    ]
    return [
        *(f"{question}: answers disagree; the lower one counts" for question in scored),
        *(f"{question}: answers disagree; the fact counts as unknown" for question in facts),
    ]

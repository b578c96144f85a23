"""Sentences that a reader of the result must not miss, and that change no figure."""

from collections.abc import Sequence

from alignassess.domain.assessment import RuleInForce
from alignassess.domain.case import Case
from alignassess.domain.standing import State


def notices(
    case: Case, rules: Sequence[RuleInForce], checks: Sequence[str] = ()
) -> tuple[str, ...]:
    """Answers kept and not scored, disagreements, inheritance, the notices of rules, and checks.

    `checks` are the sentences of `cross_checks`.
    """
    return (
        *_not_scored(case),
        *_disputes(case),
        *(
            f"{question}: the own answer replaces the one inherited from {origin}"
            for question, origin in case.sheet.overridden
        ),
        *(f"{question}: {one.held}" for question, one in case.standing.items() if one.held),
        *(f"{rule.rule}: {rule.text}" for rule in rules if "notice" in rule.effects),
        *checks,
    )


def _not_scored(case: Case) -> list[str]:
    own = {entry.question for entry in case.sheet.entries if entry.origin is None}
    counting = case.standing.keys() | (own if case.is_vendor else case.profile.chosen.keys())
    home, scope = case.instrument.questionnaire_of, {*case.scope, *case.profile_questionnaires}
    idle = sorted(question for question in own - counting if home[question] in scope)
    if not idle:
        return []
    return [f"{', '.join(idle)}: answered, and does not apply to this system; kept, not scored"]


def _disputes(case: Case) -> list[str]:
    scored = [q for q, one in case.standing.items() if one.state is State.DISPUTED]
    facts = [
        question
        for question, marked in case.profile.chosen.items()
        if marked is None and (entry := case.sheet.entry.get(question)) and len(entry.answers) > 1
    ]
    return [
        *(f"{question}: answers disagree; the lower one counts" for question in scored),
        *(f"{question}: answers disagree; the fact counts as unknown" for question in facts),
    ]

"""Sentences that a reader of the result must not miss, and that change no figure."""

from collections.abc import Iterator, Sequence

from alignassess.domain.answers import differ
from alignassess.domain.assessment import RuleInForce
from alignassess.domain.case import Case
from alignassess.domain.model import CATEGORIES, Assurance
from alignassess.domain.standing import State

_BELOW_TESTED = (Assurance.ASSERTED, Assurance.DOCUMENTED)

MOST_OPEN = 0.2
"""The share of a questionnaire from which a word is due about what is open in it
(`docs/method.md`, "What no single rule states")."""

_OPEN = (
    (
        "are not known or were declined; what is done there is largely not assessed",
        (State.DONT_KNOW, State.DECLINED),
    ),
    ("are claimed not to apply; the reasons are worth a second look", (State.NOT_APPLICABLE,)),
)


def notices(
    case: Case, rules: Sequence[RuleInForce], checks: Sequence[str] = ()
) -> tuple[str, ...]:
    """What own files change, answers not scored, disagreements, inheritance, rules and checks.

    `checks` are the sentences of `cross_checks`.
    """
    return (
        *case.sheet.carried,
        *_own(case),
        *_not_scored(case),
        *_disputes(case),
        *_coverage(case),
        *(
            f"{question}: the own answer replaces the one inherited from {origin}"
            for question, origin in case.sheet.overridden
        ),
        *(f"{question}: {one.held}" for question, one in case.standing.items() if one.held),
        *_results(case),
        *(f"{rule.rule}: {rule.text}" for rule in rules if "notice" in rule.effects),
        *checks,
    )


def _own(case: Case) -> list[str]:
    """What own files change in the questions that are scored here."""
    return [
        f"{one.about}: {one.sentence}"
        for one in case.instrument.own
        if one.about in case.standing or one.about in case.scope
    ]


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


def _results(case: Case) -> list[str]:
    """Result files that do not count as tests, and answers that a result speaks against."""
    contradictions = case.support.contradictions
    told = {one.evidence for found in contradictions.values() for one in found}
    return [
        *(
            f"{question}: {one.evidence} speaks against the answer: {one.found}"
            for question, found in contradictions.items()
            for one in found
        ),
        *(
            f"{name}: counts as {one.assurance}: {one.reason}"
            for name, one in case.support.earned.items()
            if name in case.support.runs and name not in told
            if one.assurance in _BELOW_TESTED and one.reason
        ),
        *_held_to_a_document(case),
    ]


def _held_to_a_document(case: Case) -> Iterator[str]:
    """Answers that a result file lifts in some categories only."""
    documented = case.instrument.method.ceilings.documented
    for question, limits in case.support.limits.items():
        one = case.standing.get(question)
        if one is not None and one.levels[2] > documented:
            measured = [c for c, most in zip(CATEGORIES, limits, strict=True) if most == 1]
            yield (
                f"{question}: tested for {', '.join(measured)}; elsewhere its evidence counts "
                f"as a document, at level {documented} in evidenced"
            )


def _coverage(case: Case) -> list[str]:
    """Questionnaires of which much was answered by saying that there is no answer (I-22)."""
    found, core_of = [], case.core_of
    for one in case.instrument.questionnaires:
        states = [case.standing[q.id].state for q in core_of.get(one.id, ())]
        for words, kinds in _OPEN:
            number = sum(map(states.count, kinds))
            if number > MOST_OPEN * len(states):
                found.append(f"{one.title}: {number} of {len(states)} questions {words}")
    return found


def _disputes(case: Case) -> list[str]:
    disputed = State.DISPUTED
    scored = [q for q, one in case.standing.items() if one.state is disputed]
    facts = [
        question
        for question, marked in case.profile.chosen.items()
        if marked is None and (entry := case.sheet.entry.get(question)) and differ(entry.answers)
    ]
    return [
        *(f"{question}: answers disagree; the lower one counts" for question in scored),
        *(f"{question}: answers disagree; the fact counts as unknown" for question in facts),
    ]

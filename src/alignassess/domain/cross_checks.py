"""Answers that sit oddly beside each other: please look again. Never an accusation, no figure."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from alignassess.domain.assessment import Cluster
from alignassess.domain.case import Case
from alignassess.domain.catalog import Check, Notice
from alignassess.domain.facts import ReadFacts
from alignassess.domain.model import SOUND_LEVEL, Assurance
from alignassess.domain.rare_events import TESTS, NotExcluded

LOOK_AGAIN = "please look again"

FEWEST = 3
"""Answers that a questionnaire has before their uniformity is worth a word."""


class Seen:
    """One sheet, as a cross-check sees it."""

    def __init__(
        self, case: Case, clusters: Sequence[Cluster], rare_events: NotExcluded | None
    ) -> None:
        """`clusters` are those of the result, `rare_events` its figures."""
        self.case = case
        self.clusters = clusters
        self.rare_events = rare_events
        self.level = case.answered
        self.facts = ReadFacts(
            case.profile.chosen, case.profile.exposure, self.level, case.instrument.role
        )


def cross_checks(
    case: Case, clusters: Sequence[Cluster] = (), rare_events: NotExcluded | None = None
) -> tuple[str, ...]:
    """One sentence per notice that speaks, in the order of the catalog."""
    seen = Seen(case, clusters, rare_events)
    return tuple(
        f"{rule.id}: {said}"
        for rule, notice in case.instrument.rulebook.cross_checks
        for said in _said(notice, rule.text, seen)
    )


def _said(notice: Notice, text: str, seen: Seen) -> Iterator[str]:
    if notice.when is not None and notice.when.holds(seen.facts) is not True:
        return
    if notice.check is None:
        yield f"{LOOK_AGAIN}: {text}"
    else:
        yield from _CHECKS[notice.check](notice, text, seen)


def _uniform_answers(notice: Notice, text: str, seen: Seen) -> Iterator[str]:
    """A questionnaire with nothing but good answers, none of them supported."""
    home, standing, asserted = (
        seen.case.instrument.questionnaire_of,
        seen.case.standing,
        Assurance.ASSERTED,
    )
    uniform: dict[str, list[bool]] = {}
    for question, level in seen.level.items():
        is_bare = level >= SOUND_LEVEL and standing[question].assurance is asserted
        uniform.setdefault(home[question], []).append(is_bare)
    for questionnaire in seen.case.instrument.questionnaires:
        of_it = uniform.get(questionnaire.id, ())
        if len(of_it) >= FEWEST and all(of_it):
            yield f"{LOOK_AGAIN}: {questionnaire.title}: {text}"


def _no_result_file(notice: Notice, text: str, seen: Seen) -> Iterator[str]:
    """A good answer about a measurement, with no file of results beside it."""
    entries, evidence = seen.case.sheet.entry, seen.case.sheet.evidence_entry
    bare = [
        question
        for question in notice.questions
        if seen.level.get(question, 0) >= SOUND_LEVEL
        and not any(
            name in evidence and evidence[name].file is not None
            for answer in entries[question].answers
            for name in answer.evidence
        )
    ]
    if bare:
        yield f"{LOOK_AGAIN}: {', '.join(bare)}: {text}"


def _shared_cause(notice: Notice, text: str, seen: Seen) -> Iterator[str]:
    titles = seen.case.instrument.category
    together = [one for one in seen.clusters if set(one.categories) <= set(notice.categories)]
    for cluster in together:
        yield f"{', '.join(titles[one].title.lower() for one in cluster.categories)}: {text}"


def _rare_events(notice: Notice, text: str, seen: Seen) -> Iterator[str]:
    """The figure where the sheet has one; else that it is missing, where that costs something."""
    if seen.rare_events is not None:
        yield seen.rare_events.sentence
    elif seen.level.get(TESTS, 0) >= SOUND_LEVEL and not seen.case.is_vendor:
        yield (
            f"{TESTS} gives no trials and failures, so it is not known how many events a month "
            "the tests leave unexcluded; it counts as level 2."
        )


_CHECKS: Mapping[Check, Callable[[Notice, str, Seen], Iterator[str]]] = {
    "uniform-answers": _uniform_answers,
    "no-result-file": _no_result_file,
    "shared-cause": _shared_cause,
    "rare-events": _rare_events,
}

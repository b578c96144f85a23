"""Which questions a sitting is about: all that apply, or a part of them."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from alignassess.domain.answers import Sheet, differ
from alignassess.domain.assessment import Assessment
from alignassess.domain.instrument import Instrument
from alignassess.domain.questionnaire import Question
from alignassess.domain.routing import applicable
from alignassess.domain.sections import sections
from alignassess.errors import Problem, UsageError


class Only(StrEnum):
    """What a sitting is narrowed to."""

    UNANSWERED = "unanswered"
    """Questions that the sheet says nothing about."""
    GAPS = "gaps"
    """Answers below level 3, nonresponses, and what is unanswered."""
    STALE = "stale"
    """Answers whose evidence no longer counts as what it claims."""
    DISAGREEMENTS = "disagreements"
    """Questions with answers that differ."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is left out of a sitting, and what is put although it has an answer."""

    left_out: frozenset[str] = frozenset()
    """Ids of questions that are not asked, even if they apply."""
    again: frozenset[str] = frozenset()
    """Ids of questions that are put once in this sitting although they have an answer."""

    def without(self, questions: Collection[str]) -> "Scope":
        """The scope with more questions left out."""
        return Scope(self.left_out | frozenset(questions), self.again)


ALL = Scope()
"""All that applies."""


def where(instrument: Instrument, wanted: Callable[[Question], bool]) -> Scope:
    """The scope of the questions that are wanted; whatever comes to apply later is judged alike."""
    return Scope(
        frozenset(name for name, question in instrument.question.items() if not wanted(question))
    )


def narrowed(
    scope: Scope, only: Only, *, instrument: Instrument, sheet: Sheet, assessment: Assessment
) -> Scope:
    """The scope narrowed to some of the questions that apply now.

    What only comes to apply through an answer of the sitting itself stays in, since somebody has
    to be asked.
    """
    chosen = _chosen(only, sheet, assessment)
    now = {question.id for question in applicable(instrument, sheet)}
    if only in (Only.UNANSWERED, Only.GAPS):
        chosen |= now - set(sheet.entry)
    put = chosen & now - scope.left_out
    return Scope(scope.left_out | (now - put), frozenset(put & set(sheet.entry)))


def _chosen(only: Only, sheet: Sheet, assessment: Assessment) -> set[str]:
    match only:
        case Only.UNANSWERED:
            return set()
        case Only.DISAGREEMENTS:
            return {name for name, entry in sheet.entry.items() if differ(entry.answers)}
        case Only.STALE:
            return stale(assessment)
        case Only.GAPS:
            unsure = {
                name
                for name, entry in sheet.entry.items()
                if any(answer.kind in ("dont-know", "declined") for answer in entry.answers)
            }
            return {finding.question.id for finding in assessment.findings} | unsure


def stale(assessment: Assessment) -> set[str]:
    """The questions that name evidence which earns less than it claims, such as by its age."""
    return {
        question
        for record in assessment.evidence
        if record.reason is not None
        for question in record.supports
    }


def core(instrument: Instrument) -> Scope:
    """The scope of the short path; raises UsageError when the instrument has none."""
    if not any(question.core for question in instrument.question.values()):
        raise UsageError(
            Problem("these questionnaires mark no question as core", remedy="use --depth full")
        )
    return where(instrument, lambda question: question.core)


def in_sections(instrument: Instrument, names: Collection[str]) -> Scope:
    """The scope of some sections, each named by its id, or as QUESTIONNAIRE/ID where two share it.

    Raises UsageError for a section that does not exist.
    """
    wanted = set().union(*(_questions_in(instrument, name) for name in names))
    return where(instrument, lambda question: question.id in wanted)


def section_names(instrument: Instrument) -> tuple[str, ...]:
    """How each section can be named: by its id, or as QUESTIONNAIRE/ID where two share it."""
    pairs = [
        (one.id, found.section.id) for one in instrument.questionnaires for found in sections(one)
    ]
    shared = Counter(section for _, section in pairs)
    return tuple(
        section if shared[section] == 1 else f"{questionnaire}/{section}"
        for questionnaire, section in pairs
    )


def _questions_in(instrument: Instrument, name: str) -> set[str]:
    known = {
        f"{questionnaire.id}/{one.section.id}": {question.id for question in one.questions}
        for questionnaire in instrument.questionnaires
        for one in sections(questionnaire)
    }
    found = [path for path in known if name in (path, path.partition("/")[2])]
    if len(found) == 1:
        return known[found[0]]
    if found:
        raise UsageError(
            Problem(f"several sections are called {name}", remedy=f"name one: {', '.join(found)}")
        )
    near = get_close_matches(name, [path.partition("/")[2] for path in known], n=3, cutoff=0.4)
    raise UsageError(
        Problem(
            f"there is no section {name}",
            remedy=f"choose one such as {', '.join(near or list(known)[:3])}",
        )
    )

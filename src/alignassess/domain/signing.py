"""What keeps a person from signing a statement: independence, evidence, separation of parts.

Rules of the field: whoever answered does not review, whoever advised does not assess, and an
independent statement rests on evidence that the assessor obtained (`docs/reports.md`).
"""

from collections.abc import Iterator
from typing import NamedTuple

from alignassess.domain.assessment import (
    Assessment,
    Determination,
    EvidenceRecord,
    SystemAssessment,
)
from alignassess.domain.engagement import INDEPENDENT, Assessor, Conclusion, Engagement
from alignassess.domain.evidence_record import RunState, Verdict
from alignassess.domain.model import ASSURANCES, Assurance
from alignassess.domain.naming import spelling
from alignassess.domain.subject import ModelReference

_TESTED = ASSURANCES.index(Assurance.TESTED)


_TYPES = "see docs/reports.md, Assurance types"
_NOT_INDEPENDENT = f"{_TYPES}; self-assessment needs none of this"
_OTHERS = "name somebody else; types 1 and 2 may state responsibilities.limits_of_separation"
_DRAFT = "add it, or write status: draft"


class Unsigned(NamedTuple):
    """Why a statement cannot be made."""

    message: str
    at: tuple[int | str, ...]
    """Where in the engagement file; the nearest part where it has no such line."""
    remedy: str


def refusals(engagement: Engagement, assessment: Assessment) -> tuple[Unsigned, ...]:
    """Why the statement cannot be made; empty when it can."""
    found = [*_separation(engagement, assessment), *_final(engagement)]
    statement = engagement.statement
    if statement.except_for and statement.conclusion is not Conclusion.QUALIFIED:
        message = "only a qualified conclusion has exceptions"
        found.append(Unsigned(message, ("statement", "except_for"), _TYPES))
    if statement.conclusion is Conclusion.QUALIFIED and not statement.except_for:
        message = "a qualified conclusion names the questions that it excepts"
        found.append(Unsigned(message, ("statement", "conclusion"), "add except_for"))
    if engagement.statement.type in INDEPENDENT:
        found += _independent(engagement, assessment)
    return tuple(found)


def in_statement(engagement: Engagement, assessment: Assessment) -> tuple[Determination, ...]:
    """The questions that the statement is about: the named, else all scored ones that apply."""
    named = engagement.statement.questions
    return tuple(
        one
        for one in assessment.determinations
        if (one.question.id in named if named else one.applies and one.levels is not None)
    )


def lacking(engagement: Engagement, assessment: Assessment) -> tuple[str, ...]:
    """Questions of the statement without `tested` evidence that the assessor obtained.

    A question that a qualified conclusion excepts is not among them, nor is any under a disclaimer,
    which gives no conclusion.
    """
    assessor = engagement.assessor
    if assessor is None or engagement.statement.conclusion is Conclusion.DISCLAIMER:
        return ()
    records = {one.entry.id: one for one in assessment.evidence}
    excepted = engagement.statement.except_for
    return tuple(
        one.question.id
        for one in in_statement(engagement, assessment)
        if one.question.id not in excepted and not _is_backed(one, records, assessment, assessor)
    )


def _is_backed(
    one: Determination,
    records: dict[str, EvidenceRecord],
    assessment: Assessment,
    assessor: Assessor,
) -> bool:
    named = {name for answer in one.answers for name in answer.evidence}
    return ASSURANCES.index(one.assurance) >= _TESTED and any(
        _obtained_by(records[name], assessment, assessor) and _tests(records[name], one.question.id)
        for name in named
        if name in records
    )


def _tests(record: EvidenceRecord, question: str) -> bool:
    """Whether an entry is a test; a result file is one where a figure within its limit fits."""
    if ASSURANCES.index(record.earned) < _TESTED:
        return False
    return not record.runs or any(
        figure.verdict is Verdict.MET and question in (*figure.questions, *figure.pairs)
        for run in record.runs
        if run.state is RunState.COUNTS
        for figure in run.figures
    )


def _obtained_by(record: EvidenceRecord, assessment: Assessment, assessor: Assessor) -> bool:
    """Whether the sheet says that the assessor, or the assessor's organisation, obtained it."""
    by = record.entry.by
    person = next((one for one in assessment.respondents if one.key == by), None)
    names = (by,) if person is None else (person.name, person.organisation)
    own = {spelling(one) for one in (assessor.name, assessor.organisation) if one}
    return any(spelling(one) in own for one in names if one)


def _independent(engagement: Engagement, assessment: Assessment) -> Iterator[Unsigned]:
    for message, at in _dependence(engagement, assessment):
        yield Unsigned(message, at, _NOT_INDEPENDENT)


def _dependence(
    engagement: Engagement, assessment: Assessment
) -> Iterator[tuple[str, tuple[str, ...]]]:
    kind, assessor = engagement.statement.type.value, engagement.assessor
    if assessor is None:
        yield f"{kind} needs a named assessor", ("statement", "type")
        return
    if assessor.organisation is None:
        yield f"{kind} needs the assessor's organisation", ("assessor",)
    elif spelling(assessor.organisation) in _parties(assessment):
        message = f"{assessor.organisation} is operator or vendor, and so not independent"
        yield message, ("assessor", "organisation")
    if assessor.relationship is None:
        message = f"{kind} needs the assessor's relationship to operator and vendor (relationship)"
        yield message, ("assessor",)
    if assessor.independence is None:
        yield f"{kind} needs the assessor's declaration (independence)", ("assessor",)
    if spelling(assessor.name) in _respondents(assessment):
        message = f"{assessor.name} answered questions, and so cannot assess the answers"
        yield message, ("assessor", "name")
    statement = in_statement(engagement, assessment)
    if not statement:
        yield "the statement is about no question", ("statement",)
    advised = [one.question.id for one in statement if one.question.id in assessor.advised_on]
    if advised:
        message = f"the assessor advised on {', '.join(advised)}, which the statement is about"
        yield message, ("assessor", "advised_on")
    without = lacking(engagement, assessment)
    if without:
        more = f" and {len(without) - 8} more" if len(without) > 8 else ""
        message = (
            f"{kind} needs tested or better evidence that the assessor obtained; "
            f"there is none for {', '.join(without[:8])}{more}"
        )
        yield message, ("statement", "questions")


def _separation(engagement: Engagement, assessment: Assessment) -> Iterator[Unsigned]:
    """Whoever answered does not review, unless the limits of separation are stated."""
    independent = engagement.statement.type in INDEPENDENT
    if engagement.responsibilities.limits_of_separation and not independent:
        return
    people = _respondents(assessment)
    for part in ("reviewed", "approved"):
        signed = getattr(engagement.sign_off, part)
        if signed is not None and spelling(signed.name) in people:
            message = f"{signed.name} answered questions, and so cannot sign under {part}"
            yield Unsigned(message, ("sign_off", part), _OTHERS)
    for index, marked in enumerate(engagement.determinations):
        if marked.reviewed_by is not None and spelling(marked.reviewed_by) in people:
            by = f"{marked.reviewed_by} answered questions, and so cannot review"
            yield Unsigned(f"{marked.question}: {by}", ("determinations", index), _OTHERS)


def _final(engagement: Engagement) -> Iterator[Unsigned]:
    """A final report is dated and approved."""
    if engagement.report.status != "final":
        return
    if engagement.report.issued is None:
        message = "a final report has a date of issue (report.issued)"
        yield Unsigned(message, ("report", "status"), _DRAFT)
    for part in ("prepared", "reviewed", "approved"):
        signed = getattr(engagement.sign_off, part)
        if signed is None or signed.date is None:
            message = f"a final report is signed with a date (sign_off.{part})"
            yield Unsigned(message, ("sign_off", part), _DRAFT)


def _respondents(assessment: Assessment) -> frozenset[str]:
    return frozenset(spelling(one.name) for one in assessment.respondents if one.name)


def _parties(assessment: Assessment) -> frozenset[str]:
    """Operator, vendors and respondents' organisations, by the names that the sheet gives them."""
    names: list[str | None] = [assessment.subject.name]
    if isinstance(assessment, SystemAssessment):
        names.append(assessment.subject.operator)
    at: ModelReference | None = assessment.subject.model
    while at is not None:
        names.append(at.provider)
        at = at.base
    names += [one.organisation for one in assessment.respondents]
    return frozenset(spelling(one) for one in names if one)

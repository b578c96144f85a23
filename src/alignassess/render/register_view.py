"""The registers of a report: what was found about every question, and every piece of evidence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from alignassess.domain.answers import Answer
from alignassess.domain.assessment import Assessment, Determination, EvidenceRecord
from alignassess.domain.card import QuestionCard
from alignassess.domain.evidence import FileState
from alignassess.domain.instrument import Instrument
from alignassess.domain.standing import State
from alignassess.domain.subject import Respondent
from alignassess.render.condition_words import in_words
from alignassess.render.obtainable_view import best_obtainable
from alignassess.render.result_view import ResultView, result_views
from alignassess.render.wording import STATE_WORDS

FILE_WORDS: Mapping[FileState, str] = {
    FileState.MATCHES: "present, digest matches the sheet",
    FileState.PRESENT: "present, the sheet gives no digest",
    FileState.EMPTY: "present, with nothing in it",
    FileState.MISSING: "not found",
}


@dataclass(frozen=True, slots=True)
class GivenView:
    """One answer as a person gave it."""

    label: str
    by: str
    on: str
    note: str
    evidence: str
    place: str


@dataclass(frozen=True, slots=True)
class DeterminationView:
    """What was found about one question."""

    question: QuestionCard
    state: State
    state_words: str
    asked: bool
    why_not: str
    """Why it was not asked; empty where it was."""
    given: tuple[GivenView, ...]
    levels: tuple[int, int, int] | None
    assurance: str
    held: str
    origin: str
    obtainable: str
    """The best level to be had where the model comes from, and why no more; empty without a bound.
    """
    remark: str
    """Why it was not asked, held back, or where it was inherited from; all that holds."""


@dataclass(frozen=True, slots=True)
class RegisterSection:
    """The questions of one questionnaire."""

    title: str
    rows: tuple[DeterminationView, ...]


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One piece of evidence."""

    id: str
    title: str
    kept: str
    """Its file, or where it is kept."""
    found: str
    obtained: str
    by: str
    about: str
    digest: str
    claimed: str
    earned: str
    reason: str
    supports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Registers:
    """All registers of one assessment."""

    sections: tuple[RegisterSection, ...]
    unknown: tuple[DeterminationView, ...]
    """Asked, with no answer that is known: the nonresponses that somebody gave."""
    unanswered: tuple[DeterminationView, ...]
    disputed: tuple[DeterminationView, ...]
    not_applicable: tuple[DeterminationView, ...]
    inherited: tuple[DeterminationView, ...]
    not_asked: tuple[DeterminationView, ...]
    outside: tuple[tuple[str, tuple[str, ...]], ...]
    """Questionnaires out of scope, with their questions."""
    evidence: tuple[EvidenceView, ...]
    results: tuple[ResultView, ...]
    """The runs in result files among the evidence."""
    notes: Mapping[str, tuple[str, ...]]
    """Question to what people wrote beside their answers."""


def registers(assessment: Assessment, instrument: Instrument) -> Registers:
    """The registers of one assessment."""
    people = {one.key: _person(one) for one in assessment.respondents}
    bounds = {
        question: f"level {level} at best from this source: {reason}"
        for question, (level, reason) in best_obtainable(assessment, instrument).items()
    }
    rows = tuple(_row(one, instrument, people, bounds) for one in assessment.determinations)
    asked = [one for one in rows if one.asked]
    return Registers(
        sections=_sections(rows, instrument),
        unknown=_in_state(asked, State.DONT_KNOW, State.DECLINED),
        unanswered=_in_state(asked, State.UNANSWERED),
        disputed=_in_state(asked, State.DISPUTED),
        not_applicable=_in_state(asked, State.NOT_APPLICABLE),
        inherited=tuple(one for one in rows if one.origin),
        not_asked=tuple(one for one in rows if not one.asked),
        outside=_outside(assessment, instrument),
        evidence=tuple(_evidence(one, people) for one in assessment.evidence),
        results=result_views(assessment.evidence),
        notes={
            row.question.id: tuple(given.note for given in row.given if given.note) for row in rows
        },
    )


def _in_state(rows: Iterable[DeterminationView], *states: State) -> tuple[DeterminationView, ...]:
    return tuple(one for one in rows if one.state in states)


def _row(
    one: Determination,
    instrument: Instrument,
    people: Mapping[str, str],
    bounds: Mapping[str, str],
) -> DeterminationView:
    why_not = "" if one.applies else _why_not(one.question.id, instrument)
    origin = f"inherited from {one.origin}" if one.origin and not one.held else ""
    unscored = "kept, not scored" if one.answers and not one.applies else ""
    disputed = STATE_WORDS[one.state] if one.state is State.DISPUTED else ""
    remarks = (why_not, unscored, disputed, origin, one.held)
    return DeterminationView(
        question=one.question,
        state=one.state,
        state_words=STATE_WORDS[one.state],
        asked=one.applies,
        why_not=why_not,
        given=tuple(
            _given(answer, label, people)
            for answer, label in zip(one.answers, one.labels, strict=True)
        ),
        levels=one.levels,
        assurance=one.assurance.value,
        held=one.held or "",
        origin=one.origin or "",
        obtainable=bounds.get(one.question.id, ""),
        remark="; ".join(one for one in remarks if one),
    )


def _why_not(question: str, instrument: Instrument) -> str:
    known = instrument.question.get(question)
    if known is None or known.ask_when is None:
        return "not asked"
    return f"asked only when {in_words(known.ask_when, instrument)}"


def _given(answer: Answer, label: str, people: Mapping[str, str]) -> GivenView:
    return GivenView(
        label=label,
        by="" if answer.by is None else people.get(answer.by, answer.by),
        on="" if answer.on is None else answer.on.isoformat(),
        note=answer.note or "",
        evidence=", ".join(answer.evidence),
        place="" if answer.place is None else str(answer.place),
    )


def _person(person: Respondent) -> str:
    return person.name or person.key


def _sections(
    rows: Sequence[DeterminationView], instrument: Instrument
) -> tuple[RegisterSection, ...]:
    titles = {one.id: one.title for one in instrument.questionnaires}
    homes = dict.fromkeys(row.question.questionnaire for row in rows)
    return tuple(
        RegisterSection(
            titles.get(home, home),
            tuple(row for row in rows if row.question.questionnaire == home),
        )
        for home in homes
    )


def _outside(
    assessment: Assessment, instrument: Instrument
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    seen = {one.question.id for one in assessment.determinations}
    return tuple(
        (questionnaire.title, left)
        for questionnaire in instrument.questionnaires
        if (left := tuple(q.id for q in questionnaire.questions if q.id not in seen))
    )


def _evidence(record: EvidenceRecord, people: Mapping[str, str]) -> EvidenceView:
    entry, seen = record.entry, record.observation
    digest = entry.sha256 if seen is None or seen.sha256 is None else seen.sha256
    return EvidenceView(
        id=entry.id,
        title=entry.title,
        kept=entry.file or entry.location or "",
        found=_found(record),
        obtained="" if entry.obtained is None else entry.obtained.isoformat(),
        by="" if entry.by is None else people.get(entry.by, entry.by),
        about=entry.about or "",
        digest=digest or "",
        claimed=entry.assurance.value,
        earned=record.earned.value,
        reason=record.reason or "",
        supports=record.supports,
    )


def _found(record: EvidenceRecord) -> str:
    if record.entry.file is None:
        return "kept elsewhere" if record.entry.location else "no file and no location"
    if record.observation is None:
        return FILE_WORDS[FileState.MISSING]
    return FILE_WORDS[record.observation.state]

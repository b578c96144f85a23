"""Inheriting answers: a vendor is assessed once and reused by every system that runs on it."""

from collections.abc import Sequence

from alignassess.domain.answers import Answer, Chosen, Entry, Origin, Sheet
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.subject import Respondent
from alignassess.errors import InputError, Problem


def carried(sheet: Sheet, name: str) -> str:
    """The name under which a person or an evidence entry of an inherited sheet goes on."""
    return f"{sheet.subject.id}/{name}"


def inherit(own: Sheet, inherited: Sequence[Sheet]) -> Sheet:
    """One sheet from an own one and those it inherits.

    Own answers win and are listed as replacing; two inherited sheets that disagree on a question
    that the own sheet does not answer are an error that names both.
    """
    entries: dict[str, Entry] = {}
    givers: dict[str, Sheet] = {}
    overridden: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for sheet in inherited:
        for entry in sheet.entries:
            if entry.question in own.entry:
                overridden.append((entry.question, sheet.subject.id))
            elif entry.question not in entries:
                entries[entry.question] = _carried_entry(sheet, entry)
                givers[entry.question] = sheet
            elif _said(entries[entry.question]) != _said(entry):
                problems.append(_disagreement(givers[entry.question], sheet, entry.question))
    if problems:
        raise InputError(*problems)
    return own.model_copy(
        update={
            "entries": own.entries + tuple(entries.values()),
            "respondents": own.respondents
            + tuple(
                _carried_person(sheet, one) for sheet in inherited for one in sheet.respondents
            ),
            "evidence": own.evidence
            + tuple(_carried_evidence(sheet, one) for sheet in inherited for one in sheet.evidence),
            "overridden": own.overridden + tuple(overridden),
            "sources": own.sources
            + tuple(
                dict.fromkeys(
                    source
                    for sheet in inherited
                    for source in sheet.sources
                    if source not in own.sources
                )
            ),
        }
    )


def _said(entry: Entry) -> list[tuple[str, tuple[str, ...]]]:
    """What an entry says, whoever said it and however it is supported."""
    return sorted(
        (one.kind, tuple(sorted(one.options)) if isinstance(one, Chosen) else ())
        for one in entry.answers
    )


def _disagreement(first: Sheet, second: Sheet, question: str) -> Problem:
    one, other = (sheet.entry[question].answers[0].place for sheet in (first, second))
    return Problem(
        f"{question}: this sheet and {one} give different answers, and both are inherited",
        other,
        "answer it in the inheriting sheet, or correct one of the two",
    )


def _carried_entry(sheet: Sheet, entry: Entry) -> Entry:
    origin = entry.origin or Origin(
        id=sheet.subject.id, name=sheet.subject.name, model=sheet.subject.model
    )
    return Entry(
        question=entry.question,
        answers=tuple(_carried_answer(sheet, one) for one in entry.answers),
        origin=origin,
    )


def _carried_answer(sheet: Sheet, answer: Answer) -> Answer:
    return answer.model_copy(
        update={
            "by": None if answer.by is None else carried(sheet, answer.by),
            "evidence": tuple(carried(sheet, name) for name in answer.evidence),
        }
    )


def _carried_person(sheet: Sheet, person: Respondent) -> Respondent:
    return person.model_copy(update={"key": carried(sheet, person.key)})


def _carried_evidence(sheet: Sheet, entry: EvidenceEntry) -> EvidenceEntry:
    by_respondent = entry.by is not None and entry.by in sheet.respondent
    return entry.model_copy(
        update={
            "id": carried(sheet, entry.id),
            "by": carried(sheet, entry.by) if by_respondent and entry.by else entry.by,
            "origin_model": entry.origin_model or sheet.subject.model,
        }
    )

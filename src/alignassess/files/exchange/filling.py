"""Filling a form from a sheet, so that somebody corrects answers instead of giving all anew."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from alignassess.domain.answers import Answer, Chosen, Sheet
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.subject import System
from alignassess.files.exchange.form import Form, Row


@dataclass(frozen=True, slots=True)
class Filled:
    """A form with what a sheet says."""

    form: Form
    left_out: tuple[str, ...]
    """Sentences about what a form cannot hold."""


def filled(form: Form, sheet: Sheet) -> Filled:
    """Put the own answers of a sheet into a form."""
    left_out: list[str] = []
    person = sheet.respondents[0] if len(sheet.respondents) == 1 else None
    about = dict(_about(sheet, left_out))
    if person is not None:
        about |= {
            "by-name": person.name or "",
            "by-role": person.role or "",
            "by-organisation": person.organisation or "",
        }
    rows = tuple(_row(row, sheet, left_out) for row in form.questions)
    if len(sheet.respondents) > 1:
        left_out.append("who gave which answer: a form names one person")
    return Filled(
        replace(
            form,
            about=tuple(
                replace(row, answer=(about[row.id],) if about.get(row.id) else ())
                for row in form.about
            ),
            questions=rows,
        ),
        tuple(left_out),
    )


def _about(sheet: Sheet, left_out: list[str]) -> Iterator[tuple[str, str]]:
    subject = sheet.subject
    yield "about-name", subject.name
    yield "about-id", subject.id
    if isinstance(subject, System):
        yield "about-operator", subject.operator or ""
    model = subject.model
    if model is None:
        return
    yield "about-provider", model.provider or ""
    yield "about-model", model.name or ""
    yield "about-version", model.version or ""
    yield "about-changed", model.changed.isoformat() if model.changed else ""
    if model.aliases or model.revision or model.sha256 or model.base:
        left_out.append("aliases, revision, sha256 and base of the model")


def _row(row: Row, sheet: Sheet, left_out: list[str]) -> Row:
    entry = sheet.entry.get(row.id)
    if entry is None or entry.origin is not None:
        return row
    if len(entry.answers) > 1:
        left_out.append(f"{row.id}: it is an open disagreement; settle it first")
        return row
    (answer,) = entry.answers
    return replace(
        row,
        answer=_keys(answer),
        note=answer.note or "",
        evidence="\n".join(
            _shown(sheet.evidence_entry[name], row.id, left_out) for name in answer.evidence
        ),
        date=answer.on.isoformat() if answer.on else "",
    )


def _keys(answer: Answer) -> tuple[str, ...]:
    return answer.options if isinstance(answer, Chosen) else (answer.kind,)


def _shown(entry: EvidenceEntry, question: str, left_out: list[str]) -> str:
    """Where an artefact is, on one line, which is what comes back."""
    if entry.file or entry.sha256 or entry.obtained or entry.about or entry.by:
        left_out.append(f"{question}: all of its evidence but where that is")
    return re.sub(r"[\r\n]+", " ", entry.location or entry.file or entry.title)

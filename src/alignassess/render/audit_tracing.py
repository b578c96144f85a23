"""From a framework identifier to the action, and from a piece of evidence back to identifiers."""

from alignassess.domain.assessment import Determination
from alignassess.render.audit_case import EVIDENCE, FINDING, AuditCase, day
from alignassess.render.audit_methods import determined
from alignassess.render.document import (
    Cell,
    Heading,
    Paragraph,
    Row,
    Section,
    Table,
    links,
    row,
    text,
)

QUESTION = "trace-"
"""Before a question, where its way from criterion to action is traced."""

_NONE = text("none")


def traceability(case: AuditCase) -> Section:
    """Both directions; what no question speaks to stands there too."""
    identifiers = _identifiers(case)
    return Section(
        "15",
        "Traceability",
        (
            Paragraph(
                "Which question speaks to which identifier is our reading. That a question speaks "
                "to an identifier does not mean that an answer meets it."
            ),
            Heading("From criterion to action"),
            Table(
                "From identifier to question",
                ("Identifier", "Title", "Questions, each traced on below", "Not assessed, because"),
                tuple(_from_identifiers(case)),
            ),
            Table(
                "From question to answer, evidence, finding and action",
                ("Question", "Answer", "Result", "Evidence", "Finding", "Owner and day of action"),
                tuple(_from_question(one, case) for one in case.assessment.determinations),
            ),
            Heading("From action back to criterion"),
            Table(
                "From evidence to questions and findings",
                ("Evidence", "Earned", "Questions", "Findings"),
                tuple(_from_evidence(case)),
            ),
            Table(
                "From question, with its finding, to identifiers",
                ("Question", "Finding", "Identifiers that it speaks to"),
                tuple(
                    row(
                        links([one.question.id]),
                        _finding(one.question.id, case),
                        ", ".join(identifiers.get(one.question.id, ())) or "none",
                    )
                    for one in case.assessment.determinations
                ),
            ),
        ),
    )


def _from_identifiers(case: AuditCase) -> list[Row]:
    asked = {one.question.id for one in case.assessment.determinations}
    crosswalk = case.library.crosswalk
    rows = []
    for framework in case.library.frameworks:
        for item in framework.items:
            found = [x for x, _ in crosswalk.of_item.get(item.id, ()) if x in asked]
            why = "" if found else crosswalk.reason_of.get(item.id, "no question in this scope")
            rows.append(row(item.id, item.title, links(found, QUESTION), why, id=item.id))
    return rows


def _from_question(one: Determination, case: AuditCase) -> Row:
    question = one.question.id
    names = dict.fromkeys(name for answer in one.answers for name in answer.evidence)
    return row(
        links([question]),
        "; ".join(one.labels),
        determined(one, question in case.has_finding),
        links(names, EVIDENCE) or _NONE,
        _finding(question, case),
        _action(question, case),
        id=f"{QUESTION}{question}",
    )


def _from_evidence(case: AuditCase) -> list[Row]:
    return [
        row(
            links([one.entry.id], EVIDENCE),
            one.earned.value,
            links(one.supports) or _NONE,
            links((x for x in one.supports if x in case.has_finding), FINDING) or _NONE,
        )
        for one in case.assessment.evidence
    ]


def _identifiers(case: AuditCase) -> dict[str, list[str]]:
    """Question to the identifiers that it speaks to, in the order of the lists."""
    found: dict[str, list[str]] = {}
    for framework in case.library.frameworks:
        for item in framework.items:
            for question, _ in case.library.crosswalk.of_item.get(item.id, ()):
                found.setdefault(question, []).append(item.id)
    return found


def _finding(question: str, case: AuditCase) -> Cell:
    return links([question], FINDING) if question in case.has_finding else _NONE


def _action(question: str, case: AuditCase) -> str:
    """Owner and day; the recommendation itself stands in the finding."""
    if question not in case.has_finding:
        return ""
    note = case.finding_note.get(question)
    if note is None or (note.owner is None and note.due is None):
        return "no owner yet"
    return ", ".join(one for one in (note.owner, day(note.due)) if one)

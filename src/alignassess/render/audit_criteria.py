"""What the answers were held against, what applies, and what the system is."""

from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.engagement import Described
from alignassess.domain.legal import outdated
from alignassess.render.audit_case import AuditCase, said, said_all
from alignassess.render.document import (
    Block,
    Heading,
    Items,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    facts,
    links,
    row,
    text,
)


def criteria(case: AuditCase) -> Section:
    """Questionnaires and frameworks, each with its edition."""
    on = case.assessment.provenance.as_of
    used = _identifiers(case)
    rows = []
    for one in case.library.frameworks:
        ids = used.get(one.id, ())
        old = ", older than 90 days: look for changes" if outdated(one.as_of, on) else ""
        rows.append(
            row(
                one.name,
                one.version,
                f"{one.as_of}{old}",
                ", ".join(ids) or "none",
                one.licence_note,
            )
        )
    counted = tuple(
        row(
            one.summary.title,
            str(one.summary.applicable),
            str(one.summary.answered),
            ", ".join(map(str, one.summary.levels)),
        )
        for one in case.view.questionnaires
    )
    blocks: list[Block] = [
        Paragraph(
            "The criteria are the questions of the questionnaires, each with its levels. A finding "
            "is an answer below level 3, a nonresponse, or an answer that its own evidence speaks "
            "against. The digests of the questionnaires are in annex A."
        ),
        Table(
            "Questionnaires",
            ("Questionnaire", "Questions that apply", "Answered", "At level 0, 1, 2, 3, 4"),
            counted,
        ),
        Paragraph(
            "Frameworks and laws that the questions speak to. The mapping is our reading; none of "
            "their publishers has approved it, and to speak to an identifier is not to meet it."
        ),
        Table(
            "Framework lists",
            (
                "Framework",
                "Edition",
                "As of",
                "Identifiers that questions in scope speak to",
                "Licence",
            ),
            tuple(rows),
        ),
    ]
    for each in case.view.frameworks:
        blocks.append(Heading(f"{each.title}: {each.assessed} of {each.size} assessed", depth=3))
        blocks.append(Paragraph(each.explanation))
        blocks.append(
            Table(
                each.title,
                ("Identifier", "Title", "Spoken to by", "Not answered", "Not assessed, because"),
                tuple(
                    row(
                        line.id,
                        line.title,
                        "; ".join(line.spoken),
                        links(line.open),
                        line.not_assessed or "",
                    )
                    for line in each.lines
                ),
            )
        )
    return Section("4", "Criteria register", tuple(blocks))


def _identifiers(case: AuditCase) -> dict[str, tuple[str, ...]]:
    """Framework to its identifiers that a question of the scope speaks to."""
    asked = {one.question.id for one in case.assessment.determinations}
    return {
        one.id: tuple(
            item.id
            for item in one.items
            if any(name in asked for name, _ in case.library.crosswalk.of_item.get(item.id, ()))
        )
        for one in case.library.frameworks
    }


def applicability(case: AuditCase) -> Section:
    """Facts, likely roles, and what is in point from when; what was ruled out and why."""
    system = case.view.system
    if system is None:
        note = Paragraph("A vendor sheet holds no facts about a system, so no role is derived.")
        return Section("5", "Applicability", (note,))
    profile = [one for section in case.view.registers.sections for one in section.rows]
    known = tuple(
        row(
            links([one.question.id]),
            one.question.text,
            "; ".join(given.label for given in one.given) or one.state_words,
        )
        for one in profile
        if one.question.kind == "profile" and one.asked
    )
    return Section(
        "5",
        "Applicability",
        (
            Paragraph(
                "Likely, under the facts given; have it confirmed. This is not legal advice, and "
                "dates are those of the list that is named."
            ),
            Table("Facts collected", ("Fact", "Question", "Answer"), known),
            Table(
                "Roles derived",
                ("Role or fact", "Under the facts given", "Note"),
                tuple(row(x.entry.title, x.likely, x.entry.note) for x in system.roles),
            ),
            Table(
                "Laws, codes and standards",
                ("Instrument", "Place", "Status", "On the date of this report, likely", "As of"),
                tuple(
                    row(
                        _named(law.one.instrument.name, law.one.instrument.identifier),
                        law.one.instrument.jurisdiction,
                        law.one.instrument.status,
                        ". ".join(x for x in (law.one.words, law.one.instrument.note) if x),
                        law.as_of
                        + (", older than 90 days: look for changes" if law.outdated else ""),
                    )
                    for law in system.legal
                ),
            ),
        ),
    )


def _named(name: str, identifier: str | None) -> str:
    return f"{name} ({identifier})" if identifier else name


def description(case: AuditCase) -> Section:
    """Purpose, users, model, vendors, what was left out, and what is expected of others."""
    told = case.engagement.system if case.engagement else Described()
    assessment = case.assessment
    rows: list[tuple[str, str]] = [
        ("Name", assessment.subject.name),
        ("Purpose", said(told.purpose)),
        ("Users", said(told.users)),
    ]
    if isinstance(assessment, SystemAssessment):
        rows.append(("Operator", said(assessment.subject.operator)))
    rows += [pair for pair in case.view.document if pair[0] == "Model"]
    origins = dict.fromkeys(one.origin for one in assessment.determinations if one.origin)
    rows += [
        ("Answers inherited from", said_all(origins)),
        ("Carved out", said_all(told.carved_out)),
        ("Expected of the vendor", said_all(told.expected_of_vendor)),
        ("Expected of users", said_all(told.expected_of_users)),
    ]
    described: list[Row] = [
        Row(((Span(one.question.id, one.question.id),), text(one.question.text), text(label)))
        for one in assessment.determinations
        if one.question.kind == "profile" and one.applies
        for label in one.labels
    ]
    supplier = [
        one
        for one in assessment.findings
        if one.question.closed_by is not None and one.question.closed_by.value == "supplier"
    ]
    blocks: list[Block] = [facts("The system", rows)]
    if described:
        blocks.append(
            Table(
                "The system as its profile describes it",
                ("Fact", "Question", "Answer"),
                tuple(described),
            )
        )
    if supplier:
        blocks.append(Paragraph("Open findings that only a supplier can close:"))
        blocks.append(
            Items(
                tuple(
                    (Span(f"{one.question.id} {one.question.text}", f"finding-{one.question.id}"),)
                    for one in supplier
                )
            )
        )
    return Section("6", "System description", tuple(blocks))

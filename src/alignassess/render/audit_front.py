"""The statement, document control, the engagement and who answers for what."""

from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.engagement import Assessor, Responsibilities, Terms
from alignassess.domain.expiry import last_fresh_day
from alignassess.domain.signing import in_statement
from alignassess.render.audit_case import FINDING, NOT_STATED, AuditCase, day, said, said_all
from alignassess.render.audit_words import NO_ENGAGEMENT, TYPE_WORDS, conclusion_words
from alignassess.render.document import (
    Block,
    Items,
    Paragraph,
    Section,
    Span,
    facts,
    links,
    listed,
)
from alignassess.render.wording import VENDOR_STATEMENT

_RETENTION_MONTHS = 60
"""Five years, because the Code of Practice keeps records of serious incidents that long; the EU AI
Act sets ten for technical documentation, so the file may say more."""


def statement(case: AuditCase) -> Section:
    """One page: assurance type, conclusion, date, signatories."""
    return Section("1", "Statement", tuple(_statement(case)))


def _statement(case: AuditCase) -> list[Block]:
    blocks: list[Block] = []
    engagement, assessment = case.engagement, case.assessment
    if engagement is None:
        blocks.append(
            Paragraph(case.view.statement if assessment.kind == "system" else VENDOR_STATEMENT)
        )
        blocks.append(Paragraph(NO_ENGAGEMENT))
    else:
        made = engagement.statement
        blocks += [Paragraph(one) for one in conclusion_words(engagement, assessment.subject.id)]
        if made.words:
            blocks.append(Paragraph(f"The signatories add: {made.words}"))
        signed = [engagement.sign_off.approved, engagement.sign_off.reviewed]
        about = in_statement(engagement, assessment)
        blocks.append(
            facts(
                "The statement",
                (
                    ("Assurance type", TYPE_WORDS[made.type]),
                    ("Chosen by", made.chosen_by),
                    ("Conclusion", made.conclusion.value),
                    ("Date", day(made.on) or NOT_STATED),
                    ("About", links(one.question.id for one in about)),
                    ("Except for", links(made.except_for, FINDING) or "nothing"),
                    (
                        "Signatories",
                        said_all(f"{one.name}, {one.role}" for one in signed if one),
                    ),
                ),
            )
        )
    if isinstance(assessment, SystemAssessment):
        blocks.append(Paragraph(assessment.headline.sentence, strong=True))
        gaps = assessment.essential_gaps
        if gaps:
            blocks.append(Paragraph("Essential gaps open; nothing else buys these practices off:"))
            blocks.append(
                Items(tuple((Span(f"{one.question} {one.text}", one.question),) for one in gaps))
            )
    blocks.append(Paragraph("What this report does not claim:"))
    blocks.append(listed(case.view.not_claimed))
    return blocks


def control(case: AuditCase) -> Section:
    """Which report this is, for whom, and until when it is kept."""
    engagement = case.engagement
    document = facts("What was assessed", case.view.document)
    if engagement is None:
        about = facts(
            "Document control",
            (
                ("Report id", NOT_STATED),
                ("Status", "draft, not final"),
                ("Digest", _DIGEST),
            ),
        )
        return Section("0", "Document control", (about, document))
    report = engagement.report
    issued = report.issued or case.assessment.provenance.as_of
    until = report.retain_until or last_fresh_day(issued, _RETENTION_MONTHS)
    earlier = report.supersedes
    about = facts(
        "Document control",
        (
            ("Report id", report.id),
            ("Version", report.version),
            ("Status", "draft, not final" if case.is_draft else "final"),
            ("Issued", day(report.issued) or NOT_STATED),
            ("Distribution", said_all(report.distribution)),
            ("Confidentiality", said(report.confidentiality)),
            ("Keep until", f"{day(until)} ({report.retention_reason or 'five years'})"),
            (
                "Supersedes",
                "nothing"
                if earlier is None
                else f"{earlier.id} version {earlier.version}, sha256 {said(earlier.sha256)}",
            ),
            ("Digest", _DIGEST),
        ),
    )
    return Section("0", "Document control", (about, document))


_DIGEST = "on the last line of this file; `verify` recomputes it".replace("`", "")


def terms(case: AuditCase) -> Section:
    """Client, assessor, objective, criteria, scope, period, places, plan."""
    found = case.engagement.terms if case.engagement else Terms()
    assessor = case.engagement.assessor if case.engagement else None
    period = found.period
    return Section(
        "2",
        "Engagement",
        (
            facts(
                "Engagement",
                (
                    ("Client", said(found.client)),
                    ("Assessor", _person(assessor)),
                    ("Team", said_all(assessor.team if assessor else ())),
                    ("Objective", said(found.objective)),
                    ("Criteria", "section 4"),
                    ("Scope", said(found.scope)),
                    ("Boundaries", said(found.boundaries)),
                    (
                        "Period covered",
                        NOT_STATED if period is None else f"{period.start} to {period.end}",
                    ),
                    ("As of", case.assessment.provenance.as_of.isoformat()),
                    ("Places", said_all(found.places)),
                    ("Remote methods", said(found.remote_methods)),
                    ("Plan", said(found.plan)),
                    ("Deviations from the plan", said(found.deviations)),
                ),
            ),
        ),
    )


def responsibilities(case: AuditCase) -> Section:
    """What management asserts, what the assessor owes, and how free the assessor is."""
    engagement = case.engagement
    found = engagement.responsibilities if engagement else Responsibilities()
    assessor = engagement.assessor if engagement else None
    nobody = Assessor(name=NOT_STATED)
    one = assessor or nobody
    return Section(
        "3",
        "Responsibilities",
        (
            facts(
                "Responsibilities",
                (
                    ("Management states", said(found.management_statement)),
                    ("Duties of the assessor", said(found.assessor_duties)),
                    ("Relationship of the assessor", said(one.relationship)),
                    ("Declaration of independence", said(one.independence)),
                    ("Competence", said(one.competence)),
                    ("Conflicts", said(one.conflicts)),
                    ("Gave advice on", links(one.advised_on) or NOT_STATED),
                    ("Experts", said(found.experts)),
                    ("Use of AI in the work, and who checked it", said(found.use_of_ai)),
                    ("Limits of separation", said(found.limits_of_separation)),
                ),
            ),
        ),
    )


def _person(assessor: Assessor | None) -> str:
    if assessor is None:
        return NOT_STATED
    return ", ".join(one for one in (assessor.name, assessor.organisation) if one)

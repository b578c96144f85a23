"""The audit report: what was found, against what, on which evidence.

Every question, and every limit.
"""

from collections.abc import Callable, Collection
from dataclasses import replace

from alignassess.domain.answers import SourceFile
from alignassess.domain.assessment import Assessment
from alignassess.domain.engagement import Engagement
from alignassess.domain.instrument import Instrument
from alignassess.domain.library import Library
from alignassess.domain.moving import Dates
from alignassess.render.audit_back import annexes, provenance, sign_off
from alignassess.render.audit_case import AuditCase
from alignassess.render.audit_criteria import applicability, criteria, description
from alignassess.render.audit_findings import disagreements, findings, follow_up, positive
from alignassess.render.audit_front import control, responsibilities, statement, terms
from alignassess.render.audit_registers import determinations, evidence
from alignassess.render.audit_results import results
from alignassess.render.audit_tracing import traceability
from alignassess.render.audit_work import limitations, method, sample
from alignassess.render.document import Document, Paragraph, Section
from alignassess.render.environment import environment
from alignassess.render.report_view import report_view

_SECTIONS: tuple[Callable[[AuditCase], Section], ...] = (
    statement,
    control,
    terms,
    responsibilities,
    criteria,
    applicability,
    description,
    method,
    sample,
    limitations,
    results,
    findings,
    positive,
    determinations,
    evidence,
    traceability,
    follow_up,
    disagreements,
    sign_off,
    provenance,
)
"""In the order of the report: the statement first, scores after method and limits."""

SECTION_KEYS: tuple[str, ...] = (*(str(one) for one in range(19)), *"ABCDE")
"""Numbers and letters of all sections."""

ALWAYS_SHOWN = frozenset({"0", "1", "9", "18"})
"""What no version leaves out: which report it is, what it states, its limits, who signed."""


def audit_document(
    assessment: Assessment,
    *,
    instrument: Instrument,
    library: Library,
    engagement: Engagement | None = None,
    engagement_file: SourceFile | None = None,
    withheld: Collection[str] = (),
    since: Dates | None = None,
) -> Document:
    """The report as sections; those that are `withheld` say so in place of what they hold."""
    view = report_view(assessment, instrument=instrument, library=library, since=since)
    case = AuditCase(assessment, instrument, library, view, engagement, engagement_file)
    found = (*(make(case) for make in _SECTIONS), *annexes(case))
    markings = engagement.report.markings if engagement else ()
    marking = {one.section: one.marking for one in markings}
    sections = tuple(
        _shown(replace(one, marking=marking.get(one.key, "")), withheld) for one in found
    )
    notice = "Draft. This report is not final." if case.is_draft else ""
    if withheld:
        names = ", ".join(one.key for one in sections if one.key in withheld)
        notice = f"{notice} Redacted version: sections {names} are withheld.".strip()
    return Document(
        title=f"Alignment audit report: {view.name}",
        subtitle=_subtitle(engagement, assessment),
        notice=notice,
        draft=case.is_draft,
        sections=sections,
    )


def _shown(section: Section, withheld: Collection[str]) -> Section:
    if section.key not in withheld:
        return section
    left = Paragraph("Withheld from this version. The whole report holds this section.")
    return replace(section, blocks=(left,))


def _subtitle(engagement: Engagement | None, assessment: Assessment) -> str:
    on = f"as of {assessment.provenance.as_of}"
    if engagement is None:
        return f"Without an engagement file, {on}"
    report = engagement.report
    marked = f", {report.confidentiality}" if report.confidentiality else ""
    return f"{report.id}, version {report.version}, {report.status}{marked}, {on}"


def document_markdown(document: Document) -> str:
    """A document in Markdown."""
    return environment().get_template("audit.md.j2").render(document=document)


def document_html(document: Document) -> str:
    """A document as one HTML file without script and without any outside request."""
    return environment().get_template("audit.html.j2").render(document=document)


def audit_html(assessment: Assessment, *, instrument: Instrument, library: Library) -> str:
    """The audit report as one HTML file, without an engagement."""
    return document_html(audit_document(assessment, instrument=instrument, library=library))


def audit_markdown(assessment: Assessment, *, instrument: Instrument, library: Library) -> str:
    """The audit report in Markdown, without an engagement."""
    return document_markdown(audit_document(assessment, instrument=instrument, library=library))

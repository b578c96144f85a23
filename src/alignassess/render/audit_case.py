"""What the sections of an audit report are written from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from alignassess.domain.answers import SourceFile
from alignassess.domain.assessment import Assessment
from alignassess.domain.engagement import Engagement, FindingNote, Kept, Marked
from alignassess.domain.instrument import Instrument
from alignassess.domain.library import Library
from alignassess.render.report_view import ReportView

NOT_STATED = "not stated"

FINDING = "finding-"
"""Before the question of a finding, in ids of the document."""
EVIDENCE = "evidence-"
"""Before the id of an evidence entry."""


@dataclass(frozen=True)
class AuditCase:
    """One assessment, and the engagement that it was audited under."""

    assessment: Assessment
    instrument: Instrument
    library: Library
    view: ReportView
    engagement: Engagement | None
    """None where nobody wrote one; the report is then an unsigned draft without assurance."""
    engagement_file: SourceFile | None

    @property
    def is_draft(self) -> bool:
        """Whether it is not signed."""
        return self.engagement is None or self.engagement.report.status == "draft"

    @cached_property
    def marked(self) -> Mapping[str, Marked]:
        """Question to what was noted of its examination."""
        found = self.engagement.determinations if self.engagement else ()
        return {one.question: one for one in found}

    @cached_property
    def kept(self) -> Mapping[str, Kept]:
        """Evidence id to what the engagement adds to the register."""
        return {one.id: one for one in (self.engagement.evidence if self.engagement else ())}

    @cached_property
    def finding_note(self) -> Mapping[str, FindingNote]:
        """Question to what people added to its finding."""
        found = self.engagement.findings if self.engagement else ()
        return {one.question: one for one in found}

    @cached_property
    def has_finding(self) -> frozenset[str]:
        """Questions with a finding."""
        return frozenset(one.question.id for one in self.assessment.findings)


def said(value: object | None) -> str:
    """What was stated, or that nothing was."""
    return NOT_STATED if value is None or value == "" else str(value)


def said_all(values: Iterable[str]) -> str:
    """Several statements as one text, or that there is none."""
    return "; ".join(values) or NOT_STATED


def day(value: date | None) -> str:
    """A date as written everywhere, or empty."""
    return "" if value is None else value.isoformat()

"""The audit report: what was found, against what, on which evidence.

Every question, and every limit.
"""

from alignassess.domain.assessment import Assessment
from alignassess.domain.instrument import Instrument
from alignassess.domain.library import Library
from alignassess.render.environment import environment
from alignassess.render.report_view import report_view


def audit_markdown(assessment: Assessment, *, instrument: Instrument, library: Library) -> str:
    """The audit report in Markdown."""
    view = report_view(assessment, instrument=instrument, library=library)
    return environment().get_template("audit.md.j2").render(report=view)

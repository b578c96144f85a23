"""From an assessment to the text of a report."""

from alignassess.domain.assessment import SystemAssessment, VendorAssessment
from alignassess.files.instrument_files import load_instrument, load_library
from alignassess.render.audit_report import audit_markdown
from alignassess.render.gap_report import gap_html, gap_markdown
from alignassess.render.json_text import to_json


def render_report(assessment: SystemAssessment | VendorAssessment, kind: str, format: str) -> str:
    """The report as text; `kind` is gap or audit, `format` is md, html or json."""
    if format == "json":
        return to_json(assessment)
    instrument, library = load_instrument(), load_library()
    if kind == "audit":
        return audit_markdown(assessment, instrument=instrument, library=library)
    render = gap_html if format == "html" else gap_markdown
    return render(assessment, instrument=instrument, library=library)

"""From an assessment to the text of a gap report, or to saved results."""

from alignassess.domain.assessment import SystemAssessment, VendorAssessment
from alignassess.domain.seal import inputs_of, sealed
from alignassess.files.instrument_files import load_instrument, load_library
from alignassess.render.gap_report import gap_html, gap_markdown


def render_report(assessment: SystemAssessment | VendorAssessment, format: str) -> str:
    """The report with digests at its end; `format` is md, html or json."""
    if format == "json":
        from alignassess.render.json_text import to_json  # it takes pydantic, which a page does not

        return to_json(assessment)
    render = gap_html if format == "html" else gap_markdown
    text = render(assessment, instrument=load_instrument(), library=load_library())
    return sealed(text, inputs_of(assessment.provenance), (("kind", "gap"),))

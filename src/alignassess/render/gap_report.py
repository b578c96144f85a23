"""The gap report: what to do next, why, and the arithmetic behind it."""

from alignassess.domain.assessment import Assessment
from alignassess.domain.instrument import Instrument
from alignassess.domain.library import Library
from alignassess.domain.moving import Dates
from alignassess.render.environment import environment
from alignassess.render.page_script import script_digest
from alignassess.render.report_view import report_view


def gap_markdown(
    assessment: Assessment,
    *,
    instrument: Instrument,
    library: Library,
    since: Dates | None = None,
) -> str:
    """The gap report in Markdown, with what changed since a baseline."""
    return _rendered("gap.md.j2", assessment, instrument, library, since)


def gap_html(
    assessment: Assessment,
    *,
    instrument: Instrument,
    library: Library,
    since: Dates | None = None,
) -> str:
    """The gap report as one HTML file that asks for nothing and is read without its script."""
    return _rendered("gap.html.j2", assessment, instrument, library, since)


def _rendered(
    template: str,
    assessment: Assessment,
    instrument: Instrument,
    library: Library,
    since: Dates | None,
) -> str:
    view = report_view(assessment, instrument=instrument, library=library, since=since)
    return environment().get_template(template).render(report=view, script_digest=script_digest())

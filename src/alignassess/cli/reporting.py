"""From one assessment to the text of a report, in a format of the table."""

from alignassess.cli.outputs import material
from alignassess.domain.assessment import Assessment
from alignassess.files.instrument_files import load_instrument
from alignassess.render.formats import FORMATS
from alignassess.render.formats.material import Case


def render_report(assessment: Assessment, format: str) -> str:
    """The report about one result; `format` is md, html or json."""
    given = material([Case(assessment)], load_instrument(), for_people=True)
    text = FORMATS[format].render(given)
    assert text is not None, "a report about one result is never empty"  # noqa: S101
    return text

"""Questionnaires as one Markdown or HTML document, for a meeting or for paper."""

from collections.abc import Sequence

from alignassess.domain.instrument import Instrument
from alignassess.domain.library import Library
from alignassess.render.environment import environment
from alignassess.render.questionnaire_view import document_view


def questionnaire_document(
    instrument: Instrument,
    library: Library,
    names: Sequence[str],
    *,
    format: str,
) -> str:
    """The document, `md` or `html`; the HTML is one file without script or any outside request."""
    view = document_view(instrument, library, names)
    return environment().get_template(f"questionnaire.{format}.j2").render(document=view)

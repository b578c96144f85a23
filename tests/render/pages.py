"""Every kind of HTML page by its name, for whatever opens it: a browser, or a maker of PDF."""

from alignassess.domain.answers import SourceFile
from alignassess.files.engagement_file import read_engagement
from alignassess.render import blocks
from alignassess.render.audit_report import SECTION_KEYS, audit_document, document_html
from alignassess.render.comparison_document import comparison_document
from alignassess.render.gap_report import gap_html
from alignassess.render.portfolio_report import portfolio_html
from alignassess.render.portfolio_view import portfolio_view
from alignassess.resources import examples
from tests.render.cases import (
    AS_OF,
    HOSTILE,
    LIBRARY,
    SHIPPED,
    SYSTEMS,
    VENDOR,
    example,
    filled_with,
    over_time,
    system_example,
    two_dates,
)
from tests.render.engagements import engagement_filled_with

PAGES = (
    *SYSTEMS,
    VENDOR,
    "gap-since",
    "gap-hostile",
    "audit",
    "audit-hostile",
    "portfolio",
    "portfolio-hostile",
    "comparison",
    "trend",
)
"""Gap, audit, portfolio, comparison and trend; also with hostile text in every field."""


_LABELS = {one.id: one.label for one in SHIPPED.categories}


def page(name: str) -> str:
    """The page of a name among `PAGES`."""
    match name:
        case "audit" | "audit-hostile":
            return _audit(hostile=name == "audit-hostile")
        case "portfolio":
            systems = [system_example(one) for one in SYSTEMS]
            return portfolio_html(portfolio_view(systems, SHIPPED, as_of=AS_OF))
        case "portfolio-hostile":
            view = portfolio_view([filled_with(HOSTILE)], SHIPPED, as_of=AS_OF, left_out=[HOSTILE])
            return portfolio_html(view)
        case "comparison":
            return blocks.to_html(comparison_document(two_dates(SYSTEMS[1]), _LABELS))
        case "trend":
            return blocks.to_html(comparison_document(over_time(SYSTEMS[1]), _LABELS))
        case "gap-hostile":
            return gap_html(filled_with(HOSTILE), instrument=SHIPPED, library=LIBRARY)
        case "gap-since":
            since = two_dates(SYSTEMS[1])
            return gap_html(example(SYSTEMS[1]), instrument=SHIPPED, library=LIBRARY, since=since)
    return gap_html(example(name), instrument=SHIPPED, library=LIBRARY)


def _audit(*, hostile: bool) -> str:
    assessment = filled_with(HOSTILE) if hostile else system_example(SYSTEMS[0])
    file = SourceFile(path=HOSTILE, sha256=HOSTILE)
    engagement = engagement_filled_with(HOSTILE)
    if not hostile:
        path = examples() / "claims-triage" / "engagement.yaml"
        engagement, file = read_engagement(path, assessment, SECTION_KEYS)
    document = audit_document(
        assessment,
        instrument=SHIPPED,
        library=LIBRARY,
        engagement=engagement,
        engagement_file=file,
        since=None if hostile else two_dates(SYSTEMS[0]),
    )
    return document_html(document)

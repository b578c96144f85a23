"""One browser and one set of pages for all tests here; without Chromium they are skipped."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from alignassess.domain.answers import SourceFile
from alignassess.files.engagement_file import read_engagement
from alignassess.render import blocks
from alignassess.render.audit_report import SECTION_KEYS, audit_document, document_html
from alignassess.render.comparison_document import comparison_document
from alignassess.render.gap_report import gap_html
from alignassess.render.portfolio_report import portfolio_html
from alignassess.render.portfolio_view import portfolio_view
from alignassess.resources import examples
from tests.browser.chromium import Browser
from tests.render.cases import (
    AS_OF,
    HOSTILE,
    LIBRARY,
    SHIPPED,
    SYSTEMS,
    VENDOR,
    example,
    filled_with,
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
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running Chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    with Browser(program) as running:
        yield running


class Pages:
    """Every page by its name, written when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __getitem__(self, name: str) -> Path:
        path = self._folder / f"{PAGES.index(name)}.html"
        if not path.exists():
            path.write_text(_page(name), encoding="utf-8")
        return path


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Gap, audit, portfolio and comparison; also with hostile text in every field."""
    return Pages(tmp_path_factory.mktemp("pages"))


def _page(name: str) -> str:
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
            labels = {one.id: one.label for one in SHIPPED.categories}
            return blocks.to_html(comparison_document(two_dates(SYSTEMS[1]), labels))
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

"""The gap report as a format among the others: it is about exactly one result."""

from alignassess.errors import Problem, UsageError
from alignassess.render.formats.material import Material
from alignassess.render.gap_report import gap_html, gap_markdown


def gap_md(material: Material) -> str:
    """The report in Markdown; raises UsageError for several results."""
    _check_one(material)
    assert material.library is not None  # noqa: S101 - whoever asks for a report loads it
    return gap_markdown(
        material.cases[0].assessment, instrument=material.instrument, library=material.library
    )


def gap_page(material: Material) -> str:
    """The report as a page; raises UsageError for several results."""
    _check_one(material)
    assert material.library is not None  # noqa: S101
    return gap_html(
        material.cases[0].assessment, instrument=material.instrument, library=material.library
    )


def _check_one(material: Material) -> None:
    if len(material.cases) != 1:
        raise UsageError(
            Problem(
                f"a gap report is about one result; there are {len(material.cases)}",
                remedy="name one sheet, or choose a format for several, such as comment or csv",
            )
        )

"""The gap report as a format among the others: it is about exactly one result."""

from alignassess.domain.seal import inputs_of, marks_of, sealed
from alignassess.errors import Problem, UsageError
from alignassess.render.cutting import cut_to
from alignassess.render.formats.material import Material
from alignassess.render.gap_report import gap_html, gap_markdown


def gap_md(material: Material) -> str:
    """The report in Markdown with digests at its end; raises UsageError for several results.

    A limit in bytes cuts it at a section, before it is sealed.
    """
    _check_one(material)
    assert material.library is not None  # noqa: S101 - whoever asks for a report loads it
    case = material.cases[0]
    text = gap_markdown(
        case.assessment,
        instrument=material.instrument,
        library=material.library,
        since=case.since,
    )
    if material.most_bytes is not None:
        seal = len(_sealed("", material).encode())
        text = cut_to(text, material.most_bytes, reserved=seal)
    return _sealed(text, material)


def gap_page(material: Material) -> str:
    """The report as a page with digests at its end; raises UsageError for several results."""
    _check_one(material)
    assert material.library is not None  # noqa: S101
    case = material.cases[0]
    text = gap_html(
        case.assessment,
        instrument=material.instrument,
        library=material.library,
        since=case.since,
    )
    return _sealed(text, material)


def _sealed(text: str, material: Material) -> str:
    assessment = material.cases[0].assessment
    about = (("kind", "gap"), *marks_of(assessment))
    return sealed(text, inputs_of(assessment.provenance), about)


def _check_one(material: Material) -> None:
    if len(material.cases) != 1:
        raise UsageError(
            Problem(
                f"a gap report is about one result; there are {len(material.cases)}",
                remedy="name one sheet, or choose a format for several, such as comment or csv",
            )
        )

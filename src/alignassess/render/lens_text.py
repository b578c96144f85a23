"""Lenses as plain text: what one is, and what several make of a result."""

from collections.abc import Iterator, Sequence

from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.instrument import Instrument
from alignassess.domain.lens import STATEMENT, Lens
from alignassess.domain.lens_result import LensResult
from alignassess.domain.lenses import lenses_of
from alignassess.render import inert
from alignassess.render.lines import Heading, headed, table, wrapped


def lens_lines(lens: Lens) -> Iterator[str]:
    """What a shipped lens is."""
    yield from headed(f"{lens.id}: {lens.title} (a lens)")
    yield from wrapped(lens.text)
    yield ""
    for label, text in (
        ("Why", lens.reason),
        ("What it makes of evidence", lens.evidence),
        ("What it would ask beyond", lens.demand),
    ):
        yield from wrapped(f"{label}: {text}", indent="    ", first="  ")
    for label, factors in (("Exposure", lens.exposure), ("Credit", lens.credit)):
        words = ", ".join(f"{name} {factor:g}" for name, factor in factors)
        yield from wrapped(f"{label} times: {words}", indent="    ", first="  ")
    ceilings = ", ".join(f"{name} {level}" for name, level in lens.ceilings.of.items())
    yield from wrapped(f"A claim counts at most: {ceilings}", indent="    ", first="  ")
    yield ""
    yield from wrapped(STATEMENT)


def lens_section(assessment: SystemAssessment, instrument: Instrument) -> list[str]:
    """What the lenses make of a result, beside the result without any."""
    lenses = assessment.lenses
    if not lenses:
        return []
    lines: list[str] = [Heading("Through lenses, as answered")]
    lines += wrapped(STATEMENT, indent="  ")
    for number, lens in enumerate(lenses, start=1):
        title = f"{number}  {lens.lens}: {inert.line(lens.title)}. {inert.line(lens.text)}"
        lines += wrapped(title, indent="     ", first="  ")
    numbers = [str(number) for number in range(1, len(lenses) + 1)]
    rows = [("category", "no lens", *numbers)]
    for index, one in enumerate(assessment.categories):
        cells = [
            _cell(lens.categories[index].answered, lens.categories[index].rating) for lens in lenses
        ]
        label = instrument.category[one.category].label
        rows.append((label, _cell(one.answered.risk, one.answered.rating), *cells))
    heading, *rest = table(rows)
    lines += ["", Heading(heading), *rest]
    lines += wrapped(
        "Risk from 0 to 1 and rating: L low, M medium, H high, C critical.", indent="  "
    )
    return [*lines, "", *_gaps(assessment, lenses)]


def _cell(risk: float, rating: str) -> str:
    return f"{risk:.2f} {rating[0].upper()}"


def _gaps(assessment: SystemAssessment, lenses: Sequence[LensResult]) -> Iterator[str]:
    """The gaps in the first third under every lens, then those under some, with their names."""
    yield Heading("Gaps in the first third of the list")
    groups: dict[tuple[str, ...], list[str]] = {}
    for finding in assessment.findings:
        under = tuple(one.lens for one in lenses_of(lenses, finding.question.id))
        if under:
            groups.setdefault(under, []).append(finding.question.id)
    for under, questions in sorted(groups.items(), key=lambda one: (-len(one[0]), one[0])):
        yield from wrapped(
            f"{_named(under, lenses)}: {', '.join(questions)}", indent="    ", first="  "
        )
    if not groups:
        yield "  no gap is left"


def _named(under: Sequence[str], lenses: Sequence[LensResult]) -> str:
    if len(under) == len(lenses) > 1:
        return "under every lens"
    only = " only" if len(under) == 1 and len(lenses) > 1 else ""
    return f"under {', '.join(under)}{only}"

"""The result of a vendor sheet as plain text: credits, and nothing called a rating."""

from alignassess.domain.assessment import VendorAssessment, VendorReading
from alignassess.domain.depth import CORE_STATEMENT, Depth
from alignassess.domain.instrument import Instrument
from alignassess.render import inert
from alignassess.render.lines import WIDTH, Heading, cut, wrapped

_SHOWN_FINDINGS = 10


def vendor_text(assessment: VendorAssessment, instrument: Instrument) -> list[str]:
    """Prevention credit per category in three readings, layer credits, and the gaps."""
    vendor = assessment.subject
    as_of = f"as of {assessment.provenance.as_of}"
    title = cut(f"{inert.line(vendor.name)} ({vendor.id}), vendor", WIDTH - len(as_of) - 2)
    complete = assessment.completeness
    lines: list[str] = [
        Heading(f"{title:<{WIDTH - len(as_of)}}{as_of}"),
        "",
        *wrapped(
            f"A vendor sheet has no exposure, so it has no risk and no rating. "
            f"{complete.answered} of {complete.applicable} vendor questions answered."
            + (f" {CORE_STATEMENT}" if assessment.depth is Depth.CORE else "")
        ),
        "",
        Heading(f"{'category':<22}  prevention: best  answered  evidenced      P     D     G"),
    ]
    for one in assessment.categories:
        propensity, detection, _, governance = one.answered.layers
        lines.append(
            f"{instrument.category[one.category].label:<22}  {_prevention(one.best):>16}  "
            f"{_prevention(one.answered):>8}  {_prevention(one.evidenced):>9}   "
            f"{propensity:.2f}  {detection:.2f}  {governance:.2f}"
        )
    lines += wrapped(
        "Credit from 0 to 1, higher is better, over what the vendor answered and before anything "
        "that the operator does.",
        indent="  ",
    )
    if assessment.findings:
        shown = assessment.findings[:_SHOWN_FINDINGS]
        lines += ["", Heading(f"Gaps ({len(assessment.findings)})")]
        for finding in shown:
            lines += wrapped(
                f"{finding.question.id:<6} {finding.label}", indent=" " * 9, first="  "
            )
        if len(assessment.findings) > len(shown):
            lines.append(f"  and {len(assessment.findings) - len(shown)} more in the report")
    if assessment.notices:
        lines += ["", Heading("Notices")]
        for notice in assessment.notices:
            lines += wrapped(inert.line(notice), indent="    ", first="  ")
    return lines


def _prevention(reading: VendorReading) -> str:
    return f"{reading.prevention:.2f}"

"""Many results as one line each, worst first; vendors after systems."""

from collections.abc import Sequence

from alignassess.domain.assessment import Assessment, SystemAssessment, VendorAssessment
from alignassess.domain.depth import Depth
from alignassess.domain.instrument import Instrument
from alignassess.render.lines import Heading, cut, table


def batch_text(assessments: Sequence[Assessment], instrument: Instrument) -> list[str]:
    """A table of systems, worst first, then one of vendors."""
    systems = [one for one in assessments if isinstance(one, SystemAssessment)]
    vendors = [one for one in assessments if isinstance(one, VendorAssessment)]
    lines: list[str] = []
    if systems:
        rows: list[tuple[str, ...]] = [
            ("system", "rating", "worst", "categories", "gaps", "answered")
        ]
        rows += [_system(one, instrument) for one in sorted(systems, key=_worst_first)]
        heading, *rest = table(rows, right=frozenset({2}))
        lines += [Heading(heading), *rest]
    if vendors:
        lines += [""] if lines else []
        rows = [("vendor", "answered", "prevention: least", "most")]
        rows += [_vendor(one) for one in sorted(vendors, key=lambda v: v.subject.id)]
        heading, *rest = table(rows)
        lines += [Heading(heading), *rest]
    return lines


def worst_risk(assessment: SystemAssessment) -> float:
    """The highest risk as answered that counts for the headline."""
    return max(one.answered.headline_risk for one in assessment.categories)


def _worst_first(assessment: SystemAssessment) -> tuple[float, int, str]:
    return -worst_risk(assessment), -len(assessment.essential_gaps), assessment.subject.id


def _system(one: SystemAssessment, instrument: Instrument) -> tuple[str, ...]:
    headline = one.headline
    shorts = [instrument.category[category].short for category in headline.categories]
    rating = headline.rating
    return (
        cut(one.subject.id, 30),
        str(rating),
        f"{worst_risk(one):.2f}",
        "all" if len(shorts) == len(one.categories) else " ".join(shorts[:5]),
        " ".join(headline.essential_gaps[:2])
        + (f" +{len(headline.essential_gaps) - 2}" if len(headline.essential_gaps) > 2 else "")
        or "none",
        _answered(one),
    )


def _answered(one: Assessment) -> str:
    return f"{one.completeness.share:.0%}" + (" of core" if one.depth is Depth.CORE else "")


def _vendor(one: VendorAssessment) -> tuple[str, ...]:
    credits = [category.answered.prevention for category in one.categories]
    return (
        cut(one.subject.id, 30),
        _answered(one),
        f"{min(credits):.2f}",
        f"{max(credits):.2f}",
    )

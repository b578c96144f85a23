"""Many results as one line each, worst first; vendors after systems."""

from collections.abc import Sequence

from alignassess.domain.assessment import Assessment, SystemAssessment, VendorAssessment
from alignassess.domain.depth import Depth
from alignassess.domain.instrument import Instrument
from alignassess.domain.row import Row, SystemRow, VendorRow
from alignassess.render.lines import Heading, cut, table


def batch_text(results: Sequence[Assessment | Row], instrument: Instrument) -> list[str]:
    """A table of systems, worst first, then one of vendors."""
    systems = [one for one in results if isinstance(one, SystemAssessment | SystemRow)]
    vendors = [one for one in results if isinstance(one, VendorAssessment | VendorRow)]
    lines: list[str] = []
    if systems:
        rows: list[tuple[str, ...]] = [
            ("system", "rating", "worst", "categories", "gaps", "answered")
        ]
        rows += [_system(one, instrument) for one in sorted(systems, key=worst_first)]
        heading, *rest = table(rows, right=frozenset({2}))
        lines += [Heading(heading), *rest]
    if vendors:
        lines += [""] if lines else []
        rows = [("vendor", "answered", "prevention: least", "most")]
        rows += [_vendor(one) for one in sorted(vendors, key=_id)]
        heading, *rest = table(rows)
        lines += [Heading(heading), *rest]
    return lines


def worst_first(one: SystemAssessment | SystemRow) -> tuple[float, int, str]:
    """The order of the table."""
    return -_worst(one), -len(one.essential_gaps), _id(one)


def _worst(one: SystemAssessment | SystemRow) -> float:
    """The highest risk as answered that counts for the headline."""
    if isinstance(one, SystemRow):
        return one.worst
    return max(category.answered.headline_risk for category in one.categories)


def _id(one: Assessment | Row) -> str:
    return one.id if isinstance(one, SystemRow | VendorRow) else one.subject.id


def _system(one: SystemAssessment | SystemRow, instrument: Instrument) -> tuple[str, ...]:
    headline = one.headline
    shorts = [instrument.category[category].short for category in headline.categories]
    rating = headline.rating
    return (
        cut(_id(one), 30),
        str(rating),
        f"{_worst(one):.2f}",
        "all" if len(shorts) == len(one.categories) else _first(shorts, 5),
        _first(headline.essential_gaps, 2) or "none",
        _answered(one),
    )


def _first(names: Sequence[str], most: int) -> str:
    """As many as the column holds, and how many more there are."""
    more = len(names) - most
    return " ".join(names[:most]) + (f" +{more}" if more > 0 else "")


def _answered(one: Assessment | Row) -> str:
    return f"{one.completeness.share:.0%}" + (" of core" if one.depth is Depth.CORE else "")


def _vendor(one: VendorAssessment | VendorRow) -> tuple[str, ...]:
    if isinstance(one, VendorRow):
        credits = [category.answered for category in one.categories]
    else:
        credits = [category.answered.prevention for category in one.categories]
    return (
        cut(_id(one), 30),
        _answered(one),
        f"{min(credits):.2f}",
        f"{max(credits):.2f}",
    )

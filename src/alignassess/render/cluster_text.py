"""Categories of one cause that are weak together, as plain text."""

from alignassess.domain.assessment import SystemAssessment
from alignassess.domain.instrument import Instrument
from alignassess.render.lines import Heading, wrapped

MOST = 8
"""Shared remedies named in a summary; a report lists them all."""


def cluster_section(assessment: SystemAssessment, instrument: Instrument) -> list[str]:
    """One cause, the categories it shows in, and the remedies that serve several of them."""
    lines: list[str] = []
    for one in assessment.clusters:
        names = ", ".join(instrument.category[category].label for category in one.categories)
        lines += [Heading(f"{one.title} ({one.rule})"), *wrapped(names, indent="  ")]
        if one.shared:
            more = len(one.shared) - MOST
            rest = f" and {more} more" if more > 0 else ""
            lines += wrapped(
                f"shared remedies, each listed once: {', '.join(one.shared[:MOST])}{rest}",
                indent="    ",
                first="  ",
            )
    return lines

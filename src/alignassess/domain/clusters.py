"""Categories that share a cause: reported together, their remedies listed once (rule I-09)."""

from collections.abc import Sequence

from alignassess.domain.assessment import CategoryResult, Cluster, Finding
from alignassess.domain.instrument import CATEGORY_INDEX, Instrument
from alignassess.domain.model import RATINGS, Category, Rating

WEAK_FROM = Rating.HIGH
"""The rating as answered from which a category counts as weak (`docs/method.md`, "Clusters")."""

FEWEST = 2
"""Weak categories that make a cluster."""


def clusters(
    instrument: Instrument, categories: Sequence[CategoryResult], findings: Sequence[Finding]
) -> tuple[Cluster, ...]:
    """The clusters of which two or more categories are weak, as answered."""
    weak = {
        one.category
        for one in categories
        if RATINGS.index(one.answered.rating) >= RATINGS.index(WEAK_FROM)
    }
    found = []
    for rule, notice in instrument.rulebook.cross_checks:
        together = tuple(one for one in notice.categories if one in weak)
        if notice.check == "shared-cause" and len(together) >= FEWEST:
            found.append(
                Cluster(
                    rule=rule.id,
                    title=rule.title,
                    text=rule.text,
                    categories=together,
                    shared=_shared(instrument, together, findings),
                )
            )
    return tuple(found)


def _shared(
    instrument: Instrument, together: Sequence[Category], findings: Sequence[Finding]
) -> tuple[str, ...]:
    """The findings that are primary for two or more of the weak ones, and not for everything."""
    places = [CATEGORY_INDEX[one] for one in together]
    return tuple(
        finding.question.id
        for finding in findings
        for primary in [instrument.bearing[finding.question.id].primary]
        if sum(primary[place] for place in places) >= FEWEST and not all(primary)
    )

"""Categories that share a cause: reported together, their remedies listed once (rule I-09)."""

from collections.abc import Sequence
from itertools import combinations

from alignassess.domain.assessment import CategoryResult, Cluster, Finding
from alignassess.domain.instrument import Instrument
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
    primary = [instrument.primary_for[one] for one in together]
    shared = {name for one, other in combinations(primary, FEWEST) for name in one & other}
    shared -= frozenset.intersection(*instrument.primary_for.values())
    return tuple(finding.question.id for finding in findings if finding.question.id in shared)

"""Categories that share a cause: reported together, their remedies listed once (rule I-09)."""

from collections.abc import Sequence

from alignassess.domain.assessment import CategoryResult, Cluster, Finding
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import RATINGS, Category, Rating

WEAK_FROM = Rating.HIGH
"""The rating as answered from which a category counts as weak (`docs/method.md`, "Clusters")."""

_WEAK = RATINGS[RATINGS.index(WEAK_FROM) :]

FEWEST = 2
"""Weak categories that make a cluster."""


def clusters(
    instrument: Instrument, categories: Sequence[CategoryResult], findings: Sequence[Finding]
) -> tuple[Cluster, ...]:
    """The clusters of which two or more categories are weak, as answered."""
    weak = {one.category for one in categories if one.answered.rating in _WEAK}
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
    once, shared = set[str](), set[str]()
    for category in together:
        primary = instrument.primary_for[category]
        shared |= once & primary
        once |= primary
    shared -= instrument.primary_for_all
    return tuple([name for one in findings if (name := one.question.id) in shared])

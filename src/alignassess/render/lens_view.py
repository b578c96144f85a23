"""What reports say of lenses and of categories that share a cause."""

from collections.abc import Mapping
from dataclasses import dataclass

from alignassess.domain.assessment import Cluster, SystemAssessment
from alignassess.domain.instrument import Instrument
from alignassess.domain.lens import STATEMENT
from alignassess.domain.lenses import lenses_of
from alignassess.render.figures import two


@dataclass(frozen=True, slots=True)
class MarkedGap:
    """A gap that comes first through some lens."""

    question: str
    text: str
    remedy: str
    lenses: tuple[str, ...]
    """Titles of the lenses under which it does."""


@dataclass(frozen=True, slots=True)
class LensView:
    """Gaps by the lenses under which they come first, and each category through each lens."""

    statement: str
    names: tuple[tuple[str, str], ...]
    """Title and emphasis of each lens."""
    every: tuple[MarkedGap, ...]
    some: tuple[MarkedGap, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    """Category, and its risk as answered with its rating: without a lens, then through each."""
    groups: tuple[tuple[str, str], ...]
    """Lenses by title, and the questions of `some` that come first under just these."""


@dataclass(frozen=True, slots=True)
class ClusterView:
    """Categories of one cause, and the remedies that serve several of them."""

    cluster: Cluster
    categories: str
    shared: tuple[tuple[str, str], ...]
    """Question and remedy."""


def lens_view(assessment: SystemAssessment, instrument: Instrument) -> LensView | None:
    """The gaps that come first through lenses; None where no lens was looked through."""
    lenses = assessment.lenses
    if not lenses:
        return None
    marked = []
    for finding in assessment.findings:
        under = lenses_of(lenses, finding.question.id)
        if under:
            marked.append(
                MarkedGap(
                    finding.question.id,
                    finding.question.text,
                    finding.question.remedy or "",
                    tuple(one.title for one in under),
                )
            )
    some = tuple(one for one in marked if len(one.lenses) < len(lenses))
    groups: dict[tuple[str, ...], list[str]] = {}
    for one in some:
        groups.setdefault(one.lenses, []).append(one.question)
    return LensView(
        statement=STATEMENT,
        names=tuple((one.title, one.text) for one in lenses),
        every=tuple(one for one in marked if len(one.lenses) == len(lenses)),
        some=some,
        rows=tuple(
            (
                instrument.category[one.category].title,
                (
                    _cell(one.answered.risk, one.rating),
                    *(
                        _cell(lens.categories[at].answered, lens.categories[at].rating)
                        for lens in lenses
                    ),
                ),
            )
            for at, one in enumerate(assessment.categories)
        ),
        groups=tuple(
            ("; ".join(under), ", ".join(questions))
            for under, questions in sorted(groups.items(), key=lambda pair: -len(pair[0]))
        ),
    )


def _cell(risk: float, rating: str) -> str:
    return f"{two(risk)} {rating}"


def cluster_views(assessment: SystemAssessment, instrument: Instrument) -> tuple[ClusterView, ...]:
    """The clusters of a result."""
    remedies: Mapping[str, str] = {
        one.question.id: one.question.remedy or "" for one in assessment.findings
    }
    return tuple(
        ClusterView(
            cluster,
            ", ".join(instrument.category[one].title.lower() for one in cluster.categories),
            tuple((question, remedies.get(question, "")) for question in cluster.shared),
        )
        for cluster in assessment.clusters
    )

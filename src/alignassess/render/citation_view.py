"""The sources that a report cites, and the framework identifiers that its questions refer to."""

from collections.abc import Iterator
from dataclasses import dataclass

from alignassess.domain.assessment import Assessment
from alignassess.domain.instrument import Instrument
from alignassess.domain.library import Library


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source of the literature."""

    key: str
    authors: str
    year: str
    title: str
    where: str
    status: str
    """How far the record was checked."""


@dataclass(frozen=True, slots=True)
class FrameworkLine:
    """One identifier of a framework or law."""

    id: str
    title: str
    framework: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Citations:
    """What the report cites, each once, in alphabetical order."""

    sources: tuple[SourceLine, ...]
    frameworks: tuple[FrameworkLine, ...]
    lists: tuple[tuple[str, str, tuple[FrameworkLine, ...]], ...]
    """The same by list: its name and date, and the identifiers of it."""


def citations(assessment: Assessment, instrument: Instrument, library: Library) -> Citations:
    """The sources behind the categories, the findings and improvements, and the rules in force."""
    keys = sorted(set(_cited(assessment, instrument)))
    items = tuple(
        FrameworkLine(item.id, item.title, framework.name, framework.as_of)
        for key in keys
        if key in library.item
        for framework, item in [library.item[key]]
    )
    return Citations(
        sources=tuple(
            SourceLine(one.key, one.authors, one.year, one.title, one.where, one.status.lower())
            for key in keys
            if (one := library.reference.get(key)) is not None
        ),
        frameworks=items,
        lists=tuple(
            (name, as_of, tuple(one for one in items if one.framework == name))
            for name, as_of in dict.fromkeys((one.framework, one.as_of) for one in items)
        ),
    )


def _cited(assessment: Assessment, instrument: Instrument) -> Iterator[str]:
    for category in instrument.categories:
        yield from category.references
    for finding in (*assessment.findings, *assessment.improvements):
        yield from finding.question.references
    acting = {one.rule for one in assessment.rules}
    for rule in instrument.rules:
        if rule.id in acting:
            yield from rule.references

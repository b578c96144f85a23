"""Bills of materials of CycloneDX as JSON: which model it is, its digest, and what it is made from.

Nothing in them is an evaluation; stated figures are shown as stated.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from alignassess.domain.observation import (
    Evaluation,
    EvidenceFormat,
    Metric,
    ModelIdentity,
    Provenance,
)
from alignassess.domain.refusals import EvidenceWarning, RefusalReason, WarningCode
from alignassess.files.evidence.claims import MOST, claim
from alignassess.files.evidence.fields import iso_date, items, mapping
from alignassess.files.evidence.identity import identified, sha256_of
from alignassess.files.evidence.plain import plain
from alignassess.files.evidence.refused import RefusedError
from alignassess.files.evidence.source import Content, Kind, Source
from alignassess.files.evidence.stated import stated_number

FORMAT = EvidenceFormat.CYCLONEDX

_MODEL = "machine-learning-model"
_KNOWN = ("1.5", "1.6", "1.7")
"""Versions with model components that were read."""
_HUB = "pkg:huggingface/"
_MOST_COMPONENTS = 10_000
_DEPTH = 20

Fields = Mapping[str, object]


def recognises(source: Source) -> bool:
    """Whether it says that it is one."""
    return source.kind is Kind.JSON and source.top.get("bomFormat") == "CycloneDX"


def read(source: Source) -> Content:
    """The models among the components."""
    models = [one for one in _components(source.top) if one.get("type") == _MODEL]
    if not models:
        words = "a bill of materials without a model; name that of the model"
        raise RefusedError(RefusalReason.NOT_EVIDENCE, words)
    dated = iso_date(mapping(source.top.get("metadata")).get("timestamp"))
    provenance = tuple(
        Provenance(
            model=_identity(one),
            bases=tuple(_bases(one)),
            datasets=tuple(_datasets(one)),
            licence=_licence(one),
            dated=dated,
        )
        for one in models[:MOST]
    )
    return Content(
        provenance=provenance,
        evaluations=tuple(islice(_claims(models), MOST)),
        warnings=tuple(_warnings(source.top)),
    )


def _components(top: Fields) -> Iterator[Fields]:
    """Every component, with those inside others, in the order of the file."""
    first = [mapping(top.get("metadata")).get("component"), *items(top.get("components"))]
    waiting = [(mapping(one), 0) for one in reversed(first[:_MOST_COMPONENTS])]
    for _ in range(_MOST_COMPONENTS):
        if not waiting:
            return
        component, depth = waiting.pop()
        yield component
        if depth < _DEPTH:
            inner = items(component.get("components"))[:_MOST_COMPONENTS]
            waiting += [(mapping(one), depth + 1) for one in reversed(inner)]


def _identity(component: Fields) -> ModelIdentity:
    digest = next(
        (
            sha256_of(mapping(one).get("content"))
            for one in items(component.get("hashes"))
            if mapping(one).get("alg") == "SHA-256"
        ),
        None,
    )
    name, revision = _package(component.get("purl"))
    if name is None:
        group, own = plain(component.get("group")), component.get("name")
        name = f"{group}/{plain(own)}" if group and own else own
    found = identified(name, revision=revision or component.get("version"))
    return found.model_copy(update={"sha256": digest})


def _package(purl: object) -> tuple[object, str | None]:
    """Repository and commit of a package URL of the model hub."""
    if not isinstance(purl, str) or not purl.startswith(_HUB):
        return None, None
    path = purl.removeprefix(_HUB).split("?")[0].split("#")[0]
    name, _, revision = path.partition("@")
    return _unquoted(name), _unquoted(revision) or None


def _unquoted(text: str) -> str:
    """Undo the quoting of a package URL; a module for it takes longer to import than to read."""
    return re.sub(r"%([0-7][0-9A-Fa-f])", lambda found: chr(int(found[1], 16)), text)


def _bases(component: Fields) -> Iterator[ModelIdentity]:
    for one in items(mapping(component.get("pedigree")).get("ancestors"))[:MOST]:
        yield _identity(mapping(one))


def _card(component: Fields) -> Fields:
    return mapping(component.get("modelCard"))


def _datasets(component: Fields) -> Iterator[str]:
    parameters = mapping(_card(component).get("modelParameters"))
    for one in items(parameters.get("datasets"))[:MOST]:
        fields = mapping(one)
        name = plain(fields.get("name")) or plain(fields.get("ref"))
        if name is not None:
            yield name


def _licence(component: Fields) -> str | None:
    for one in items(component.get("licenses")):
        fields = mapping(one)
        licence = mapping(fields.get("license"))
        for value in (licence.get("id"), licence.get("name"), fields.get("expression")):
            shown = plain(value)
            if shown is not None:
                return shown
    return None


def _claims(models: list[Fields]) -> Iterator[Evaluation]:
    for component in models:
        analysis = mapping(_card(component).get("quantitativeAnalysis"))
        for one in items(analysis.get("performanceMetrics"))[:MOST]:
            fields = mapping(one)
            interval = mapping(fields.get("confidenceInterval"))
            metric = Metric(
                score=plain(fields.get("type")) or "unnamed",
                name="value",
                subset=plain(fields.get("slice")),
                value=stated_number(fields.get("value")),
                low=stated_number(interval.get("lowerBound")),
                high=stated_number(interval.get("upperBound")),
            )
            yield claim(
                FORMAT,
                "cyclonedx",
                task=metric.score,
                dataset=None,
                metrics=(metric,),
                model=_identity(component),
            )


def _warnings(top: Fields) -> Iterator[EvidenceWarning]:
    version = plain(top.get("specVersion"))
    if version not in _KNOWN:
        words = f"version {version or 'missing'} of CycloneDX, where {_KNOWN[-1]} is known"
        yield EvidenceWarning(code=WarningCode.NEWER_VERSION, words=words)

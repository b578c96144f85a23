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
_HUB, _DATA_HUB = "pkg:huggingface/", "pkg:huggingface-dataset/"
_COMMIT = re.compile(r"[0-9a-f]{7,64}", re.IGNORECASE)
_MOST_COMPONENTS = 10_000
_DEPTH = 20

Fields = Mapping[str, object]


def recognises(source: Source) -> bool:
    """Whether it says that it is one."""
    return source.kind is Kind.JSON and source.top.get("bomFormat") == "CycloneDX"


def read(source: Source) -> Content:
    """The models among the components."""
    components = list(_components(source.top))
    models = [one for one in components if one.get("type") == _MODEL]
    if not models:
        words = "a bill of materials without a model; name that of the model"
        raise RefusedError(RefusalReason.NOT_EVIDENCE, words)
    dated = iso_date(mapping(source.top.get("metadata")).get("timestamp"))
    behind = _Behind(source.top, components)
    provenance = tuple(
        Provenance(
            model=_identity(one),
            bases=tuple(map(_identity, behind.bases(one))),
            datasets=(*_datasets(one), *behind.datasets(one)),
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
    if name is not None:
        # On the hub a version is a commit; generators write 1.0 where they know none.
        is_commit = revision is not None and _COMMIT.fullmatch(revision)
        found = identified(name, revision=revision if is_commit else None)
    else:
        group, own = plain(component.get("group")), component.get("name")
        name = f"{group}/{plain(own)}" if group and own else own
        found = identified(name, revision=component.get("version"))
    return found.model_copy(update={"sha256": digest})


def _package(purl: object, hub: str = _HUB) -> tuple[object, str | None]:
    """Repository and commit of a package URL of the model hub."""
    if not isinstance(purl, str) or not purl.startswith(hub):
        return None, None
    path = purl.removeprefix(hub).split("?")[0].split("#")[0]
    name, _, revision = path.partition("@")
    return _unquoted(name), _unquoted(revision) or None


def _unquoted(text: str) -> str:
    """Undo the quoting of a package URL; a module for it takes longer to import than to read."""
    return re.sub(r"%([0-7][0-9A-Fa-f])", lambda found: chr(int(found[1], 16)), text)


class _Behind:
    """What a model was made from: its ancestors, and what it depends on among the components."""

    def __init__(self, top: Fields, components: list[Fields]) -> None:
        self._component = {
            ref: one for one in components if isinstance(ref := one.get("bom-ref"), str)
        }
        self._needed: dict[str, list[object]] = {}
        for one in items(top.get("dependencies"))[:_MOST_COMPONENTS]:
            ref = mapping(one).get("ref")
            if isinstance(ref, str):
                self._needed[ref] = items(mapping(one).get("dependsOn"))

    def bases(self, component: Fields) -> list[Fields]:
        """Models that it comes from."""
        ancestors = items(mapping(component.get("pedigree")).get("ancestors"))
        return [*map(mapping, ancestors), *self._of_kind(component, _MODEL)][:MOST]

    def datasets(self, component: Fields) -> Iterator[str]:
        """Data sets among the components that it depends on, by name."""
        for one in self._of_kind(component, "data"):
            name = plain(_package(one.get("purl"), _DATA_HUB)[0]) or plain(one.get("name"))
            if name is not None:
                yield name

    def _of_kind(self, component: Fields, kind: str) -> Iterator[Fields]:
        ref = component.get("bom-ref")
        for one in self._needed.get(ref, [])[:MOST] if isinstance(ref, str) else ():
            found = self._component.get(one) if isinstance(one, str) else None
            if found is not None and found.get("type") == kind:
                yield found


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

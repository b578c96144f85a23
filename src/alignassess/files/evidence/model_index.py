"""Model cards of the Hugging Face hub: front matter of a README, and files of `.eval_results`.

They say what a model is made from, and state figures with no run behind them; these are shown as
stated and never counted.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from alignassess.domain.observation import (
    ChangeKind,
    Evaluation,
    EvidenceFormat,
    IdentityKind,
    Metric,
    ModelChange,
    ModelIdentity,
    Provenance,
)
from alignassess.domain.refusals import RefusalReason
from alignassess.errors import InputError
from alignassess.files.evidence.claims import MOST, claim
from alignassess.files.evidence.fields import iso_date, items, mapping
from alignassess.files.evidence.identity import identified
from alignassess.files.evidence.plain import plain
from alignassess.files.evidence.refused import RefusedError
from alignassess.files.evidence.source import Content, Kind, Source
from alignassess.files.evidence.stated import stated_number

FORMAT = EvidenceFormat.HF_MODEL_INDEX

_CARD = re.compile(rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:.*\n)*?(?:model-index|base_model)[ \t]*:")
_RESULTS = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:[ \t]*#.*\n|[ \t\r]*\n|---[ \t\r]*\n)*-[ \t]+[a-zA-Z_]+[ \t]*:"
)
_LISTED = (b"dataset:", b"value:")
_MOST_YAML = 1_000_000
"""Characters; the cards with the longest lists of results have a tenth of it."""
_END = re.compile(r"^---[ \t]*$", re.MULTILINE)
_RELATIONS = {
    "adapter": ChangeKind.ADAPTER,
    "quantized": ChangeKind.QUANTISATION,
}
"""What `base_model_relation` says that a binding must know."""

Fields = Mapping[str, object]


def recognises(source: Source) -> bool:
    """Whether the front matter names a base model or results, or the file lists results."""
    if source.kind is not Kind.TEXT:
        return False
    front = source.head.split(b"\n---", 2)[0] if source.head.count(b"\n---") else source.head
    return bool(_CARD.match(front)) or _is_listed(source)


def _is_listed(source: Source) -> bool:
    """Whether it is a list of results, as in `.eval_results`."""
    return bool(_RESULTS.match(source.head)) and all(one in source.head for one in _LISTED)


def read(source: Source) -> Content:
    """What the card says of the model, and the figures that it states."""
    text = source.text().replace("\r\n", "\n")
    if _is_listed(source):
        return Content(evaluations=tuple(islice(_listed(_tree(text, source.name)), MOST)))
    front = _END.split(text.lstrip("\ufeff"), maxsplit=2)
    card = mapping(_tree(front[1], source.name))
    entries = [mapping(one) for one in items(card.get("model-index"))][:MOST]
    model = _model(card, entries)
    provenance = Provenance(
        model=model,
        bases=tuple(identified(one) for one in _texts(card.get("base_model"))),
        datasets=tuple(shown for one in _texts(card.get("datasets")) if (shown := plain(one))),
        licence=plain(card.get("license")),
    )
    stated = (one for entry in entries for one in _stated(entry, model))
    return Content(provenance=(provenance,), evaluations=tuple(islice(stated, MOST)))


def _tree(text: str, name: str) -> object:
    from alignassess.files.yaml_text import parse

    if len(text) > _MOST_YAML:
        raise RefusedError(RefusalReason.TOO_LARGE, f"{len(text) / 1e6:.1f} MB of YAML")
    try:
        return parse(text, name)
    except InputError as error:
        problem = error.problems[0]
        line = "" if problem.place is None or problem.place.line is None else problem.place.line
        words = f"line {line}: {plain(problem.message)}" if line else "it is not YAML"
        raise RefusedError(RefusalReason.DAMAGED, words) from None


def _model(card: Fields, entries: list[Fields]) -> ModelIdentity:
    """The card does not say which repository it stands in; its names are free text."""
    name = plain(entries[0].get("name")) if entries else None
    kind = IdentityKind.MISSING if name is None else IdentityKind.LABEL
    relation = card.get("base_model_relation")
    change = _RELATIONS.get(relation) if isinstance(relation, str) else None
    if change is None and card.get("library_name") == "peft":
        change = ChangeKind.ADAPTER
    changes = () if change is None else (ModelChange(kind=change),)
    return ModelIdentity(name=name, kind=kind, changes=changes)


def _stated(entry: Fields, model: ModelIdentity) -> Iterator[Evaluation]:
    for one in items(entry.get("results")):
        result = mapping(one)
        dataset, task = mapping(result.get("dataset")), mapping(result.get("task"))
        name = plain(dataset.get("name")) or plain(dataset.get("type"))
        metrics = tuple(_metric(mapping(each)) for each in items(result.get("metrics"))[:MOST])
        yield claim(
            FORMAT,
            "model card",
            task=name or plain(task.get("type")) or "unnamed",
            dataset=plain(dataset.get("type")),
            metrics=metrics,
            model=model,
        )


def _metric(fields: Fields) -> Metric:
    kind = plain(fields.get("type")) or "unnamed"
    return Metric(
        score=plain(fields.get("name")) or kind, name=kind, value=stated_number(fields.get("value"))
    )


def _listed(tree: object) -> Iterator[Evaluation]:
    """Results of `.eval_results`, each about the repository that the file stands in."""
    for one in items(tree):
        fields = mapping(one)
        dataset = mapping(fields.get("dataset"))
        task = plain(dataset.get("task_id"))
        metric = Metric(
            score=task or "value", name="value", value=stated_number(fields.get("value"))
        )
        yield claim(
            FORMAT,
            "model card",
            task=plain(dataset.get("id")) or task or "unnamed",
            dataset=plain(dataset.get("id")),
            metrics=(metric,),
            model=ModelIdentity(kind=IdentityKind.MISSING),
            dated=iso_date(fields.get("date")),
        )


def _texts(value: object) -> list[object]:
    """One text, or a list of them."""
    return [value] if isinstance(value, str) else items(value)[:MOST]

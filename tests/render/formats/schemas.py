"""The schemas of consumers, from `tests/data/schemas/`, and what they say of a document."""

import json
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator, Draft7Validator, Draft202012Validator
from jsonschema.protocols import Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

FOLDER = Path(__file__).parents[2] / "data" / "schemas"

_DRAFTS: dict[str, Any] = {
    "sarif-2.1.0": Draft4Validator,
    "gitlab-codeclimate": Draft7Validator,
    "cyclonedx-1.6": Draft7Validator,
}


def complaints(schema: str, text: str) -> list[str]:
    """What a schema says against a document: the first ten, each with its path."""
    found = validator(schema).iter_errors(json.loads(text))
    return [f"{one.json_path}: {one.message[:200]}" for one in islice(found, 10)]


@cache
def validator(schema: str) -> Validator:
    """The validator of a schema by its file name."""
    draft = _DRAFTS.get(schema, Draft202012Validator)
    made: Validator = draft(_read(schema), registry=_registry())
    return made


@cache
def _registry() -> Registry[Any]:
    """The schemas that the one of CycloneDX refers to."""
    parts = {"jsf-0.82.SNAPSHOT.schema.json": "jsf-0.82", "spdx.SNAPSHOT.schema.json": "spdx"}
    return Registry().with_resources(
        (
            f"http://cyclonedx.org/schema/{name}",
            DRAFT7.create_resource(_read(file)),
        )
        for name, file in parts.items()
    )


def _read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))

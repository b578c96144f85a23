"""JSON Schemas of a policy and of waivers: with the short forms that people write."""

from typing import Any

from pydantic import TypeAdapter

from alignassess.domain.policy import Policy
from alignassess.domain.waivers import Waivers
from alignassess.files.instrument_files import load_instrument

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_SHARE = {
    "anyOf": [
        {"type": "number", "minimum": 0, "maximum": 1},
        {"type": "string", "pattern": r"^[0-9.]+ ?%$"},
    ]
}
_COUNT = {"type": "integer", "minimum": 0}
_SHORT = {
    "completeness": ("Least", "share", _SHARE),
    "nonresponses": ("Most", "share", _SHARE),
    "not_applicable": ("Most", "share", _SHARE),
    "evidence_age": ("Age", "months", _COUNT),
    "essential_gaps": ("Gaps", "most", _COUNT),
}
"""Field to the model of its long form, and what the bare figure stands for."""


def policy_schema() -> Schema:
    """Of a policy; what may be null in results is left out of a file instead."""
    schema = TypeAdapter(Policy).json_schema()
    definitions = schema["$defs"]
    for name, short, figure in _SHORT.values():
        definitions[name]["properties"][short] = figure
    scored = list(load_instrument().scored_questionnaires)
    for rules in (schema, definitions["Matched"]):
        for field, (name, _, figure) in _SHORT.items():
            own = rules["properties"][field]
            own["anyOf"] = [figure, {"$ref": f"#/$defs/{name}"}]
            own.pop("default", None)
        for field in ("questionnaires", "required"):
            rules["properties"][field]["anyOf"] = [
                {"type": "array", "items": {"enum": scored}, "minItems": 1}
            ]
            rules["properties"][field].pop("default", None)
    return {"$schema": _DRAFT, "title": "alignassess policy", **_without_null(schema)}


def waivers_schema() -> Schema:
    """Of a file of waivers, with the ids of the essential practices."""
    schema = TypeAdapter(Waivers).json_schema()
    waiver = schema["$defs"]["Waiver"]
    waiver["properties"]["essential_gap"] = {"enum": sorted(load_instrument().essential_for)}
    waiver["oneOf"] = [
        {"required": ["category", "rating", "version"]},
        {"required": ["essential_gap", "at_level", "version"]},
    ]
    return {"$schema": _DRAFT, "title": "alignassess waivers", **_without_null(schema)}


def _without_null(node: Any) -> Any:
    """The schema without the null that stands for what a file leaves out."""
    if isinstance(node, list):
        return [_without_null(one) for one in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _without_null(value) for key, value in node.items()}
    if kept.get("default", ...) is None:
        del kept["default"]
    options = kept.get("anyOf")
    if isinstance(options, list):
        kept["anyOf"] = [one for one in options if one != {"type": "null"}]
        if len(kept["anyOf"]) == 1:
            kept.update(kept.pop("anyOf")[0])
    return kept

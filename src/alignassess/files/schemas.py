"""JSON Schemas of the files that people write and programs read."""

import json
from collections.abc import Callable
from typing import Any

from pydantic import TypeAdapter

from alignassess.domain.assessment import Assessment
from alignassess.domain.depth import Depth
from alignassess.domain.engagement import Engagement
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.instrument import Instrument
from alignassess.domain.lens import OwnLens
from alignassess.domain.migration import Migration
from alignassess.domain.model import Category, Layer
from alignassess.domain.moving import Dates
from alignassess.domain.overlay import Overlay
from alignassess.domain.questionnaire import ProfileQuestion, Question, Questionnaire
from alignassess.domain.rare_events import FIGURES, TESTS
from alignassess.domain.row import FailedRow, SystemRow, VendorRow
from alignassess.domain.side_by_side import SideBySide
from alignassess.domain.subject import Respondent, System, Vendor
from alignassess.domain.trend import Trend
from alignassess.files.answer_sheet import FORMAT
from alignassess.files.instrument_files import load_instrument
from alignassess.files.policy_schema import policy_schema, waivers_schema

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_COUNT = {
    "anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^\d{1,15}$"}]
}
_DETAILS: Schema = {
    "by": {"type": "string"},
    "on": _DAY,
    "note": {"type": "string"},
    "evidence": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
}
"""What may stand beside any answer; every question refers to it, which keeps the schema short."""


def answers_schema() -> Schema:
    """Of an answer sheet, with the ids and option keys of the questionnaires, for editors."""
    instrument = load_instrument()
    return {
        "$schema": _DRAFT,
        "title": "alignassess answer sheet",
        "type": "object",
        "required": ["format"],
        "oneOf": [{"required": ["system"]}, {"required": ["vendor"]}],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "instrument": {"type": ["string", "integer"]},
            "depth": {"enum": list(Depth)},
            "system": {"$ref": "#/$defs/System"},
            "vendor": {"$ref": "#/$defs/Vendor"},
            "inherits": {
                "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]
            },
            "respondents": {
                "type": "object",
                "additionalProperties": {"$ref": "#/$defs/Respondent"},
            },
            "answers": _answers(instrument),
            "evidence": {
                "type": "object",
                "additionalProperties": {"$ref": "#/$defs/EvidenceEntry"},
            },
        },
        "$defs": _definitions(instrument),
    }


def _answers(instrument: Instrument) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            one.id: {
                "type": ["object", "null"],
                "description": one.title,
                "additionalProperties": False,
                "properties": {question.id: _answer(question) for question in one.questions},
            }
            for one in instrument.questionnaires
        },
    }


def _answer(question: Question) -> Schema:
    long = {"$ref": f"#/$defs/{question.id}-entry"}
    return {
        "description": question.text,
        "anyOf": [
            {"$ref": f"#/$defs/{question.id}"},
            long,
            {"type": "array", "items": long, "minItems": 1},
        ],
    }


def _choice(question: Question) -> Schema:
    """What may be chosen: a key of an option, its level, or a reason why there is no answer."""
    keys: list[str | int] = [option.key for option in question.options]
    nonresponses = ["dont-know", "declined"]
    if isinstance(question, ProfileQuestion):
        one: Schema = {"enum": [*keys, *nonresponses]}
        if question.choice != "multiple":
            return one
        return {"anyOf": [one, {"type": "array", "items": {"enum": keys}}]}
    keys += [option.level for option in question.options]
    keys += [str(option.level) for option in question.options]
    if question.not_applicable:
        nonresponses.append("not-applicable")
    return {"enum": [*keys, *nonresponses]}


def _entry(question: Question) -> Schema:
    """An answer with who gave it, when, why and what supports it."""
    long: Schema = {
        "type": "object",
        "required": ["answer"],
        "additionalProperties": False,
        "properties": {
            "answer": {"$ref": f"#/$defs/{question.id}"},
            **{name: {"$ref": f"#/$defs/answer-{name}"} for name in _DETAILS},
            **dict.fromkeys(FIGURES.get(question.id, ()), _COUNT),
        },
    }
    if question.id == TESTS:
        long["dependentRequired"] = {"trials": ["failures"], "failures": ["trials"]}
    return long


def _definitions(instrument: Instrument) -> Schema:
    found: Schema = {f"answer-{name}": schema for name, schema in _DETAILS.items()}
    for question in instrument.question.values():
        found[question.id] = _choice(question)
        found[f"{question.id}-entry"] = _entry(question)
    for model, internal in (
        (System, ("kind",)),
        (Vendor, ("kind",)),
        (Respondent, ("key",)),
        (EvidenceEntry, ("id", "place", "origin_model")),
    ):
        schema = TypeAdapter(model).json_schema(ref_template="#/$defs/{model}")
        found.update(schema.pop("$defs", {}))
        for name in internal:
            schema["properties"].pop(name, None)
        schema["required"] = [name for name in schema.get("required", []) if name not in internal]
        found[model.__name__] = schema
    found.pop("Place", None)
    return found


def lens_schema() -> Schema:
    """Of a lens of one's own; factors are written as a mapping of names to numbers."""
    schema = {"$schema": _DRAFT, **TypeAdapter(OwnLens).json_schema()}
    number = {"type": "number", "exclusiveMinimum": 0, "maximum": 4}
    factor = {"anyOf": [number, {"type": "string", "pattern": r"^[0-9.]+$"}]}
    for section, names in (("exposure", list(Category)), ("credit", list(Layer))):
        schema["properties"][section] = {
            "type": "object",
            "description": schema["properties"][section].get("description", section),
            "additionalProperties": False,
            "properties": {name.value: factor for name in names},
        }
    for unused in ("Category", "Layer"):
        schema["$defs"].pop(unused, None)
    return schema


def _of(model: Any) -> Callable[[], Schema]:
    return lambda: {"$schema": _DRAFT, **TypeAdapter(model).json_schema()}


SCHEMAS: dict[str, tuple[str, Callable[[], Schema]]] = {
    "answers": ("an answer sheet", answers_schema),
    "policy": ("what a gate tolerates", policy_schema),
    "waivers": ("dated acceptances of a rating or a gap", waivers_schema),
    "results": ("what score --format json prints", _of(Assessment)),
    "row": ("a line of score --format jsonl", _of(SystemRow | VendorRow | FailedRow)),
    "comparison": ("what compare --format json prints", _of(Dates | SideBySide | Trend)),
    "engagement": ("what an audit report needs beyond the sheet", _of(Engagement)),
    "lens": ("a lens of your own, for score --lens", lens_schema),
    "questionnaire": ("a questionnaire", _of(Questionnaire)),
    "overlay": ("additions of your own to a shipped questionnaire", _of(Overlay)),
    "migration": ("what became of the answers of an older pack", _of(Migration)),
}
"""Name to meaning and schema."""


def schema_text(name: str) -> str:
    """A schema as a file: what `schema` prints, and what `init` puts beside the sheets."""
    return json.dumps(SCHEMAS[name][1](), indent=2) + "\n"

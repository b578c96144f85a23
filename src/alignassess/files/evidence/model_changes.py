"""Arguments of a model, in the words of the tools, that make it another than its name says."""

import re
from collections.abc import Iterator

from alignassess.domain.observation import ChangeKind, ModelChange
from alignassess.files.evidence.fields import Fields
from alignassess.files.evidence.identity import file_name, revision_of

_FALSE = frozenset({"", "false", "none", "null", "0"})
_CHANGES = (
    ("peft", ChangeKind.ADAPTER, "peft_sha"),
    ("peft_model_id", ChangeKind.ADAPTER, None),
    ("lora", ChangeKind.ADAPTER, None),
    ("lora_path", ChangeKind.ADAPTER, None),
    ("lora_paths", ChangeKind.ADAPTER, None),
    ("lora_local_path", ChangeKind.ADAPTER, None),
    ("lora_modules", ChangeKind.ADAPTER, None),
    ("enable_lora", ChangeKind.ADAPTER, None),
    ("adapter", ChangeKind.ADAPTER, None),
    ("adapter_path", ChangeKind.ADAPTER, None),
    ("adapter_name_or_path", ChangeKind.ADAPTER, None),
    ("delta", ChangeKind.DELTA, "delta_sha"),
    ("subfolder", ChangeKind.DELTA, None),
    ("steer_path", ChangeKind.STEERING, None),
    ("steering", ChangeKind.STEERING, None),
    ("steering_vector", ChangeKind.STEERING, None),
    ("control_vector", ChangeKind.STEERING, None),
    ("gguf_file", ChangeKind.QUANTISATION, None),
    ("load_in_4bit", ChangeKind.QUANTISATION, None),
    ("load_in_8bit", ChangeKind.QUANTISATION, None),
    ("quantization", ChangeKind.QUANTISATION, None),
    ("quantization_config", ChangeKind.QUANTISATION, None),
    ("quantized", ChangeKind.QUANTISATION, None),
    ("autogptq", ChangeKind.QUANTISATION, None),
    ("gptqmodel", ChangeKind.QUANTISATION, None),
    ("torchao_config", ChangeKind.QUANTISATION, None),
)
"""Each argument, and where the revision of what changes the model stands: of transformers, vLLM,
SGLang and the harness since 0.3."""
_FLAGS = {"load_in_4bit": "4bit", "load_in_8bit": "8bit", "enable_lora": None}
_PACKED = re.compile(
    r"(?:torch\.)?(?:u?int[248]|nf4|fp[48]|float[48]\w*)|[248]-?bit|bitsandbytes|gguf|gptq|awq",
    re.IGNORECASE,
)
_HOW = ("dtype", "torch_dtype", "load_format", "precision")
"""Arguments that say in which numbers the weights are loaded; a few of those are quantised."""


def changes_of(given: Fields, config: Fields) -> Iterator[ModelChange]:
    """What the arguments change; `config` has the commits of adapters and differences."""
    for key, kind, sha in _CHANGES:
        value = given.get(key)
        if is_set(value):
            written = None if str(value).casefold() == "true" else value
            name = _FLAGS[key] if key in _FLAGS else file_name(written)
            yield ModelChange(
                kind=kind, name=name, revision=revision_of(config.get(sha)) if sha else None
            )
    for key in _HOW:
        value = given.get(key)
        if isinstance(value, str) and _PACKED.fullmatch(value):
            yield ModelChange(kind=ChangeKind.QUANTISATION, name=value)


def is_set(value: object) -> bool:
    """Whether an argument was given and turns something on."""
    return value is not None and value is not False and str(value).casefold() not in _FALSE

"""Which model, application or stand-in a garak run was pointed at."""

from collections.abc import Mapping

from alignassess.domain.observation import IdentityKind, ModelIdentity
from alignassess.domain.refusals import EvidenceWarning, WarningCode
from alignassess.files.evidence.identity import identified
from alignassess.files.evidence.plain import plain

_APPLICATIONS = frozenset(
    {"rest", "function", "websocket", "langchain_serve", "langchain", "rasa", "guardrails", "nvcf"}
)
"""Generators that reach a program or an endpoint; which model answers is not said."""
_NAMED_BY_MAKER = frozenset(
    {
        "anthropic",
        "bedrock",
        "cohere",
        "ggml",
        "groq",
        "huggingface",
        "litellm",
        "mistral",
        "nim",
        "octo",
        "ollama",
        "openai",
        "replicate",
        "vertexai",
        "watsonx",
    }
)
"""Generators whose names are those of models. What another one calls a name, its user chose: azure
has names of deployments, and a generator of one's own any text at all."""
_ANY_SERVICE = frozenset({"openai.openaicompatible", "huggingface.inferenceendpoint"})
"""Generators that ask a service at any address."""


def target(setup: Mapping[str, object]) -> ModelIdentity:
    """The model of a run, from its setup. Keys decide, since version strings have been rewritten.

    The name stays as garak writes it, and the generator becomes the provider (`huggingface`).
    """
    kind = _text(setup, "plugins.target_type", "plugins.model_type")
    name = _text(setup, "plugins.target_name", "plugins.model_name")
    family = kind.split(".", 1)[0].casefold()
    provider = plain(family) if family else None
    if family == "test":
        parts = (plain(kind), plain(name))
        words = " ".join(part for part in parts if part)
        return ModelIdentity(name=words, kind=IdentityKind.TEST_DOUBLE, provider=provider)
    if family in _APPLICATIONS:
        found = identified(name)
        shown = found.name if found.kind is not IdentityKind.MISSING else None
        return ModelIdentity(name=shown, kind=IdentityKind.APPLICATION, provider=provider)
    found = identified(name, provider=provider)
    by_maker = family in _NAMED_BY_MAKER and kind.casefold() not in _ANY_SERVICE
    if not by_maker and found.kind is IdentityKind.NAMED:
        return found.model_copy(update={"kind": IdentityKind.LABEL})
    return found


def target_warnings(model: ModelIdentity) -> tuple[EvidenceWarning, ...]:
    """What to know of it."""
    match model.kind:
        case IdentityKind.TEST_DOUBLE:
            words = "the target is one of garak's own stand-ins, with no model behind it"
            return (EvidenceWarning(code=WarningCode.TEST_MODEL, words=words),)
        case IdentityKind.APPLICATION:
            words = "the target is a program or an endpoint; which model answers is not said"
            return (EvidenceWarning(code=WarningCode.APPLICATION, words=words),)
        case IdentityKind.LABEL:
            words = "the target has a name that whoever ran it chose"
            return (EvidenceWarning(code=WarningCode.LABEL_HIDES_MODEL, words=words),)
        case _:
            return ()


def _text(setup: Mapping[str, object], *keys: str) -> str:
    for key in keys:
        value = setup.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""

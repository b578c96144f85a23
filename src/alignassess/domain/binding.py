"""Which model a result file is about, compared with the model that a sheet declares.

Names are compared exactly, after the prefix that says how a model is reached was taken off; nothing
is guessed (`docs/evidence.md`, "Binding").
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Literal

from alignassess.domain.model import Model
from alignassess.domain.observation import IdentityKind, ModelChange, ModelIdentity
from alignassess.domain.subject import ModelReference


class Grade(StrEnum):
    """How firmly a result is tied to a declared model; later is weaker."""

    HASH = "hash"
    """The digest of the weights is the declared one."""
    REVISION = "revision"
    """A declared name, with the declared revision of the weights."""
    NAME = "name"
    """A declared name, exactly."""
    LABEL = "label"
    """A declared name, but one that whoever ran it chose: it shows no model."""
    NOTHING = "nothing"
    """No declared model."""


GRADES: tuple[Grade, ...] = tuple(Grade)

Whose = Literal["model", "base"]


class Binding(Model):
    """What a result is tied to, and how firmly."""

    grade: Grade
    to: Whose | None = None
    """The declared model, or the base that it was made from; None for nothing."""
    reason: str = ""
    """Why it is tied to nothing, or no more firmly; empty where there is nothing to say."""


def bind(identity: ModelIdentity, model: ModelReference | None) -> Binding:
    """Tie the model that a file names to the declared one, or to its base."""
    if model is None:
        return Binding(grade=Grade.NOTHING, reason="the sheet declares no model")
    found = _bound(identity, model, "model")
    if found.grade is not Grade.NOTHING or model.base is None:
        return found
    base = _bound(identity, model.base, "base")
    return found if base.grade is Grade.NOTHING else base


def bare_names(written: str) -> tuple[str, ...]:
    """A name as written, and without the prefixes that say how the model is reached.

    A prefix is a word of `_SERVED_BY` before a slash or a colon, and after a colon one of `_KINDS`
    before another: `openai/gpt-4o`, `openai:chat:gpt-4o`, `openrouter/openai/gpt-4o`.
    """
    names = [written]
    while (found := _PREFIX.match(names[-1])) and found.end() < len(names[-1]):
        names.append(names[-1][found.end() :])
    return tuple(names)


def declared_names(model: ModelReference) -> frozenset[str]:
    """Everything that a declared model is called: by itself, with its provider, its version."""
    return frozenset(_declared(model))


def _declared(model: ModelReference) -> Iterator[str]:
    yield from model.aliases
    if model.name is None:
        return
    whole = [model.name]
    if model.version is not None:
        whole += [f"{model.name}{mark}{model.version}" for mark in (" ", "-", "@", ":")]
    for name in whole:
        yield name
        if model.provider is not None:
            yield f"{model.provider}/{name}"


def _bound(identity: ModelIdentity, model: ModelReference, to: Whose) -> Binding:
    names = declared_names(model)
    if identity.changes:
        return _changed(identity, model, names, to)
    if identity.sha256 and model.sha256:
        if identity.sha256.casefold() == model.sha256.casefold():
            return Binding(grade=Grade.HASH, to=to)
        return _nothing("the digest of its weights is another than the declared one")
    missing = _without_a_name(identity)
    if missing is not None:
        return _nothing(missing)
    assert identity.name is not None
    if names.isdisjoint(bare_names(identity.name)):
        return _nothing(f"it names {identity.name}, and the sheet declares no such model")
    return _by_revision(identity, identity.revision, model, to)


def _by_revision(
    identity: ModelIdentity, revision: str | None, model: ModelReference, to: Whose
) -> Binding:
    """The grade of a run whose name is a declared one."""
    if revision and model.revision:
        if _same_revision(revision, model.revision):
            return Binding(grade=Grade.REVISION, to=to)
        return _nothing(f"it names revision {revision}, the sheet {model.revision}")
    if identity.kind is not IdentityKind.NAMED:
        return Binding(
            grade=Grade.LABEL, to=to, reason="the name is a label that whoever ran it chose"
        )
    return Binding(grade=Grade.NAME, to=to)


def _changed(
    identity: ModelIdentity, model: ModelReference, names: frozenset[str], to: Whose
) -> Binding:
    """An adapted, steered or quantised run is another model, unless the sheet names the change.

    The revision and digest that the file gives are then those of what was changed.
    """
    for change in identity.changes:
        if names.isdisjoint(_changed_names(identity, change)):
            what = f" {change.name}" if change.name else ""
            return _nothing(f"it was run with {_WORDS[change.kind]}{what}, which is another model")
    revision = next((one.revision for one in identity.changes if one.revision), None)
    return _by_revision(identity, revision, model, to)


def _changed_names(identity: ModelIdentity, change: ModelChange) -> Iterator[str]:
    """What a sheet may call the changed model: by the change alone, or "name+change"."""
    if change.name is None:
        return
    yield change.name
    for name in bare_names(identity.name or ""):
        yield f"{name}+{change.name}"


def _without_a_name(identity: ModelIdentity) -> str | None:
    """Why the identity names no model at all; None when it does."""
    match identity.kind:
        case IdentityKind.TEST_DOUBLE:
            return f"{identity.name or 'what it names'} is a stand-in without a model behind it"
        case IdentityKind.MISSING:
            return "it does not say which model was evaluated"
    return "it does not say which model was evaluated" if identity.name is None else None


def _same_revision(one: str, other: str) -> bool:
    """Whether two revisions are equal; a commit may be written short, as git does."""
    short, long = sorted((one.casefold(), other.casefold()), key=len)
    return short == long or (_COMMIT.fullmatch(short) is not None and long.startswith(short))


def _nothing(reason: str) -> Binding:
    return Binding(grade=Grade.NOTHING, reason=reason)


_WORDS = {
    "adapter": "the adapter",
    "delta": "the weight change",
    "steering": "the steering",
    "quantisation": "the quantisation",
}

_COMMIT = re.compile(r"[0-9a-f]{7,40}")

_SERVED_BY = (
    "ai21",
    "anthropic",
    "azure",
    "azureai",
    "azureopenai",
    "bedrock",
    "cerebras",
    "cloudflare",
    "cohere",
    "databricks",
    "deepinfra",
    "deepseek",
    "fireworks",
    "goodfire",
    "google",
    "grok",
    "groq",
    "hf",
    "huggingface",
    "litellm",
    "llama-cpp-python",
    "lmstudio",
    "local-chat-completions",
    "local-completions",
    "mistral",
    "nnterp",
    "ollama",
    "openai",
    "openai-api",
    "openai-chat-completions",
    "openai-completions",
    "openrouter",
    "perplexity",
    "replicate",
    "sambanova",
    "sglang",
    "together",
    "togetherai",
    "transformer_lens",
    "transformers",
    "vertex",
    "vllm",
    "xai",
)
"""Providers and back ends by the words that the tools put before a model's name."""

_KINDS = (
    "assistant",
    "chat",
    "completion",
    "messages",
    "realtime",
    "responses",
    "text",
    "text-generation",
)

_PREFIX = re.compile(
    rf"(?:{'|'.join(map(re.escape, _SERVED_BY))})(?:/|:(?:(?:{'|'.join(_KINDS)}):)?)",
    re.IGNORECASE,
)

"""Which model, application or stand-in a promptfoo row was answered by."""

from collections.abc import Mapping

from alignassess.domain.observation import IdentityKind, ModelIdentity, Role
from alignassess.domain.refusals import EvidenceWarning, WarningCode
from alignassess.files.evidence.fields import mapping
from alignassess.files.evidence.identity import identified
from alignassess.files.evidence.plain import is_endpoint, is_local_path, plain

_APPLICATIONS = frozenset(
    {
        "http",
        "https",
        "ws",
        "wss",
        "websocket",
        "webhook",
        "file",
        "exec",
        "python",
        "javascript",
        "golang",
        "ruby",
        "package",
        "browser",
        "mcp",
        "sequence",
        "simulated-user",
        "promptfoo",
        "n8n",
        "slack",
    }
)
"""What stands before the first colon of a provider that is a program or an endpoint."""
_NAMED_BY_USER = frozenset({"azure", "azureopenai"})

Provider = tuple[str, str]
"""Id and label, as written; either may be empty."""


def provider_of(row: Mapping[str, object]) -> Provider:
    """Id and label of the provider of a row."""
    provider = row.get("provider")
    if isinstance(provider, str):
        return provider.strip(), ""
    fields = mapping(provider)
    return _text(fields.get("id")), _text(fields.get("label"))


def identity(provider: Provider) -> ModelIdentity:
    """The model behind a provider, as strictly as it can be bound.

    A label is shown and identifies nothing, since it is free text.
    """
    name, label = provider
    shown = plain(label) if label and label != name else None
    first, colon, _ = name.partition(":")
    family = first.casefold()
    if family == "echo":
        return ModelIdentity(name="echo", kind=IdentityKind.TEST_DOUBLE, label=shown)
    if family in _APPLICATIONS or is_endpoint(name) or is_local_path(name):
        return ModelIdentity(kind=IdentityKind.APPLICATION, label=shown)
    if not name:
        return identified(None, label=shown)
    if not colon and "/" not in name:
        return ModelIdentity(name=plain(name), kind=IdentityKind.LABEL, label=shown)
    found = identified(name, provider=plain(family), label=shown)
    if family in _NAMED_BY_USER and found.kind is IdentityKind.NAMED:
        return found.model_copy(update={"kind": IdentityKind.LABEL})
    return found


def provider_warnings(model: ModelIdentity) -> tuple[EvidenceWarning, ...]:
    """What to know of it."""
    match model.kind:
        case IdentityKind.TEST_DOUBLE:
            words = "the provider repeats its input; no model stands behind it"
            return (EvidenceWarning(code=WarningCode.TEST_MODEL, words=words),)
        case IdentityKind.APPLICATION:
            words = "the provider is a program or an endpoint; which model answers is not said"
            return (EvidenceWarning(code=WarningCode.APPLICATION, words=words),)
        case IdentityKind.LABEL:
            words = "the provider has a name that whoever ran it chose"
            return (EvidenceWarning(code=WarningCode.LABEL_HIDES_MODEL, words=words),)
        case _ if model.label is not None:
            words = f"the file calls {model.name} {model.label}"
            return (EvidenceWarning(code=WarningCode.LABEL_HIDES_MODEL, words=words),)
        case _:
            return ()


def grader(config: Mapping[str, object]) -> tuple[Role, ...]:
    """The model that graded, when the configuration names one."""
    options = mapping(mapping(config.get("defaultTest")).get("options"))
    value = options.get("provider")
    name = _text(mapping(value).get("id")) if isinstance(value, dict) else _text(value)
    model = identity((name, ""))
    if model.kind is not IdentityKind.NAMED or model.name is None:
        return ()
    return (Role(role="grader", name=model.name),)


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""

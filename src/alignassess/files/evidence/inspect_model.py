"""Which model an Inspect log is about, and which others took part."""

import re
from collections.abc import Iterator
from itertools import islice

from alignassess.domain.observation import (
    ChangeKind,
    IdentityKind,
    ModelIdentity,
    Role,
)
from alignassess.domain.refusals import EvidenceWarning, WarningCode
from alignassess.files.evidence.fields import Fields, items, mapping
from alignassess.files.evidence.identity import identified
from alignassess.files.evidence.model_changes import changes_of
from alignassess.files.evidence.plain import plain

UNDER_TEST = ("target", "untrusted")
"""Roles that name the model under test: Petri's, and that of control-arena."""
_MOST_ROLES = 100
_NO_MODEL = frozenset({"none/none", "none", ""})
_OWN_HOSTS = {
    "openai": ("openai.com",),
    "anthropic": ("anthropic.com",),
    "google": ("googleapis.com",),
    "mistral": ("mistral.ai",),
    "grok": ("x.ai",),
}
"""Providers whose name before the `/` is only true of their own service."""


def model_of(
    spec: Fields,
) -> tuple[ModelIdentity, tuple[Role, ...], tuple[EvidenceWarning, ...]]:
    """The model under test, the other models, and what to know of them."""
    said: list[EvidenceWarning] = []
    roles = list(islice(_roles(spec.get("model_roles")), _MOST_ROLES))
    main = spec.get("model")
    named = main if isinstance(main, str) and main.casefold() not in _NO_MODEL else ""
    tested = _under_test(roles, alone=not named)
    if tested is None:
        found = _identity(
            named, spec.get("model_args"), base_url=spec.get("model_base_url"), role=None
        )
    else:
        role, config = tested
        found = _identity(
            config.get("model"), config.get("args"), base_url=config.get("base_url"), role=role
        )
        if named and named != config.get("model"):
            words = f"the role {role} is taken as the model under test, not the main model"
            said.append(EvidenceWarning(code=WarningCode.ROLES, words=words))
    others = [(role, config.get("model")) for role, config in roles if (role, config) != tested]
    if tested is not None and named:
        others.insert(0, ("main", named))
    others += islice(_graders(spec.get("scorers")), _MOST_ROLES)
    said += _notes(found)
    return found, tuple(dict.fromkeys(_named_roles(others))), tuple(said)


def _roles(value: object) -> Iterator[tuple[str, Fields]]:
    """Each model of each role; a role may have several."""
    for role, config in mapping(value).items():
        name = plain(role)
        if name is None:
            continue
        for one in items(config) or [config]:
            yield name, {"model": one} if isinstance(one, str) else mapping(one)


def _graders(scorers: object) -> Iterator[tuple[str, object]]:
    """The models that scorers were given as arguments, by name or with settings of their own."""
    for scorer in items(scorers):
        for key, value in mapping(mapping(scorer).get("options")).items():
            name = mapping(value).get("model", value)
            if _GRADES.search(key) and isinstance(name, str) and "/" in name:
                yield "judge", name


_GRADES = re.compile(r"(?:^|_)(?:model|judge|grader)$")


def _under_test(roles: list[tuple[str, Fields]], *, alone: bool) -> tuple[str, Fields] | None:
    """The one model of a role that is under test; none when several share the role."""
    for role in UNDER_TEST if alone else UNDER_TEST[:1]:
        found = [one for one in roles if one[0] == role]
        if len(found) == 1:
            return found[0]
    return None


def _identity(
    name: object, arguments: object, *, base_url: object, role: str | None
) -> ModelIdentity:
    given = mapping(arguments)
    path = given.get("model_path")
    changes = tuple(changes_of(given, {}))
    provider = name.split("/", 1)[0] if isinstance(name, str) and "/" in name else None
    if isinstance(path, str) and path and isinstance(name, str):
        # `hf/local` with a path: the path says which weights were loaded.
        name = f"{provider or 'local'}/{path}"
    found = identified(
        name,
        provider=plain(provider),
        revision=given.get("revision"),
        role=role,
        changes=changes,
    )
    address = base_url or given.get("base_url")
    if found.kind is IdentityKind.NAMED and _elsewhere(provider, address):
        return found.model_copy(update={"kind": IdentityKind.LABEL})
    return found


def _elsewhere(provider: str | None, base_url: object) -> bool:
    """Whether another service than the provider's own answered."""
    hosts = _OWN_HOSTS.get(provider or "")
    if hosts is None or not isinstance(base_url, str) or not base_url:
        return False
    host = base_url.split("://", 1)[-1].split("/", 1)[0].rsplit("@", 1)[-1].split(":", 1)[0]
    return not any(host == own or host.endswith(f".{own}") for own in hosts)


def _named_roles(others: list[tuple[str, object]]) -> Iterator[Role]:
    for role, value in others:
        name = identified(value).name
        if name is not None:
            yield Role(role=role, name=name)


def _notes(found: ModelIdentity) -> Iterator[EvidenceWarning]:
    if found.kind is IdentityKind.TEST_DOUBLE:
        words = "the model is a stand-in for tests, with no model behind it"
        yield EvidenceWarning(code=WarningCode.TEST_MODEL, words=words)
    if found.kind is IdentityKind.LABEL:
        words = "the name is one that whoever ran it chose: a folder, or another service"
        yield EvidenceWarning(code=WarningCode.LABEL_HIDES_MODEL, words=words)
    for change in found.changes:
        words = f"the model was run with {_CHANGE_WORDS[change.kind]}, so it is another model"
        yield EvidenceWarning(code=WarningCode.CHANGED_MODEL, words=words)


_CHANGE_WORDS = {
    ChangeKind.ADAPTER: "an adapter",
    ChangeKind.DELTA: "a weight difference",
    ChangeKind.STEERING: "steering",
    ChangeKind.QUANTISATION: "quantisation",
}

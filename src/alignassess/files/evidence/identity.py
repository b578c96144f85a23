"""The name of an evaluated model, made fit to be bound: paths cut, endpoints dropped."""

import re

from alignassess.domain.observation import IdentityKind, ModelChange, ModelIdentity
from alignassess.files.evidence.plain import is_endpoint, is_local_path, last_part, plain

_REVISION = re.compile(r"[\w.\-/]{1,80}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_TEST_DOUBLES = frozenset({"mockllm", "test", "dummy", "echo", "fake"})


def identified(
    value: object,
    *,
    provider: str | None = None,
    revision: object = None,
    role: str | None = None,
    changes: tuple[ModelChange, ...] = (),
    label: str | None = None,
) -> ModelIdentity:
    """The identity behind a name as a file writes it; MISSING when there is none.

    A local path is cut to its last part, and the address of a service is dropped: both are names
    that whoever ran the tool chose, so they bind as a label.
    """
    kind = IdentityKind.NAMED
    text = value.strip() if isinstance(value, str) else ""
    if not text:
        kind, name = IdentityKind.MISSING, None
    elif is_endpoint(text):
        kind, name = IdentityKind.APPLICATION, None
    else:
        prefix, rest = _prefix(text)
        if is_local_path(rest):
            kind, name = IdentityKind.LABEL, plain(prefix + last_part(rest))
        else:
            name = plain(text)
            if name is None:
                kind = IdentityKind.MISSING
            elif name != text:
                kind = IdentityKind.LABEL  # something was taken out, so it is not what ran
        if text.split("/", 1)[0].casefold() in _TEST_DOUBLES:
            kind = IdentityKind.TEST_DOUBLE
    return ModelIdentity(
        name=name,
        kind=kind,
        provider=provider,
        revision=revision_of(revision),
        role=role,
        changes=changes,
        label=label,
    )


def _prefix(text: str) -> tuple[str, str]:
    """A back end before a path, as in `hf//data/models/x`, apart from it."""
    found = re.match(r"([\w-]+/)(?=[/~\\]|\.{1,2}/|[A-Za-z]:[\\/])", text)
    return (found[0], text[found.end() :]) if found else ("", text)


def revision_of(value: object) -> str | None:
    """A commit or revision, when it looks like one."""
    if isinstance(value, str) and _REVISION.fullmatch(value) and not is_local_path(value):
        return value if plain(value) == value else None  # no secret, host or address
    return None


def sha256_of(value: object) -> str | None:
    """A SHA-256 in hexadecimal digits, lower case; None for all else."""
    text = value.strip().casefold() if isinstance(value, str) else ""
    return text if _SHA256.fullmatch(text) else None


def file_name(value: object) -> str | None:
    """The name of an adapter or the like: a local path is cut to its last part."""
    if not isinstance(value, str) or not value.strip() or is_endpoint(value):
        return None
    return plain(last_part(value) if is_local_path(value) else value)

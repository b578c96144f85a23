"""Which model lm-evaluation-harness was run on: what its arguments say, not the display name."""

import re
from collections.abc import Iterator

from alignassess.domain.observation import ChangeKind, IdentityKind, ModelChange, ModelIdentity
from alignassess.domain.refusals import EvidenceWarning, WarningCode
from alignassess.files.evidence.fields import Fields
from alignassess.files.evidence.identity import identified, revision_of
from alignassess.files.evidence.model_changes import changes_of, is_set
from alignassess.files.evidence.plain import plain

_NAMES = ("pretrained", "model", "path", "engine")
"""Arguments that name the model, in the harness's own order, after what changes it."""
_LOOPBACK = ("base_url", "api_base")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_ENTRY = re.compile(r"""['"](?P<key>\w+)['"]: (?P<value>'[^']*'|"[^"]*"|[\w.+-]+)""")
"""One entry of a map that was written as a text, by Python or as JSON."""
_WORDS = {
    ChangeKind.ADAPTER: "an adapter",
    ChangeKind.DELTA: "a weight difference",
    ChangeKind.STEERING: "steering",
    ChangeKind.QUANTISATION: "quantisation",
}


def model_of(config: Fields, hint: object) -> tuple[ModelIdentity, tuple[EvidenceWarning, ...]]:
    """The model by its arguments; `hint` is the display name, which may be random."""
    given = arguments(config.get("model_args"))
    backend = plain(config.get("model"))
    changes = tuple(_changes(given, config, backend))
    written = next((given[one] for one in _NAMES if is_set(given.get(one))), None)
    found = identified(
        written if written is not None else hint,
        provider=backend,
        revision=_revision(config, given),
        changes=changes,
        label=plain(hint),
    )
    if backend == "dummy":
        found = found.model_copy(update={"kind": IdentityKind.TEST_DOUBLE})
    elif found.kind is IdentityKind.NAMED and (written is None or _served_elsewhere(given)):
        found = found.model_copy(update={"kind": IdentityKind.LABEL})
    return found, tuple(notes_of(found))


def arguments(value: object) -> dict[str, object]:
    """`model_args`: `key=value,key=value`, in newer files a map, in exports a map as a text."""
    if isinstance(value, dict):
        return value
    if not isinstance(value, str):
        return {}
    text = value[:10_000]
    if text.lstrip().startswith("{"):
        return {found["key"]: found["value"].strip("'\"") for found in _ENTRY.finditer(text)}
    pairs = (part.partition("=") for part in text.split(","))
    return {key.strip(): given.strip() for key, mark, given in pairs if mark}


def _changes(given: Fields, config: Fields, backend: str | None) -> Iterator[ModelChange]:
    yield from changes_of(given, config)
    if backend == "steered" and not is_set(given.get("steer_path")):
        yield ModelChange(kind=ChangeKind.STEERING)


def _revision(config: Fields, given: Fields) -> str | None:
    """The commit of the weights; else the revision that was asked for, unless it moves.

    Up to 0.4.2 the revision stands in the arguments alone.
    """
    sha = config.get("model_sha")
    if isinstance(sha, str) and _COMMIT.fullmatch(sha):
        return sha
    return fixed_revision(config.get("model_revision")) or fixed_revision(given.get("revision"))


def fixed_revision(value: object) -> str | None:
    """A revision that names the same weights tomorrow; None for the head of a branch."""
    found = revision_of(value)
    return None if found in (None, "main", "master", "None") else found


def _served_elsewhere(given: Fields) -> bool:
    """Whether a service at an address of the runner's choice answered to the name."""
    return any(is_set(given.get(one)) for one in _LOOPBACK)


def notes_of(found: ModelIdentity) -> Iterator[EvidenceWarning]:
    """What to know of it."""
    for change in found.changes:
        words = f"the model was run with {_WORDS[change.kind]}, so it is another model"
        yield EvidenceWarning(code=WarningCode.CHANGED_MODEL, words=words)
    if found.changes and found.revision is not None:
        words = "the commit is that of the model before the change"
        yield EvidenceWarning(code=WarningCode.BASE_DIGEST, words=words)
    if found.kind is IdentityKind.LABEL:
        words = "the name is one that whoever ran it chose: a folder, or a service of their own"
        yield EvidenceWarning(code=WarningCode.LABEL_HIDES_MODEL, words=words)
    if found.kind is IdentityKind.TEST_DOUBLE:
        words = "the model is a stand-in for tests, with no model behind it"
        yield EvidenceWarning(code=WarningCode.TEST_MODEL, words=words)

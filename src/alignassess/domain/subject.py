"""Who and what an answer sheet is about: a system or a vendor, its model, the people who answer."""

from typing import Annotated, Literal

from alignassess.domain.constraints import ByKind, Limits
from alignassess.domain.model import Day, Model
from alignassess.domain.questionnaire import Identifier, Text

Sha256 = Annotated[str, Limits(pattern=r"^[0-9A-Fa-f]{64}$")]
"""A digest as `sha256sum` prints it. Anything else matches no file, and nobody would hear of it."""


class ModelReference(Model):
    """A model by its names. Two references are compared by every name that both carry."""

    provider: Text | None = None
    name: Text | None = None
    version: Text | None = None
    aliases: tuple[Text, ...] = ()
    """Other names under which the same weights are known."""
    revision: Text | None = None
    sha256: Sha256 | None = None
    """Digest of the weights."""
    changed: Day | None = None
    """When the model last changed; older evidence describes another model."""
    base: "ModelReference | None" = None
    """What this model was trained, merged or quantised from."""


class System(Model):
    """A deployed AI system with its model, scaffold and setting: what is assessed."""

    kind: Literal["system"] = "system"
    id: Identifier
    name: Text
    operator: Text | None = None
    model: ModelReference | None = None
    tags: tuple[Identifier, ...] = ()
    """Words of the operator's own, by which a policy can tell systems apart."""


class Vendor(Model):
    """Who supplies the model; assessed once, inherited by every system that runs on it."""

    kind: Literal["vendor"] = "vendor"
    id: Identifier
    name: Text
    model: ModelReference | None = None


Subject = Annotated[System | Vendor, ByKind()]


class Respondent(Model):
    """Who answers, and for whom."""

    key: str
    name: Text | None = None
    role: Text | None = None
    organisation: Text | None = None


def same_model(one: ModelReference, other: ModelReference) -> bool:
    """Whether two references name the same model and version, by every name both carry."""
    if one.sha256 and other.sha256:
        return one.sha256.casefold() == other.sha256.casefold()
    if one.revision and other.revision:
        return one.revision == other.revision
    if one.provider and other.provider and one.provider.casefold() != other.provider.casefold():
        return False
    names = {name.casefold() for name in (one.name, *one.aliases) if name}
    others = {name.casefold() for name in (other.name, *other.aliases) if name}
    if names and others and not names & others:
        return False
    return not (
        one.version and other.version and one.version.casefold() != other.version.casefold()
    )

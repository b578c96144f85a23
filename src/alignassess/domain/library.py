"""What the instrument looks up: sources, ids of frameworks and laws, and evaluations."""

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from types import MappingProxyType

from alignassess.domain.catalog import Framework, FrameworkItem, Principle, Reference
from alignassess.domain.crosswalk import Crosswalk
from alignassess.domain.evals import Evals
from alignassess.domain.late import LateModel
from alignassess.domain.legal import LegalInstrument
from alignassess.domain.lens import Lens
from alignassess.domain.topics import Topic


class Library(LateModel):
    """What the questionnaires and rules refer to, and what `explain` tells about the field.

    Defaults are made by factories, so that the fields can be read late (`LateModel.made_later`).
    """

    references: tuple[Reference, ...]
    frameworks: tuple[Framework, ...]
    crosswalk: Crosswalk
    legal: tuple[LegalInstrument, ...] = field(default_factory=tuple)
    topics: tuple[Topic, ...] = field(default_factory=tuple)
    principles: tuple[Principle, ...] = field(default_factory=tuple)
    """Interactions that no single rule states."""
    lenses: tuple[Lens, ...] = field(default_factory=tuple)
    """How four schools of thought would weigh the same answers."""
    evals: Evals = field(default_factory=Evals)
    """What figures in result files measure."""

    @cached_property
    def framework(self) -> Mapping[str, Framework]:
        """Framework id to its list."""
        return MappingProxyType({one.id: one for one in self.frameworks})

    @cached_property
    def topic(self) -> Mapping[str, Topic]:
        """Topic id to topic."""
        return MappingProxyType({one.id: one for one in self.topics})

    @cached_property
    def reference(self) -> Mapping[str, Reference]:
        """Key to source."""
        return MappingProxyType({one.key: one for one in self.references})

    @cached_property
    def item(self) -> Mapping[str, tuple[Framework, FrameworkItem]]:
        """Framework identifier to its list and entry."""
        return MappingProxyType(
            {item.id: (one, item) for one in self.frameworks for item in one.items}
        )

    def holds(self, key: str) -> bool:
        """Whether something is known under the key."""
        return key in self.reference or key in self.item

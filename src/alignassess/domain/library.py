"""What the instrument cites: sources of the literature, and ids of frameworks and laws."""

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType

from alignassess.domain.catalog import Framework, FrameworkItem, Principle, Reference
from alignassess.domain.lens import Lens
from alignassess.domain.model import Model


class Library(Model):
    """All references and framework lists, the lenses, and what no single rule states."""

    references: tuple[Reference, ...]
    frameworks: tuple[Framework, ...]
    principles: tuple[Principle, ...] = ()
    """Interactions that no single rule states."""
    lenses: tuple[Lens, ...] = ()
    """How four schools of thought would weigh the same answers."""

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

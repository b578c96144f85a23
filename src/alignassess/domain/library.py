"""What the instrument looks up: sources, ids of frameworks and laws, and evaluations."""

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType

from alignassess.domain.catalog import Framework, FrameworkItem, Reference
from alignassess.domain.evals import Evals
from alignassess.domain.model import Model


class Library(Model):
    """All references, framework lists and evaluations."""

    references: tuple[Reference, ...]
    frameworks: tuple[Framework, ...]
    evals: Evals = Evals()
    """What figures in result files measure."""

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

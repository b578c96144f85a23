"""Values some fields of which are made when they are first asked for."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from alignassess.domain.model import Model

Makers = Mapping[str, Callable[[], object]]
"""The name of a field to what makes its value."""

_NOTHING: Makers = MappingProxyType({})


class LateModel(Model):
    """A value whose fields may come later; nobody who reads it can tell.

    A class of its own, since a class that makes fields when they are missing reads each of them in
    twice the time, and scoring reads tens of thousands.
    """

    _later = _NOTHING
    """What makes the fields that are not there yet; a value that has some has its own."""

    @classmethod
    def made_later(cls, fields: Makers) -> Self:
        """A value whose fields are made when first asked for.

        For large values of which most runs look at a part. A field with a plain default must be
        given one by `default_factory`, or the default would stand in its place.
        """
        later = object.__new__(cls)
        later._later = fields
        return later

    def put_off(self, fields: Makers) -> Self:
        """This value, some fields of which are made when first asked for; it held stand-ins.

        For registers that most runs never print. As in `made_later`, none has a plain default.
        """
        for name in fields:
            delattr(self, name)
        self._later = fields
        return self

    if not TYPE_CHECKING:  # pragma: no branch - a checker would take any name for an attribute

        def __getattr__(self, name: str) -> object:
            """Make a field of `made_later`; asked only for what is not there."""
            if name not in self._later:
                raise AttributeError(f"{type(self).__name__} has no attribute {name}")
            value = self.__dict__[name] = self._later[name]()
            return value

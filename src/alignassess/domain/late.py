"""Values some fields of which are made when they are first asked for."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Self

from alignassess.domain.model import Model


class LateModel(Model):
    """A value whose fields may come later; nobody who reads it can tell.

    A class of its own, since a class that makes fields when they are missing reads each of them in
    twice the time, and scoring reads tens of thousands.
    """

    @classmethod
    def made_later(cls, fields: Mapping[str, Callable[[], object]]) -> Self:
        """A value whose fields are made when first asked for.

        For large values of which most runs look at a part. A field with a plain default must be
        given one by `default_factory`, or the default would stand in its place.
        """
        later = object.__new__(cls)
        later.__dict__["_later"] = dict(fields)
        return later

    def put_off(self, fields: Mapping[str, Callable[[], object]]) -> Self:
        """This value, some fields of which are made when first asked for; it held stand-ins.

        For registers that most runs never print. As in `made_later`, none has a plain default.
        """
        for name in fields:
            del self.__dict__[name]
        self.__dict__["_later"] = dict(fields)
        return self

    if not TYPE_CHECKING:  # pragma: no branch - a checker would take any name for an attribute

        def __getattr__(self, name: str) -> object:
            """Make a field of `made_later`; asked only for what is not there."""
            later = self.__dict__.get("_later", {})
            if name not in later:
                raise AttributeError(f"{type(self).__name__} has no attribute {name}")
            value = self.__dict__[name] = later[name]()
            return value

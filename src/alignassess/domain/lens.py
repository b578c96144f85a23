"""A lens: how one school of thought would weigh the same answers (`docs/method.md`, "Lenses")."""

from typing import Annotated, Literal

from alignassess.domain.constraints import Before, Limits
from alignassess.domain.method import Ceilings
from alignassess.domain.model import CATEGORIES, LAYERS, Category, Layer, Model, PerCategory
from alignassess.domain.questionnaire import Identifier, Text

Factor = Annotated[float, Limits(gt=0, le=4)]
"""What a lens multiplies by; 1 leaves a figure as it is."""

STATEMENT = (
    "A lens is a characterisation of emphasis, made for a check of sensitivity. Nobody was polled; "
    "each school contains disagreement, and many people belong to more than one. A lens changes "
    "weights and what evidence counts for, never answers, and none is the default."
)
"""Printed wherever a lens is shown."""


def _pairs(data: object) -> object:
    """The mapping that people write, `reward-hacking: 1.3`, as pairs."""
    return [[key, value] for key, value in data.items()] if isinstance(data, dict) else data


def _in_order(ceilings: Ceilings) -> None:
    levels = list(ceilings.of.values())
    if levels != sorted(levels):
        raise ValueError("the ceilings fall as assurance grows")


class Lens(Model):
    """Factors for exposure and credit, and what evidence counts for, as one school sees it."""

    id: Identifier
    title: Text
    text: Text
    """What the school puts first, in a sentence or two."""
    reason: Text
    """Why it would."""
    evidence: Text
    """What it makes of evidence, in words; `ceilings` is what is counted of that."""
    demand: Text
    """What it would ask for beyond these questions."""
    references: tuple[Text, ...] = ()
    exposure: Annotated[tuple[tuple[Category, Factor], ...], Before(_pairs)] = ()
    """Per category; the eight of a shipped lens sum to 8. What is not named counts 1."""
    credit: Annotated[tuple[tuple[Layer, Factor], ...], Before(_pairs)] = ()
    """Per layer, divided by the largest, so that no credit grows. What is not named counts 1."""
    ceilings: Ceilings
    """The highest level that a claim counts for, by its assurance."""

    def __post_init__(self) -> None:
        """Refuse ceilings that fall as assurance grows."""
        _in_order(self.ceilings)

    @property
    def exposure_factors(self) -> PerCategory:
        """In the order of `CATEGORIES`."""
        named = dict(self.exposure)
        return tuple(named.get(category, 1.0) for category in CATEGORIES)

    @property
    def credit_factors(self) -> tuple[float, ...]:
        """In the order of `LAYERS`, the largest of them 1."""
        named = dict(self.credit)
        factors = [named.get(layer, 1.0) for layer in LAYERS]
        return tuple(factor / max(factors) for factor in factors)


class Lenses(Model):
    """`catalog/lenses.yaml`."""

    format: Literal["alignassess/lenses/1"]
    lenses: Annotated[tuple[Lens, ...], Limits(min_length=1)]


class OwnLens(Model):
    """A lens that an organisation states as its own, in a file."""

    format: Literal["alignassess/lens/1"]
    id: Identifier
    title: Text
    text: Text
    exposure: Annotated[tuple[tuple[Category, Factor], ...], Before(_pairs)] = ()
    credit: Annotated[tuple[tuple[Layer, Factor], ...], Before(_pairs)] = ()
    ceilings: Ceilings | None = None
    """None: as the method has them."""

    def __post_init__(self) -> None:
        """Refuse ceilings that fall as assurance grows."""
        if self.ceilings is not None:
            _in_order(self.ceilings)

    def as_lens(self, ceilings: Ceilings) -> Lens:
        """The same as a lens, with the method's ceilings where it states none."""
        return Lens(
            id=self.id,
            title=self.title,
            text=self.text,
            reason="stated by its authors",
            evidence="as its ceilings say",
            demand="not stated",
            exposure=self.exposure,
            credit=self.credit,
            ceilings=self.ceilings or ceilings,
        )

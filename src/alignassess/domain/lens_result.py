"""What a lens makes of one result."""

from alignassess.domain.model import Category, Model, Rating, ZeroToOne


class LensCategory(Model):
    """One category through a lens; risks have two digits, higher is worse."""

    category: Category
    best: ZeroToOne
    answered: ZeroToOne
    evidenced: ZeroToOne
    inherent: ZeroToOne
    rating: Rating
    """Of the risk as answered."""


class LensResult(Model):
    """A result through one lens; answers are the same, and so is what applies."""

    lens: str
    title: str
    text: str
    reason: str
    shipped: bool
    """False for a lens that its user stated in a file."""
    categories: tuple[LensCategory, ...]
    first_third: tuple[str, ...]
    """The questions of the gaps that weigh most through it, in order."""

"""What other constants and other weights would change about one result."""

from typing import Literal

from alignassess.domain.model import Category, Model, Rating, Reading


class RatingChange(Model):
    """A rating that another constant would change."""

    category: Category | None
    """None for the headline."""
    reading: Reading
    before: Rating | Literal["unrated"]
    after: Rating | Literal["unrated"]


class Swing(Model):
    """One constant at another value, and what that changes."""

    constant: str
    value: str
    """What it is."""
    tried: str
    """What it was set to."""
    ratings: tuple[RatingChange, ...]
    enters: tuple[str, ...]
    """Questions that come among the first actions."""
    leaves: tuple[str, ...]
    """Questions that no longer are among them."""


class RatingShare(Model):
    """How often a category has each rating under random weights."""

    category: Category
    reading: Reading
    counts: tuple[int, int, int, int]
    """Draws rated low, medium, high and critical."""


class ActionShare(Model):
    """How often a question is among the first actions."""

    question: str
    first: bool
    """Whether it is among them with the constants and weights as they are."""
    variations: int
    """In how many of the variations of constants."""
    draws: int
    """In how many of the draws of weights."""


class Sensitivity(Model):
    """One constant at a time, and random weights of questions."""

    variations: int
    """How many other values of constants were tried."""
    swings: tuple[Swing, ...]
    """Only those that change a rating or the first actions."""
    rating_draws: int
    plan_draws: int
    seed: int | None
    """What the draws were made from, where that is known."""
    ratings: tuple[RatingShare, ...]
    actions: tuple[ActionShare, ...]
    """Every question that is among the first actions at least once, most often first."""

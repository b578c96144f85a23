"""What became of a system or vendor since a baseline, in words and printed figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from alignassess.domain.comparison import Change, ChangeState
from alignassess.domain.model import CATEGORIES, Category
from alignassess.domain.moving import Dates, Shift, Three
from alignassess.render.change_words import STATE_WORDS, counts
from alignassess.render.figures import percent, two

Labels = Mapping[Category, str]

_ORDER = (
    ChangeState.OPENED,
    ChangeState.WORSE,
    ChangeState.BETTER,
    ChangeState.CLOSED,
    ChangeState.FACT_CHANGED,
    ChangeState.QUESTION_CHANGED,
)
_MOST_MOVERS = 4


@dataclass(frozen=True, slots=True)
class ShiftView:
    """One category before and now."""

    label: str
    before: str
    """As answered; in brackets best and evidenced."""
    now: str
    change: str
    """With its sign; of risk, more is worse; of a vendor's prevention, more is better."""
    rating: str
    """Both where it changed; empty for a vendor."""
    reasons: tuple[str, ...]
    """What moved it, the largest first."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One question whose answer changed."""

    question: str
    levels: str
    """`level 1 to 3`; empty where either has none, or both are the same."""
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """Everything between two dates that a report lays out."""

    since: str
    """The date of the baseline."""
    sentence: str
    cautions: tuple[str, ...]
    """Why some of it cannot be compared."""
    gaps: tuple[tuple[str, tuple[str, ...]], ...]
    """Essential gaps closed and opened, each under a title."""
    figure: str
    """Which figure of a category is compared, and which way is worse."""
    is_vendor: bool
    shifts: tuple[ShiftView, ...]
    groups: tuple[tuple[str, tuple[ChangeLine, ...]], ...]
    """Changed answers by what became of them: title and lines."""


def change_view(found: Dates, labels: Labels) -> ChangeView:
    """The view of two dates."""
    closed = tuple(one for one in found.gaps_before if one not in found.gaps_now)
    opened = tuple(one for one in found.gaps_now if one not in found.gaps_before)
    titled = (("Essential gaps closed since", closed), ("Essential gaps opened since", opened))
    return ChangeView(
        since=str(found.before),
        sentence=_sentence(found) + _both(found, labels),
        cautions=found.cautions,
        gaps=tuple((title, gaps) for title, gaps in titled if gaps),
        figure="prevention, higher is better" if found.is_vendor else "risk, higher is worse",
        is_vendor=found.is_vendor,
        shifts=tuple(_shift(one, labels) for one in found.shifts),
        groups=tuple(_groups(found)),
    )


def cell(figures: Three) -> str:
    """A figure as answered, with what it lies between."""
    best, answered, evidenced = figures
    return f"{two(answered)} ({two(best)}-{two(evidenced)})"


def _sentence(found: Dates) -> str:
    text = counts(found.changes)
    if found.rating_now is not None and found.rating_before == found.rating_now:
        text = f"{found.rating_now} before and now; {text}"
    elif found.rating_now is not None:
        text = f"{found.rating_before} before, {found.rating_now} now; {text}"
    before, now = percent(found.answered_before), percent(found.answered_now)
    return f"{text}; answered {before} before, {now} now."


def _both(found: Dates, labels: Labels) -> str:
    """What I-24 says of categories in which credit and exposure rose together."""
    names = [labels[one.category] for one in found.shifts if one.better_and_riskier]
    if not names:
        return ""
    where = "all eight categories" if len(names) == len(CATEGORIES) else ", ".join(names)
    return (
        f" Behaves better, is given more (I-24): in {where} both prevention and exposure or stakes "
        "rose; neither makes up for the other."
    )


def _shift(one: Shift, labels: Labels) -> ShiftView:
    rating = one.rating_now or ""
    if one.rating_before != one.rating_now:
        rating = f"{one.rating_before} to {one.rating_now}"
    return ShiftView(
        label=labels[one.category],
        before=cell(one.before),
        now=cell(one.now),
        change=_signed(one.now[1] - one.before[1]),
        rating=rating,
        reasons=tuple(_reasons(one)),
    )


def _signed(change: float) -> str:
    """A change with its sign; what rounds to nothing has none."""
    shown = two(abs(change))
    if shown == "0.00":
        return shown
    return f"{'+' if change > 0 else '-'}{shown}"


def _reasons(one: Shift) -> Iterator[str]:
    if one.exposure is not None:
        yield f"exposure {two(one.exposure[0])} to {two(one.exposure[1])}"
    if one.stakes is not None:
        yield f"stakes {two(one.stakes[0])} to {two(one.stakes[1])}"
    for mover in one.movers[:_MOST_MOVERS]:
        yield f"{mover.question}: {_signed(mover.by)} credit in {mover.layer.value}"
    rest = len(one.movers) - _MOST_MOVERS
    if rest > 0:
        yield f"and {rest} more question{'s' * (rest > 1)}"
    if one.rules_in:
        yield f"rules in force now: {', '.join(one.rules_in)}"
    if one.rules_out:
        yield f"rules no longer in force: {', '.join(one.rules_out)}"


def _groups(found: Dates) -> Iterator[tuple[str, tuple[ChangeLine, ...]]]:
    for state in _ORDER:
        these = tuple(_line(one) for one in found.changes if one.state is state)
        if these:
            yield f"{STATE_WORDS[state].capitalize()} ({len(these)})", these


def _line(one: Change) -> ChangeLine:
    levels = ""
    if None not in (one.level_before, one.level_now) and one.level_before != one.level_now:
        levels = f"level {one.level_before} to {one.level_now}"
    return ChangeLine(one.question, levels, one.before, one.now)

"""A comparison as a document: what two dates, several systems or a trend have to say."""

from collections.abc import Iterator, Mapping

from alignassess.domain.comparison import Change, ChangeState
from alignassess.domain.model import Category
from alignassess.domain.moving import Dates, Shift, Three
from alignassess.domain.side_by_side import Differing, SideBySide
from alignassess.domain.trend import Trend
from alignassess.render.blocks import Block, Document, Items, Paragraph, Section, Table
from alignassess.render.change_words import STATE_WORDS, counts
from alignassess.render.environment import percent, two

Comparison = Dates | SideBySide | Trend

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
_MOST_STRENGTHS = 12


def comparison_document(found: Comparison, labels: Labels) -> Document:
    """The comparison in words."""
    match found:
        case Dates():
            title = f"{found.name} ({found.subject}), {found.before} and {found.now}"
            return Document(title, _in_a_sentence(found), tuple(_dates(found, labels)))
        case SideBySide():
            names = ", ".join(one.id for one in found.entrants)
            return Document(
                f"{'Vendors' if found.vendors else 'Systems'} side by side",
                names,
                tuple(_beside(found, labels)),
            )
        case Trend():
            first, last = found.points[0].as_of, found.points[-1].as_of
            return Document(
                f"{found.name} ({found.system}), {first} to {last}",
                f"{len(found.points)} results, the earliest first",
                tuple(_trend(found, labels)),
            )


def _in_a_sentence(found: Dates) -> str:
    text = counts(found.changes)
    if found.rating_now is not None and found.rating_before == found.rating_now:
        text = f"{found.rating_now} before and now; {text}"
    elif found.rating_now is not None:
        text = f"{found.rating_before} before, {found.rating_now} now; {text}"
    before, now = percent(found.answered_before), percent(found.answered_now)
    return f"{text}; answered {before} before, {now} now."


def _cautions(cautions: tuple[str, ...]) -> Iterator[Block]:
    for caution in cautions:
        yield Paragraph(f"Not fully comparable: {caution}.")


def _dates(found: Dates, labels: Labels) -> Iterator[Block]:
    yield from _cautions(found.cautions)
    for title, gaps in (
        ("Essential gaps closed since", [g for g in found.gaps_before if g not in found.gaps_now]),
        ("Essential gaps opened since", [g for g in found.gaps_now if g not in found.gaps_before]),
    ):
        if gaps:
            yield Paragraph(f"{title}: {', '.join(gaps)}.")
    what = "prevention, higher is better" if found.is_vendor else "risk, higher is worse"
    yield Section(f"Categories ({what})")
    yield Table(
        ("category", "before", "now", "change", "" if found.is_vendor else "rating"),
        tuple(_shift_row(one, labels) for one in found.shifts),
        "As answered; in brackets if the unknowns were good, and counting only evidence",
        frozenset({3}),
    )
    moved = tuple(
        (labels[one.category], tuple(_reasons(one))) for one in found.shifts if list(_reasons(one))
    )
    if moved:
        yield Section("What moved which category")
        yield Items(moved)
    for state in _ORDER:
        these = [one for one in found.changes if one.state is state]
        if these:
            yield Section(f"{STATE_WORDS[state].capitalize()} ({len(these)})")
            yield Items(tuple((_term(one), _texts(one)) for one in these))


def _shift_row(one: Shift, labels: Labels) -> tuple[str, ...]:
    change = one.now[1] - one.before[1]
    rating = one.rating_now or ""
    if one.rating_before != one.rating_now:
        rating = f"{one.rating_before} to {one.rating_now}"
    return (
        labels[one.category],
        cell(one.before),
        cell(one.now),
        _signed(change),
        rating,
    )


def _signed(change: float) -> str:
    """A change with its sign; what rounds to nothing has none."""
    shown = two(abs(change))
    if shown == "0.00":
        return shown
    return f"{'+' if change > 0 else '-'}{shown}"


def cell(figures: Three) -> str:
    """A figure as answered, with what it lies between."""
    best, answered, evidenced = figures
    return f"{two(answered)} ({two(best)}-{two(evidenced)})"


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


def _term(one: Change) -> str:
    if one.level_before is not None and one.level_now is not None:
        return f"{one.question}: level {one.level_before} to {one.level_now}"
    return one.question


def _texts(one: Change) -> tuple[str, ...]:
    return (f"before: {one.before}", f"now: {one.now}")


def _beside(found: SideBySide, labels: Labels) -> Iterator[Block]:
    yield from _cautions(found.cautions)
    what = "prevention, higher is better" if found.vendors else "risk, lower is better"
    yield Section(f"Categories ({what})")
    ids = tuple(one.id for one in found.entrants)
    yield Table(
        ("category", *ids),
        tuple(
            (
                labels[row.category],
                *(
                    cell(figures) if rating is None else f"{rating} {cell(figures)}"
                    for figures, rating in zip(row.figures, row.ratings, strict=True)
                ),
            )
            for row in found.rows
        ),
        "As answered; in brackets if the unknowns were good, and counting only evidence",
    )
    yield Section("Which can be told apart")
    yield Paragraph(
        "Two cannot be told apart where what they can be overlaps: what is not known or not shown "
        "could turn their order round."
    )
    best = "highest" if found.vendors else "lowest"
    yield Table(
        ("category", best, "cannot be told apart from it"),
        tuple((labels[row.category], *_told_apart(row.first, ids)) for row in found.rows),
        "Per category",
    )
    yield Section("Each by itself")
    yield Items(tuple(_entrants(found)))
    if found.differing:
        yield Section(f"Answers that differ ({len(found.differing)})")
        yield Table(
            ("question", *ids),
            tuple((one.question, *_levels(one)) for one in found.differing),
            "Levels as answered, 0 to 4, the widest apart first",
        )


def _told_apart(first: tuple[str, ...], ids: tuple[str, ...]) -> tuple[str, str]:
    if len(first) == 1:
        return first[0], "none"
    if len(first) == len(ids):
        return "none", "cannot be told apart"
    return "none", ", ".join(first)


def _entrants(found: SideBySide) -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in found.entrants:
        texts = [f"answered {percent(one.answered)}"]
        if one.rating is not None:
            texts.insert(0, f"rated {one.rating}")
            texts.append(f"essential gaps open: {', '.join(one.gaps) or 'none'}")
        strong = one.strengths[:_MOST_STRENGTHS]
        more = len(one.strengths) - len(strong)
        texts.append(
            f"answered better than all others, and soundly: {', '.join(strong) or 'nothing'}"
            + (f" and {more} more" if more > 0 else "")
        )
        yield f"{one.name} ({one.id})", tuple(texts)


def _levels(one: Differing) -> Iterator[str]:
    for level, state in zip(one.levels, one.states, strict=True):
        yield state.replace("-", " ") if level is None else str(level)


def _trend(found: Trend, labels: Labels) -> Iterator[Block]:
    yield from _cautions(found.cautions)
    yield Section("Over time")
    yield Table(
        ("date", "rating", "worst", "gaps", "findings", "answered"),
        tuple(
            (
                str(one.as_of),
                one.rating,
                two(one.worst),
                str(len(one.essential_gaps)),
                str(one.findings),
                percent(one.answered),
            )
            for one in found.points
        ),
        "Worst risk as answered; essential gaps that are open; findings; completeness",
        frozenset({2, 3, 4, 5}),
    )
    yield Section("Risk as answered")
    yield Table(
        ("category", *(str(one.as_of) for one in found.points)),
        tuple(
            (labels[category], *(two(one.risks[index]) for one in found.points))
            for index, category in enumerate(found.categories)
        ),
        "Risk as answered per category and date; higher is worse",
        frozenset(range(1, len(found.points) + 1)),
    )
    changed = tuple(
        (
            str(one.as_of),
            (", ".join(f"{count} {STATE_WORDS[state]}" for state, count in one.changes),),
        )
        for one in found.points
        if one.changes
    )
    if changed:
        yield Section("Answers that changed since the date before")
        yield Items(changed)

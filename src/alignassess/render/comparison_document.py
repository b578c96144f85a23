"""A comparison as a document: what two dates, several systems or a trend have to say."""

from collections.abc import Iterator

from alignassess.domain.moving import Dates
from alignassess.domain.side_by_side import Differing, SideBySide
from alignassess.domain.trend import Trend
from alignassess.render.blocks import Block, Document, Items, Panels, Paragraph, Section, Table
from alignassess.render.change_view import ChangeLine, ChangeView, Labels, cell, change_view
from alignassess.render.change_words import STATE_WORDS
from alignassess.render.figures import percent, two
from alignassess.render.trend_view import trend_panels

Comparison = Dates | SideBySide | Trend

_MOST_STRENGTHS = 12


def comparison_document(found: Comparison, labels: Labels) -> Document:
    """The comparison in words."""
    match found:
        case Dates():
            title = f"{found.name} ({found.subject}), {found.before} and {found.now}"
            view = change_view(found, labels)
            return Document(title, view.sentence, tuple(_dates(view)))
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


def _cautions(cautions: tuple[str, ...]) -> Iterator[Block]:
    for caution in cautions:
        yield Paragraph(f"Not fully comparable: {caution}.")


def _dates(found: ChangeView) -> Iterator[Block]:
    yield from _cautions(found.cautions)
    for title, gaps in found.gaps:
        yield Paragraph(f"{title}: {', '.join(gaps)}.")
    yield Section(f"Categories ({found.figure})")
    yield Table(
        ("category", "before", "now", "change", "" if found.is_vendor else "rating"),
        tuple((one.label, one.before, one.now, one.change, one.rating) for one in found.shifts),
        "As answered; in brackets if the unknowns were good, and counting only evidence",
        frozenset({3}),
    )
    moved = tuple((one.label, one.reasons) for one in found.shifts if one.reasons)
    if moved:
        yield Section("What moved which category")
        yield Items(moved)
    for title, lines in found.groups:
        yield Section(title)
        yield Items(tuple((_term(one), _texts(one)) for one in lines))


def _term(one: ChangeLine) -> str:
    return f"{one.question}: {one.levels}" if one.levels else one.question


def _texts(one: ChangeLine) -> tuple[str, ...]:
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
            texts.insert(0, "unrated" if one.rating == "unrated" else f"rated {one.rating}")
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
        words = "not known" if state == "dont-know" else state.replace("-", " ")
        yield words if level is None else str(level)


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
    yield Panels(trend_panels(found, labels))
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

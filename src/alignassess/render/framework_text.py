"""What is said about the identifiers of a framework, as text for a terminal."""

from collections.abc import Iterator, Sequence
from datetime import date

from alignassess.domain.coverage import FrameworkCoverage, ItemCoverage, Speaks
from alignassess.domain.legal import outdated
from alignassess.domain.library import Library
from alignassess.render.lines import Heading, cut, headed, table, wrapped

NEVER_MET = (
    "An identifier is listed with the questions that speak to it and their levels (as answered / "
    "counting only what evidence supports). None is called met: a question asks a part of it, and "
    "an answer is a claim."
)


def framework_text(coverage: FrameworkCoverage, *, on: date) -> list[str]:
    """Every identifier of one list: the questions that speak to it, or that it is not assessed."""
    lines = [
        *headed(f"{coverage.name}, {coverage.version}"),
        *wrapped(
            f"{coverage.assessed} of {len(coverage.items)} identifiers are spoken to by at least "
            f"one answer; {len(coverage.items) - coverage.assessed} are not assessed. "
            f"List as of {coverage.as_of}{_age(coverage.as_of, on)}."
        ),
        *wrapped(NEVER_MET),
        "",
    ]
    for item in coverage.items:
        lines += _item(item)
    return lines


def ages_text(library: Library, *, on: date) -> list[str]:
    """Every framework list with its edition and age."""
    rows = [("list", "identifiers", "as of", "days", "edition")]
    rows += [
        (
            one.id,
            str(len(one.items)),
            one.as_of,
            _days(one.as_of, on),
            cut(one.version, 26),
        )
        for one in library.frameworks
    ]
    heading, *rest = table(rows, right=frozenset({1, 3}))
    old = [one.id for one in library.frameworks if outdated(one.as_of, on)]
    lines: list[str] = [Heading(heading), *rest]
    if old:
        lines += ["", *wrapped(f"Older than 90 days, look for changes: {', '.join(old)}.")]
    return lines


def _days(as_of: str, on: date) -> str:
    days = (on - date.fromisoformat(as_of)).days
    return str(days) if days >= 0 else "later"


def _age(as_of: str, on: date) -> str:
    return ", older than 90 days: look for changes" if outdated(as_of, on) else ""


def _item(item: ItemCoverage) -> Iterator[str]:
    yield from wrapped(f"{item.id}  {item.title}", indent="      ", first="")
    if item.not_assessed is not None:
        yield from wrapped(f"not assessed: {item.reason}", indent="      ", first="    ")
        return
    yield from wrapped(", ".join(spoken(item.speaks)), indent="      ", first="    ")
    if item.open:
        yield from wrapped(f"no answer: {', '.join(item.open)}", indent="      ", first="    ")


def spoken(speaks: Sequence[Speaks]) -> Iterator[str]:
    """Each question with its levels; profile questions have none."""
    for one in speaks:
        levels = "" if one.answered is None else f" {one.answered}/{one.evidenced}"
        yield f"{one.question}{levels} ({one.relation})"

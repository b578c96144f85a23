"""What changed since the last report, as the audit report tells it."""

from collections.abc import Iterator

from alignassess.render.audit_case import AuditCase
from alignassess.render.change_view import ChangeLine, ChangeView
from alignassess.render.document import Block, Heading, Paragraph, Row, Table, links, row

_TITLE = "Change since the last report"


def changes(case: AuditCase) -> Iterator[Block]:
    """Figures and answers against the results that an earlier report was made from."""
    found = case.view.changes
    yield Heading(_TITLE, "changes")
    yield Paragraph(_compared_with(case))
    if found is None:
        return
    yield from (Paragraph(f"Not fully comparable: {one}.") for one in found.cautions)
    yield Paragraph(found.sentence[:1].upper() + found.sentence[1:])
    for title, gaps in found.gaps:
        yield Paragraph(f"{title}: {', '.join(gaps)}.")
    yield _figures(found)
    for title, lines in found.groups:
        yield Table(title, ("Question", "Level", "Before", "Now"), tuple(map(_row, lines)))


def _compared_with(case: AuditCase) -> str:
    found = case.view.changes
    earlier = case.engagement.report.supersedes if case.engagement else None
    named = "" if earlier is None else f" This report supersedes {earlier.id} {earlier.version}."
    if found is None:
        return f"No earlier results were given, so nothing is compared.{named}"
    return f"Compared with results as of {found.since}.{named}"


def _figures(found: ChangeView) -> Table:
    rated = () if found.is_vendor else ("Rating",)
    return Table(
        f"Categories ({found.figure}); as answered, in brackets best and evidenced",
        ("Category", "Before", "Now", "Change", *rated, "What moved it"),
        tuple(
            row(
                one.label,
                one.before,
                one.now,
                one.change,
                *(() if found.is_vendor else (one.rating,)),
                "; ".join(one.reasons),
            )
            for one in found.shifts
        ),
    )


def _row(one: ChangeLine) -> Row:
    return row(links([one.question]), one.levels, one.before, one.now)

"""What other constants and weights would change, as the audit report tells it."""

from collections.abc import Iterator

from alignassess.render.document import Block, Heading, Paragraph, Table, links, row
from alignassess.render.sensitivity_view import ACTIONS_NOTE, SensitivityView


def sensitivity(found: SensitivityView | None) -> Iterator[Block]:
    """Nothing where it was not asked for."""
    if found is None:
        return
    yield Heading("Sensitivity", "sensitivity")
    yield Paragraph(found.summary)
    yield Table(
        "Constants that change a rating",
        ("Constant", "Reading", "What changes"),
        tuple(row(one.constant, one.reading, one.changes) for one in found.swings),
    )
    if found.ratings:
        yield Paragraph(found.draws_note)
    for one in found.ratings:
        yield Table(
            f"Ratings over the draws, {one.reading}",
            ("Category", "Low", "Medium", "High", "Critical"),
            tuple(row(*line) for line in one.rows),
        )
    yield Table(
        ACTIONS_NOTE.removesuffix("."),
        ("Question", "Constants", "Weights", "Remark"),
        tuple(
            row(links([one.question]), one.constants, one.weights, one.remark)
            for one in found.actions
        ),
    )

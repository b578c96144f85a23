"""Printing assessments on stdout in the format asked for.

What one kind of output needs is imported where it is made: one sheet is scored as often as a person
presses Enter, and should not wait for what prints many.
"""

from collections.abc import Sequence

from alignassess.cli import console
from alignassess.cli.options import Format
from alignassess.domain.assessment import Assessment, SystemAssessment
from alignassess.domain.instrument import Instrument


def show(assessments: Sequence[Assessment], format: Format, instrument: Instrument) -> None:
    """One result in full, several as a table; JSON as an object or an array, JSONL line by line."""
    if format is not Format.TEXT:
        # pydantic writes JSON, and costs as much to import as all the rest: only where wanted
        from alignassess.render import json_text
    match format:
        case Format.JSON if len(assessments) == 1:
            console.result(json_text.to_json(assessments[0]))
        case Format.JSON:
            console.result(json_text.to_json_list(assessments))
        case Format.JSONL:
            for one in assessments:
                console.result(json_text.to_json_line(one))
        case Format.TEXT if len(assessments) == 1:
            console.lines(in_full(assessments[0], instrument))
        case Format.TEXT:
            from alignassess.render.batch_text import batch_text

            console.lines(batch_text(assessments, instrument))


def in_full(assessment: Assessment, instrument: Instrument) -> list[str]:
    """One result as text."""
    if isinstance(assessment, SystemAssessment):
        from alignassess.render.score_text import score_text

        lines = [*score_text(assessment, instrument), *_beyond(assessment, instrument)]
    else:
        from alignassess.render.vendor_text import vendor_text

        lines = vendor_text(assessment, instrument)
    if assessment.frameworks:
        from alignassess.render.framework_text import framework_text

        for one in assessment.frameworks:
            lines += ["", *framework_text(one, on=assessment.provenance.as_of)]
    return lines


def _beyond(assessment: SystemAssessment, instrument: Instrument) -> list[str]:
    """What the result looks like through lenses and under other constants, where asked for."""
    lines: list[str] = []
    if assessment.lenses:
        from alignassess.render.lens_text import lens_section

        lines += ["", *lens_section(assessment, instrument)]
    if assessment.sensitivity is not None:
        from alignassess.render.sensitivity_text import sensitivity_section

        lines += ["", *sensitivity_section(assessment, instrument)]
    return lines

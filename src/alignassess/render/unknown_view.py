"""What is not known, grouped by who could answer it."""

from collections.abc import Iterable
from dataclasses import dataclass

from alignassess.domain.instrument import Instrument
from alignassess.domain.model import ClosedBy
from alignassess.render.register_view import DeterminationView


@dataclass(frozen=True, slots=True)
class UnknownGroup:
    """Questions without a known answer that the same people could answer."""

    title: str
    """The section of the questionnaire, or the questionnaire where it has no sections."""
    whom: str
    """Who could answer, and with what at hand, as the questionnaire says it."""
    rows: tuple[tuple[DeterminationView, bool], ...]
    """Question, and whether only a supplier knows."""


def unknown_groups(
    rows: Iterable[DeterminationView], instrument: Instrument
) -> tuple[UnknownGroup, ...]:
    """One group per section that has such a question, in order of asking."""
    by_id = {row.question.id: row for row in rows}
    found = []
    for questionnaire in instrument.questionnaires:
        places: list[tuple[str | None, str, str]] = [
            (one.id, f"{questionnaire.title}: {one.title}", one.introduction)
            for one in questionnaire.sections
        ] or [(None, questionnaire.title, questionnaire.introduction)]
        for section, title, whom in places:
            inside = tuple(
                (by_id[question.id], by_id[question.id].question.closed_by is ClosedBy.SUPPLIER)
                for question in questionnaire.questions
                if question.id in by_id and question.section == section
            )
            if inside:
                found.append(UnknownGroup(title, whom, inside))
    return tuple(found)

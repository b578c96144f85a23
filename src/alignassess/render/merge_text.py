"""What a merge made, for the person who has to settle what is left."""

from collections.abc import Iterator

from alignassess.domain.answers import Answer, Sheet
from alignassess.domain.instrument import Instrument
from alignassess.domain.labels import label
from alignassess.domain.merging import Renamed
from alignassess.render import inert
from alignassess.render.lines import Heading, wrapped


def merge_text(
    sheet: Sheet,
    instrument: Instrument,
    *,
    disagreements: tuple[str, ...],
    renamed: tuple[tuple[str, Renamed], ...],
) -> list[str]:
    """Lines that say how much there is, what was renamed, and what people answered differently.

    `renamed` has the file of each name.
    """
    many = "disagreement" if len(disagreements) == 1 else "disagreements"
    lines = [f"{len(sheet.entries)} answers, {len(disagreements)} {many}"]
    for file, one in renamed:
        lines += wrapped(inert.line(f"{one.section}: {one.before} of {file} is now {one.after}"))
    if not disagreements:
        return lines
    lines += [
        "",
        Heading("Disagreements"),
        *wrapped("Until they are settled the lower answer counts; a disputed fact is unknown."),
    ]
    for question in disagreements:
        lines += ["", *_disagreement(question, sheet, instrument)]
    return lines


def _disagreement(name: str, sheet: Sheet, instrument: Instrument) -> Iterator[str]:
    question = instrument.question[name]
    yield from wrapped(f"{name}: {question.text}", indent="  ", first="")
    for answer in sheet.entry[name].answers:
        said = f"{_who(answer, sheet)}: {label(question, answer)}"
        note = f" ({answer.note})" if answer.note else ""
        yield from wrapped(inert.line(said + note), indent="    ", first="  ")


def _who(answer: Answer, sheet: Sheet) -> str:
    if answer.by is None:
        return "somebody not named"
    name = sheet.respondent[answer.by].name
    return answer.by if name is None else f"{answer.by}, {name}"

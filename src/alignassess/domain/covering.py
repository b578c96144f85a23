"""Holding an assessment against the identifiers of a framework list."""

from dataclasses import replace

from alignassess.domain.assessment import Assessment, Determination
from alignassess.domain.catalog import Framework, FrameworkItem
from alignassess.domain.coverage import FrameworkCoverage, ItemCoverage, NotAssessed, Speaks
from alignassess.domain.crosswalk import Crosswalk, Relation
from alignassess.domain.library import Library
from alignassess.domain.standing import State


def covered(assessment: Assessment, library: Library, frameworks: tuple[str, ...]) -> Assessment:
    """The assessment with its coverage of some framework lists, in the order given."""
    lists = (library.framework[name] for name in frameworks)
    found = tuple(coverage(one, library.crosswalk, assessment) for one in lists)
    return replace(assessment, frameworks=found)


def coverage(
    framework: Framework, crosswalk: Crosswalk, assessment: Assessment
) -> FrameworkCoverage:
    """Every identifier of the list, in its order."""
    found = {one.question.id: one for one in assessment.determinations}
    return FrameworkCoverage(
        framework=framework.id,
        name=framework.name,
        version=framework.version,
        as_of=framework.as_of,
        items=tuple(_item(item, crosswalk, found) for item in framework.items),
    )


def _item(
    item: FrameworkItem, crosswalk: Crosswalk, found: dict[str, Determination]
) -> ItemCoverage:
    speaks, unanswered, elsewhere = [], [], []
    pairs = crosswalk.of_item.get(item.id, ())
    for question, relation in pairs:
        one = found.get(question)
        if one is None or not one.applies or one.state is State.NOT_APPLICABLE:
            elsewhere.append(question)
        elif one.state in (State.ANSWERED, State.DISPUTED):
            speaks.append(_speaks(one, relation))
        else:
            unanswered.append(question)
    why = None if speaks else _why(pairs, unanswered)
    return ItemCoverage(
        id=item.id,
        title=item.title,
        part=item.part,
        speaks=tuple(speaks),
        open=tuple(unanswered),
        elsewhere=tuple(elsewhere),
        not_assessed=why,
        reason=None if why is None else _words(why, item.id, crosswalk),
    )


def _speaks(one: Determination, relation: Relation) -> Speaks:
    levels = one.levels
    return Speaks(
        question=one.question.id,
        relation=relation,
        kind=one.question.kind,
        state=one.state,
        answered=None if levels is None else levels[1],
        evidenced=None if levels is None else levels[2],
    )


def _why(pairs: tuple[tuple[str, Relation], ...], unanswered: list[str]) -> NotAssessed:
    if not pairs:
        return "no question"
    return "not answered" if unanswered else "not applicable"


def _words(why: NotAssessed, name: str, crosswalk: Crosswalk) -> str:
    match why:
        case "no question":
            return crosswalk.reason_of[name]
        case "not answered":
            return "No question that speaks to it has an answer."
        case _:
            return "No question that speaks to it applies to this system and scope."

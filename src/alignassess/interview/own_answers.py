"""A sheet's own answers: finding one, and changing one. What a sheet inherits stays as it is."""

from alignassess.domain.answers import Answer, Entry, Sheet


def own_answer(sheet: Sheet, question: str) -> Answer | None:
    """Find the one own answer; None when there is none, it is inherited, or several disagree."""
    entry = sheet.entry.get(question)
    if entry is None or entry.origin is not None or len(entry.answers) > 1:
        return None
    return entry.answers[0]


def with_own(sheet: Sheet, question: str, answer: Answer) -> Sheet:
    """Make this the own answer; an inherited one that it replaces is listed so."""
    entry = Entry(question=question, answers=(answer,))
    before = sheet.entry.get(question)
    own = [one for one in sheet.entries if one.origin is None]
    inherited = [one for one in sheet.entries if one.origin is not None and one is not before]
    overridden = sheet.overridden
    if before is None:
        own.append(entry)
    elif before.origin is None:
        own[own.index(before)] = entry
    else:
        own.append(entry)
        overridden = (*overridden, (question, before.origin.id))
    # Made anew and not by `model_copy`, which would carry over the old look-up tables.
    return Sheet(
        subject=sheet.subject,
        respondents=sheet.respondents,
        entries=(*own, *inherited),
        evidence=sheet.evidence,
        overridden=overridden,
        sources=sheet.sources,
        depth=sheet.depth,
    )

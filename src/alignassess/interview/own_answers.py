"""A sheet's own answers: finding one, and changing one. What a sheet inherits stays as it is."""

from collections.abc import Mapping

from alignassess.domain.answers import Answer, Declined, Entry, NotApplicable, Sheet, says_same
from alignassess.domain.stated_figures import FIELDS


def own_answer(sheet: Sheet, question: str) -> Answer | None:
    """Find the one own answer; None when there is none, it is inherited, or several disagree."""
    entry = sheet.entry.get(question)
    if entry is None or entry.origin is not None or len(entry.answers) > 1:
        return None
    return entry.answers[0]


def own_entry(sheet: Sheet, question: str) -> Entry | None:
    """What the sheet itself says, disagreements included; None when it says nothing."""
    entry = sheet.entry.get(question)
    return None if entry is None or entry.origin is not None else entry


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
        pack=sheet.pack,
        carried=sheet.carried,
    )


def reworded(
    said: Answer,
    *,
    own: Answer | None,
    opened: Answer | None,
    note: str | None,
    evidence: tuple[str, ...],
    figures: Mapping[str, int] | None = None,
) -> Answer:
    """The answer as it is kept: with what belongs to it of the one before, and what is new.

    Whoever says again what was said (`own`), or what the sitting found (`opened`), keeps by whom,
    when and on what evidence; another answer begins without them. A note stays with the question,
    unless it was the reason of not-applicable. Figures, by their keys in a sheet, stand instead of
    those that stood there.
    """
    base = next((one for one in (own, opened) if one and says_same(one, said)), said)
    kept = None if own is None or isinstance(own, NotApplicable) else own.note
    return base.model_copy(
        update={
            "note": note or kept or base.note,
            "on": said.on if isinstance(said, Declined) else base.on,
            "evidence": tuple(dict.fromkeys((*base.evidence, *evidence))),
            **({} if figures is None else {FIELDS[key]: figures.get(key) for key in FIELDS}),
        }
    )

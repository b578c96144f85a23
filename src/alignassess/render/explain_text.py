"""What `explain ID` says.

A category, question, rule, role, source or questionnaire, from the instrument alone.
"""

from collections.abc import Iterator

from alignassess.domain.catalog import (
    CategoryEntry,
    Framework,
    FrameworkItem,
    Notice,
    Principle,
    Rule,
)
from alignassess.domain.crosswalk import Crosswalk
from alignassess.domain.instrument import Instrument
from alignassess.domain.legal import LegalInstrument
from alignassess.domain.library import Library
from alignassess.domain.model import Category, Layer
from alignassess.domain.spoken import groups
from alignassess.render.condition_words import in_words
from alignassess.render.explain_question import question_lines
from alignassess.render.lens_text import lens_lines
from alignassess.render.lines import headed, wrapped
from alignassess.render.source_text import source_lines, source_words
from alignassess.render.topic_text import group_lines, topic_text


def explain(name: str, instrument: Instrument, library: Library) -> list[str] | None:
    """Lines about whatever has the id, or about a group of topics; None when nothing has."""
    if name in set(Category):
        return list(_category(instrument.category[Category(name)], instrument, library))
    if name in instrument.question:
        return list(question_lines(instrument.question[name], instrument, library))
    if name in library.topic:
        topic = library.topic[name]
        return [*topic_text(topic, instrument), *source_lines(topic.references, library)]
    if name in instrument.retired:
        retired = instrument.retired[name]
        see = f" See {', '.join(retired.see)}." if retired.see else ""
        return [*headed(f"{name}: no longer asked"), *wrapped(retired.reason + see)]
    for rule in instrument.rules:
        if rule.id == name:
            return list(_rule(rule, instrument, library))
    for principle in library.principles:
        if principle.id == name:
            return list(_principle(principle, library))
    for lens in library.lenses:
        if lens.id == name:
            return [*lens_lines(lens), *source_lines(lens.references, library)]
    for role in instrument.roles:
        if role.id == name:
            return [
                *headed(f"{role.id}: {role.title}"),
                *wrapped(role.note),
                "",
                *wrapped(f"Holds when: {in_words(role.when, instrument)}", indent="  "),
            ]
    if name in library.reference:
        return [*headed(name), *source_words(library.reference[name])]
    if name in library.item:
        return list(_item(*library.item[name], library.crosswalk))
    laws = [line for law in library.legal if law.id == name for line in _legal(law, instrument)]
    if name in library.framework:  # a text whose identifiers are listed, and often a law as well
        framework = list(_framework(library.framework[name], library))
        return [*framework, "", *laws] if laws else framework
    if laws:
        return laws
    for questionnaire in instrument.questionnaires:
        if questionnaire.id == name:
            return [
                *headed(f"{questionnaire.title} ({len(questionnaire.questions)} questions)"),
                *wrapped(questionnaire.introduction),
            ]
    return group_lines(name, groups(library)[name]) if name in groups(library) else None


def _category(entry: CategoryEntry, instrument: Instrument, library: Library) -> Iterator[str]:
    yield from headed(f"{entry.title} ({entry.id}, {entry.short})")
    if entry.also:
        yield from wrapped(f"Also called: {', '.join(entry.also)}")
    for title, text in (
        ("", entry.definition),
        (f"Alignment sense: {entry.sense}", entry.sense_note),
        ("Evidence in the field", entry.status),
        ("Contested", entry.contested),
        ("What raises exposure", entry.raised_by),
        ("What lowers propensity", entry.lowered_by),
        ("What bounds consequence", entry.bounded_by),
        ("How it is detected", entry.detected_by),
        ("What it undermines", entry.undermines),
    ):
        if title:
            yield ""
            yield from headed(title)
        yield from wrapped(text)
    yield ""
    yield from headed("Questions that name it as primary")
    for layer in Layer:
        ids = [
            question.id
            for question in instrument.scored
            if question.layer is layer
            and instrument.bearing[question.id].primary[list(Category).index(entry.id)]
        ]
        reason = next((one.reason for one in entry.no_primary if one.layer is layer), "none")
        yield from wrapped(f"{layer}: {', '.join(ids) or reason}", indent="    ", first="  ")
    rules = [rule.id for rule in instrument.rules if _concerns(rule, entry.id)]
    yield from wrapped(
        f"Rules that single it out: {', '.join(rules) or 'none'}", indent="    ", first="  "
    )
    yield from source_lines(entry.references, library)


def _concerns(rule: Rule, category: Category) -> bool:
    """Whether an effect names the category and not all of them."""
    return any(
        category in effect.categories and len(effect.categories) < len(Category)
        for effect in rule.effects
        if not isinstance(effect, Notice)
    )


_FLAGS = {
    "certain": "speaks only where answers were given that make this certain",
    "unless_supported": "spares a question whose answer has fresh evidence, documented or better",
    "in_headline": "names no rating in the headline",
}
"""What a switch of an effect means where it is set; each is set only to leave its default."""


def _rule(rule: Rule, instrument: Instrument, library: Library) -> Iterator[str]:
    yield from headed(f"{rule.id} {rule.title}")
    yield from wrapped(rule.text)
    yield ""
    yield from wrapped(f"Why: {rule.reason}", indent="  ")
    if rule.contested:
        yield from wrapped(f"Contested: {rule.contested}", indent="  ")
    kinds = dict.fromkeys(effect.kind for effect in rule.effects)
    words = "a notice" if set(kinds) == {"notice"} else f"a rule ({', '.join(kinds)})"
    yield from wrapped(f"Kept as {words} of catalog/rules.yaml.", indent="  ")
    for number, effect in enumerate(rule.effects, start=1):
        yield ""
        yield from headed(f"Effect {number}: {effect.kind}")
        when = "always" if effect.when is None else in_words(effect.when, instrument)
        yield from wrapped(f"when {when}", indent="    ", first="  ")
        for name, value in effect.set_fields():
            if name in _FLAGS:
                yield from wrapped(_FLAGS[name], indent="  ")
            elif name not in ("kind", "when"):
                words = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
                yield from wrapped(
                    f"{name.replace('_', ' ')}: {words}", indent="      ", first="  "
                )
    yield from source_lines(rule.references, library)


def _principle(principle: Principle, library: Library) -> Iterator[str]:
    yield from headed(f"{principle.id} {principle.title}")
    yield from wrapped(principle.text)
    yield ""
    yield from wrapped(f"Why: {principle.reason}", indent="  ")
    if principle.contested:
        yield from wrapped(f"Contested: {principle.contested}", indent="  ")
    yield from wrapped(f"Kept as a {principle.lives_in}: {principle.where}", indent="  ")
    yield from source_lines(principle.references, library)


def _item(framework: Framework, item: FrameworkItem, crosswalk: Crosswalk) -> Iterator[str]:
    yield from headed(f"{item.id}: {item.title}")
    yield from wrapped(f"{framework.name}, {framework.version}; as of {framework.as_of}")
    if item.applies_from:
        yield from wrapped(f"Applies from: {item.applies_from}", indent="    ", first="  ")
    if item.binds:
        yield from wrapped(f"Binds: {item.binds}", indent="    ", first="  ")
    speaks = [f"{name} ({relation})" for name, relation in crosswalk.of_item.get(item.id, ())]
    if speaks:
        yield from wrapped(
            f"Questions that speak to it: {', '.join(speaks)}", indent="    ", first="  "
        )
    else:
        yield from wrapped(
            f"Not assessed: {crosswalk.reason_of[item.id]}", indent="    ", first="  "
        )
    yield from wrapped(
        "That a question speaks to it never means that an answer meets it.", indent="  "
    )


def _framework(framework: Framework, library: Library) -> Iterator[str]:
    asked = [item.id for item in framework.items if item.id in library.crosswalk.of_item]
    yield from headed(f"{framework.name}, {framework.version}")
    yield from wrapped(
        f"{len(framework.items)} identifiers, of which at least one question speaks to "
        f"{len(asked)}. As of {framework.as_of}. {framework.source}. {framework.licence_note}"
    )
    if framework.note:
        yield from wrapped(f"Note: {framework.note}", indent="    ", first="  ")
    yield from wrapped(
        f"With a sheet: alignassess score SHEET --framework {framework.id}",
        indent="    ",
        first="  ",
    )


def _legal(law: LegalInstrument, instrument: Instrument) -> Iterator[str]:
    yield from headed(f"{law.name} ({law.identifier})" if law.identifier else law.name)
    starts = f" Applies from {law.applies_from}." if law.applies_from else ""
    yield from wrapped(
        f"{law.jurisdiction}; {law.kind}; {law.status}.{starts} Source as of {law.as_of}, "
        f"{law.confidence}. Not legal advice."
    )
    if law.binds:
        yield from wrapped(f"Binds: {law.binds}", indent="    ", first="  ")
    if law.when is None:
        yield "  Not derived from the profile."
    else:
        yield from wrapped(
            f"Likely in point when: {in_words(law.when, instrument)}", indent="    ", first="  "
        )
    if law.note:
        yield from wrapped(f"Note: {law.note}", indent="    ", first="  ")

"""A topic of the field as text, and the list of everything that `explain` answers for."""

from collections.abc import Iterator, Sequence

from alignassess.domain.instrument import Instrument
from alignassess.domain.library import Library
from alignassess.domain.model import CATEGORIES
from alignassess.domain.spoken import groups
from alignassess.domain.topics import Topic
from alignassess.render.lines import WIDTH, cut, headed, table, wrapped

STATUS = {
    "documented": "documented: seen in systems in use",
    "demonstrated": "demonstrated: shown in experiments",
    "practised": "practised: a method in use",
    "theoretical": "theoretical: argued, and little measured",
    "boundary": "outside of what this program asks about",
}


def topic_text(topic: Topic, instrument: Instrument) -> Iterator[str]:
    """What it is, how far it is shown, and what touches it here."""
    yield from headed(topic.title)
    if topic.also:
        yield from wrapped(f"Also called: {', '.join(topic.also)}")
    yield from wrapped(topic.text)
    yield ""
    yield from wrapped(f"State of the evidence: {STATUS[topic.status]}.", indent="    ", first="  ")
    if topic.contested:
        yield from wrapped(f"Contested: {topic.contested}", indent="    ", first="  ")
    if topic.questions:
        asked = ", ".join(f"{name} {instrument.question[name].slug}" for name in topic.questions)
        yield from wrapped(f"Questions that touch it: {asked}", indent="    ", first="  ")
    else:
        yield "  No question of its own."
    if topic.rules:
        yield from wrapped(
            f"Rules and principles: {', '.join(topic.rules)}", indent="    ", first="  "
        )


def group_lines(title: str, topics: Sequence[Topic]) -> list[str]:
    """The topics of one part of the field."""
    return [*headed(title.capitalize()), *_named((one.id, one.title) for one in topics)]


def list_text(instrument: Instrument, library: Library) -> list[str]:
    """Everything that `explain` answers for, by kind; questions and sources by their range."""
    lines = [*headed("Categories")]
    lines += _named((one, instrument.category[one].title) for one in CATEGORIES)
    for group, topics in groups(library).items():
        lines += ["", *group_lines(group, topics)]
    lines += ["", *headed("Rules and principles")]
    rules = [(one.id, one.title) for one in instrument.rules]
    rules += [(one.id, one.title) for one in library.principles]
    lines += _named(iter(sorted(rules)))
    lines += ["", *headed("Roles and facts")]
    lines += _named((one.id, one.title) for one in instrument.roles)
    lines += ["", *headed("Questions, by questionnaire")]
    lines += _named(
        (one.id, _range([q.id for q in one.questions])) for one in instrument.questionnaires
    )
    lines += ["", *headed("Framework lists")]
    lines += _named((one.id, _range([item.id for item in one.items])) for one in library.frameworks)
    lines += ["", *headed("Laws, codes and standards")]
    lines += _named((one.id, one.name) for one in library.legal)
    lines += ["", *wrapped(f"Sources: {len(library.references)} keys, such as bengio2026.")]
    return lines


def _named(rows: Iterator[tuple[str, str]]) -> Sequence[str]:
    return [f"  {cut(line, WIDTH - 2)}" for line in table(rows)]


def _range(ids: Sequence[str]) -> str:
    return f"{len(ids)} ids, {min(ids)} to {max(ids)}"

"""What people call the things that have an id here: their titles, short forms and other names.

Somebody who looks up "RLHF", "mesa optimisation" or "Goodhart's law" knows no ids.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from alignassess.domain.instrument import Instrument
from alignassess.domain.library import Library
from alignassess.domain.topics import Topic

_BETWEEN_DIGITS = re.compile(r"(?<=\d)[^0-9a-z]+(?=\d)")
_BETWEEN_LETTERS = re.compile(r"[^0-9a-z.]+|(?<!\d)\.|\.(?!\d)")
_IN_BRACKETS = re.compile(r" \((.*?)\)")
_WORD = re.compile(r"[a-z]{4,}")


def folded(name: str) -> str:
    """The name without case, spaces, hyphens, a plural, and British or American spelling.

    Digits stay apart, so that "A.5.2" and "A.52" are two names.
    """
    plain = _BETWEEN_LETTERS.sub("", _BETWEEN_DIGITS.sub(".", name.casefold()))
    for long, short in (("z", "s"), ("ll", "l"), ("our", "or"), ("article", "art")):
        plain = plain.replace(long, short)
    return plain.removesuffix("s")


def meant(name: str, instrument: Instrument, library: Library) -> str | None:
    """The id that a name stands for: itself, or what is known by it; None when nothing is."""
    if name in known_ids(instrument, library):
        return name
    return _by_name(instrument, library).get(folded(name))


def nearest(name: str, instrument: Instrument, library: Library, most: int = 3) -> list[str]:
    """Ids of concepts that share a word with a name, then those whose names look most like it."""
    names = _by_name(instrument, library)
    words = _words(name)
    sharing = [id for spoken, id in _concepts(instrument, library) if words & _words(spoken)]
    long = [one for one in names if len(one) > 2]  # any two letters are close to any two
    close = [names[one] for one in get_close_matches(folded(name), long, n=most)]
    exact = [id for id in close if folded(id).startswith(folded(name))]
    return list(dict.fromkeys([*exact, *sharing, *close]))[:most]


def known_ids(instrument: Instrument, library: Library) -> list[str]:
    """Every id that can be looked up; when two read alike, the first is meant."""
    return [
        *(str(one) for one in instrument.category),
        *instrument.question,
        *library.topic,
        *(rule.id for rule in instrument.rules),
        *(principle.id for principle in library.principles),
        *(lens.id for lens in library.lenses),
        *(role.id for role in instrument.roles),
        *(one.id for one in instrument.questionnaires),
        *library.reference,
        *library.item,
        *library.framework,
        *(law.id for law in library.legal),
        *instrument.retired,
    ]


def groups(library: Library) -> dict[str, list[Topic]]:
    """Each part of the field with its topics."""
    found: dict[str, list[Topic]] = {}
    for topic in library.topics:
        found.setdefault(topic.group, []).append(topic)
    return found


def _by_name(instrument: Instrument, library: Library) -> dict[str, str]:
    names: dict[str, str] = {}
    for id in known_ids(instrument, library):
        names.setdefault(folded(id), id)
    for spoken, id in _spoken(instrument, library):
        names.setdefault(folded(spoken), id)
    for group in groups(library):
        names.setdefault(folded(group), group)
    return names


def _spoken(instrument: Instrument, library: Library) -> Iterator[tuple[str, str]]:
    """Each name that is not an id, with the id; what matters most comes first."""
    yield from _concepts(instrument, library)
    for question in instrument.question.values():
        yield question.slug, question.id
    yield from ((one.title, one.id) for one in instrument.rules)
    yield from ((one.title, one.id) for one in library.principles)
    yield from ((one.title, one.id) for one in library.lenses)
    yield from ((one.title, one.id) for one in instrument.roles)
    yield from ((one.title, one.id) for one in instrument.questionnaires)
    yield from ((one.name, one.id) for one in library.frameworks)
    yield from ((one.name, one.id) for one in library.legal)


def _concepts(instrument: Instrument, library: Library) -> Iterator[tuple[str, str]]:
    """The names of the categories and of the topics of the field."""
    for category in instrument.category.values():
        for name in (category.title, category.short, *category.also):
            yield name, str(category.id)
    for topic in library.topics:
        for name in (*_of_title(topic.title), *topic.also):
            yield name, topic.id


def _words(name: str) -> set[str]:
    return {word.removesuffix("s") for word in _WORD.findall(name.casefold())}


def _of_title(title: str) -> Iterator[str]:
    """The title, what follows its colon, and both without and in its brackets."""
    yield title
    rest = title.partition(": ")[2] or title
    yield _IN_BRACKETS.sub("", rest)
    yield from _IN_BRACKETS.findall(rest)

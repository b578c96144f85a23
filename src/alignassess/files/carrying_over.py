"""A sheet of an older pack, read as one of the newest: renamed answers, and those asked again."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from alignassess.domain.instrument import Instrument
from alignassess.domain.migration import Carried, carried
from alignassess.files.yaml_text import Block, Items, Tree


class Again(NamedTuple):
    """An answer that is not counted, because its option means something else now."""

    question: str
    option: str
    reason: str


class CarriedOver(NamedTuple):
    """The answers of a sheet under the newest pack."""

    answers: Tree
    again: tuple[Again, ...]
    renamed: tuple[tuple[str, str], ...]
    """What stands under another name now: question, or question and option, before and after."""

    @property
    def sentences(self) -> Iterator[str]:
        """What a reader of the result has to know of it."""
        for one in self.again:
            yield (
                f"{one.question}: {one.option} is not counted, because it means something else "
                f"since the sheet was answered; answer it again. {one.reason}"
            )
        for before, after in self.renamed:
            yield f"{before} is called {after} now"


def carried_over(answers: Tree, since: int, instrument: Instrument) -> CarriedOver:
    """The `answers` of a sheet of pack `since`; lines stay those of the file."""
    changes = carried(instrument.migrations, since) if since < instrument.pack else {}
    if not isinstance(answers, Block) or not changes:
        return CarriedOver(answers, (), ())
    again: list[Again] = []
    renamed: list[tuple[str, str]] = []
    result = Block(answers.line)
    for questionnaire, said in answers.items():
        if not isinstance(said, Block):
            _put(result, questionnaire, said, answers.lines[questionnaire])
            continue
        for question, answer in said.items():
            change = changes.get(question, Carried(question, {}, {}))
            found = _again(question, answer, change, instrument)
            if found is not None:
                again.append(found)
                continue
            if change.question != question:
                renamed.append((question, change.question))
            chosen = set(_options(answer))
            renamed += [
                (f"{question}: {old}", f"{change.question}: {new}")
                for old, new in change.options.items()
                if old in chosen
            ]
            home = instrument.questionnaire_of.get(change.question, questionnaire)
            line = answers.lines[questionnaire]
            inside = result.get(home)
            if not isinstance(inside, Block):
                inside = Block(line)
                _put(result, home, inside, line)
            _put(inside, change.question, _renamed(answer, change.options), said.lines[question])
    return CarriedOver(result, tuple(again), tuple(renamed))


def unnumbered(answers: Tree, instrument: Instrument) -> tuple[str, ...]:
    """What is said of a sheet that names no pack and answers what changed its meaning.

    It is read as one of the newest pack, which may be another than the one that was answered.
    """
    changes = carried(instrument.migrations, 1) if instrument.migrations else {}
    if not isinstance(answers, Block) or not changes:
        return ()
    answered = {name for said in answers.values() if isinstance(said, Block) for name in said}
    found = sorted(answered & {one.question for one in changes.values() if one.again})
    if not found:
        return ()
    return (
        f"{', '.join(found)}: changed meaning from one pack of questions to the next, and the "
        "sheet does not say which it answered (instrument:); read as pack "
        f"{instrument.pack}, look again",
    )


def _put(block: Block, key: str, value: Tree, line: int) -> None:
    block[key] = value
    block.lines[key] = line


def _again(question: str, answer: Tree, change: Carried, instrument: Instrument) -> Again | None:
    for option in _options(answer):
        if option.isdecimal() and change.again:
            # What a level stood for in the older pack is not known here, so none is taken over.
            any_reason = change.again.get("*", next(iter(change.again.values())))
            return Again(question, f"level {option}", any_reason)
        reason = change.again.get(option, change.again.get("*"))
        if reason is not None:
            return Again(question, option, reason)
    return None


def _options(answer: Tree) -> Iterator[str]:
    """The option keys that an answer chose, in any of its forms; a level is not a key."""
    match answer:
        case str():
            yield answer
        case Block():
            yield from _options(answer.get("answer", ""))
        case Items():
            for one in answer:
                yield from _options(one)


def _renamed(answer: Tree, names: Mapping[str, str]) -> Tree:
    if not names:
        return answer
    match answer:
        case str():
            return names.get(answer, answer)
        case Block():
            changed = Block(answer.line)
            for key, value in answer.items():
                new = _renamed(value, names) if key == "answer" else value
                _put(changed, key, new, answer.lines[key])
            return changed
        case Items():
            items = Items(answer.line)
            items += [_renamed(one, names) for one in answer]
            items.lines = answer.lines
            return items

"""How a sheet that was answered with an older pack is carried over to a newer one.

A pack is the set of questions and options under one number. What only changed its words is carried
over as it is; what changed its meaning is asked again, and is never scored under the new one.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, NamedTuple

from alignassess.domain.constraints import Limits
from alignassess.domain.faults import Fault
from alignassess.domain.model import Model
from alignassess.domain.questionnaire import Identifier, Question, Text

Number = Annotated[int, Limits(ge=1)]


class RenamedQuestion(Model):
    """The same question under another id."""

    kind: Literal["renamed"]
    question: Identifier
    to: Identifier


class RenamedOption(Model):
    """The same option under another key."""

    kind: Literal["option-renamed"]
    question: Identifier
    option: Identifier
    to: Identifier


class AskedAgain(Model):
    """A question whose answer, or some options of it, now mean something else."""

    kind: Literal["rescaled", "split", "merged", "retired"]
    question: Identifier
    options: tuple[Identifier, ...] = ()
    """The chosen options that have to be asked again; all of them when none is named."""
    into: tuple[Identifier, ...] = ()
    """Where the matter is asked now, if not under the same id."""
    reason: Text


class Migration(Model):
    """From one pack to the next (`questionnaires/migrations/`)."""

    format: Literal["alignassess/migration/1"]
    before: Number
    """The pack that was answered."""
    after: Number
    """The pack that it is carried over to: one more."""
    renamed: tuple[RenamedQuestion, ...] = ()
    options: tuple[RenamedOption, ...] = ()
    again: tuple[AskedAgain, ...] = ()


class Pack(Model):
    """`catalog/pack.yaml`: the number of the questions as they are now."""

    format: Literal["alignassess/pack/1"]
    number: Number
    note: Text


class Carried(NamedTuple):
    """What becomes of the answer to one question."""

    question: str
    """The id under which it stands now."""
    options: Mapping[str, str]
    """Option keys that have another name now."""
    again: Mapping[str, str]
    """Option keys that are asked again, each with the reason; `*` stands for every answer."""


def carried(migrations: tuple[Migration, ...], since: int) -> Mapping[str, Carried]:
    """Every question of an older pack that is not simply the same now, by its old id."""
    now: dict[str, str] = {}
    options: dict[str, dict[str, str]] = {}
    again: dict[str, dict[str, str]] = {}
    for step in sorted(migrations, key=lambda one: one.before):
        if step.before < since:
            continue
        was = {new: old for old, new in now.items()}
        for one in step.renamed:
            now[was.get(one.question, one.question)] = one.to
        was = {new: old for old, new in now.items()}
        # Names as they were before the step, so that two options can change places in it.
        before = {
            old: {new: first for first, new in known.items()} for old, known in options.items()
        }
        for option in step.options:
            old = was.get(option.question, option.question)
            first = before.get(old, {}).get(option.option, option.option)
            options.setdefault(old, {})[first] = option.to
        for anew in step.again:
            old = was.get(anew.question, anew.question)
            renamed = {new: first for first, new in options.get(old, {}).items()}
            for key in anew.options or ("*",):
                again.setdefault(old, {})[renamed.get(key, key)] = _reason(anew)
    return {
        old: Carried(now.get(old, old), options.get(old, {}), again.get(old, {}))
        for old in {*now, *options, *again}
    }


def _reason(anew: AskedAgain) -> str:
    into = f" It is asked now in {', '.join(anew.into)}." if anew.into else ""
    return anew.reason + into


def strays(
    pack: int, migrations: tuple[Migration, ...], questions: Mapping[str, Question]
) -> Iterator[Fault]:
    """Steps that are missing, or that lead to what does not exist in the newest pack."""
    steps = [(one.before, one.after) for one in sorted(migrations, key=lambda one: one.before)]
    wanted = [(number, number + 1) for number in range(1, pack)]
    if steps != wanted:
        yield Fault("pack", f"is number {pack}, so the migrations go {wanted}; there are {steps}")
    for one in migrations:
        for name, count in Counter(renamed.to for renamed in one.renamed).items():
            if count > 1:
                yield Fault(name, f"is what {count} questions become; say merged, and ask again")
        if one.after != pack:
            continue
        for renamed in one.renamed:
            if renamed.to not in questions:
                yield Fault(renamed.question, f"becomes {renamed.to}, which does not exist")
        for option in one.options:
            known = questions.get(option.question)
            if known is None or option.to not in known.label_of:
                yield Fault(option.question, f"gets an option {option.to}, which does not exist")
        for anew in one.again:
            for name in anew.into or (anew.question,):
                if name not in questions and anew.kind != "retired":
                    yield Fault(anew.question, f"is asked again as {name}, which does not exist")

"""Reading a policy; a wrong one is a usage error: the gate must not run on half of it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from alignassess.domain.idle import idle
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import CATEGORIES
from alignassess.domain.policy import Policy, Rules
from alignassess.errors import InputError, Place, Problem, UsageError, by_line
from alignassess.files.instrument_files import load_instrument
from alignassess.files.model_file import as_model
from alignassess.files.reading import read_text
from alignassess.files.wording import nearest_and_all, shown
from alignassess.files.yaml_text import Tree, line_of

_REMEDY = "see docs/ci.md, or remove it"


def read_policy(path: Path) -> Policy:
    """Read a policy; raises UsageError with every problem, idle limits among them."""
    try:
        file = read_text(path)
        tree = file.tree()
        policy: Policy = as_model(tree, Policy, file=file.name)
    except InputError as error:
        raise UsageError(*error.problems) from None
    instrument = load_instrument()
    problems = [
        Problem(one.message, Place(file.name, line_of(tree, one.path)), _REMEDY)
        for one in idle(policy, practices=len(instrument.essential_for))
    ]
    problems += _unknown(policy, instrument, tree, file.name)
    if problems:
        raise UsageError(*by_line(problems))
    return policy


def _unknown(policy: Policy, instrument: Instrument, tree: Tree, file: str) -> Iterator[Problem]:
    """Names of questionnaires and practices that are not there."""
    scored = instrument.scored_questionnaires
    yield from _names(policy, (), scored, policy.questionnaires, tree, file)
    for index, entry in enumerate(policy.matrix):
        scope = policy.joined(entry).questionnaires
        yield from _names(entry, ("matrix", index), scored, scope, tree, file)
    if policy.waivers is not None:
        known = [*sorted(instrument.essential_for), *CATEGORIES]
        for index, name in enumerate(policy.waivers.never):
            if name not in known:
                place = Place(file, line_of(tree, ("waivers", "never", index)))
                message = f"waivers.never: {shown(name)} can never be waived: it is not known"
                yield Problem(message, place, nearest_and_all(name, known))


def _names(
    rules: Rules,
    at: tuple[int | str, ...],
    known: Sequence[str],
    scope: tuple[str, ...] | None,
    tree: Tree,
    file: str,
) -> Iterator[Problem]:
    for field in ("questionnaires", "required"):
        given: tuple[str, ...] | None = getattr(rules, field)
        for index, name in enumerate(given or ()):
            if name not in known:
                place = Place(file, line_of(tree, (*at, field, index)))
                message = f"{field}: there is no scored questionnaire {shown(name)}"
                yield Problem(message, place, nearest_and_all(name, known))
            elif field == "required" and name not in (scope or known):
                place = Place(file, line_of(tree, (*at, field, index)))
                message = f"required: {name} is none of `questionnaires`, so that nothing can pass"
                yield Problem(message, place, "name it in both, or in neither")
        if given == ():
            place = Place(file, line_of(tree, (*at, field)))
            yield Problem(f"{field} is empty", place, "name a questionnaire, or remove it")

"""Which options a question takes together."""

from difflib import get_close_matches

from alignassess.domain.questionnaire import ProfileQuestion, Question
from alignassess.errors import Problem


def fault_in(question: Question, options: tuple[str, ...]) -> Problem | None:
    """Why the question cannot be answered by these option keys; None when it can."""
    keys = tuple(option.key for option in question.options)
    choices = f"choose one of: {', '.join(keys)}"
    for key in options:
        if key not in keys:
            near = get_close_matches(key, keys, n=1)
            hint = f"did you mean {near[0]}? " if near else ""
            return Problem(f'{question.id} has no option "{key}"', remedy=hint + choices)
    if not options:
        return Problem(f"{question.id} needs an option", remedy=choices)
    if len(set(options)) == 1:
        return None
    if not isinstance(question, ProfileQuestion) or question.choice == "single":
        return Problem(f"{question.id} takes one option")
    alone = [option.key for option in question.options if option.alone and option.key in options]
    if alone:
        return Problem(f"{question.id}: {alone[0]} cannot stand beside other options")
    return None


def ordered(question: Question, options: tuple[str, ...]) -> tuple[str, ...]:
    """Put the options in the order of the questionnaire, each once."""
    return tuple(option.key for option in question.options if option.key in options)

"""Which wording of a question an answer, a waiver or a baseline speaks of."""

from collections.abc import Iterable
from hashlib import sha256

from alignassess.domain.questionnaire import ProfileOption, Question

_DIGITS = 12


def question_version(question: Question) -> str:
    """A digest of the text and the options of a question; white space does not count."""
    parts = [question.text]
    for option in question.options:
        value = option.exposure if isinstance(option, ProfileOption) else option.level
        parts.append(f"{value} {option.key} {option.label}")
    return digest_of(parts)


def digest_of(parts: Iterable[str]) -> str:
    """Twelve hexadecimal digits over texts in their order."""
    text = "\n".join(" ".join(part.split()) for part in parts)
    return sha256(text.encode()).hexdigest()[:_DIGITS]

"""How atheris changes an input: mostly so that it stays what it is, else byte by byte."""

from contextlib import suppress
from random import Random

import atheris

from tests.fuzz.evidence_mutating import mutated


def change(data: bytes, most: int, seed: int) -> bytes:
    """Another input of at most so many bytes."""
    random = Random(seed)  # noqa: S311 - no secret
    made = None
    with suppress(RecursionError):  # nested deeper than Python copies
        made = mutated(data, random) if random.random() < 0.7 else None
    if made is None or len(made) > most:
        return bytes(atheris.Mutate(data, most))
    return made

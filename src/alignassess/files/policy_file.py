"""Reading a policy; a wrong one is a usage error: the gate must not run on half of it."""

from pathlib import Path

from alignassess.domain.policy import Policy
from alignassess.errors import InputError, Place, Problem, UsageError
from alignassess.files.model_file import read_model


def read_policy(path: Path) -> Policy:
    """Read a policy; raises UsageError with every problem, idle limits among them."""
    try:
        policy = read_model(path, Policy)
    except InputError as error:
        raise UsageError(*error.problems) from None
    idle = policy.idle()
    if idle:
        raise UsageError(
            *(Problem(message, Place(str(path)), "see docs/ci.md") for message in idle)
        )
    return policy

"""What a front end is given to work with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from alignassess.domain.answers import Sheet
from alignassess.domain.assessment import Assessment
from alignassess.interview.carry_over import Proposal
from alignassess.interview.keeping import Keeper
from alignassess.interview.offers import Nearby


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything outside a sitting that its front end calls."""

    keeper: Keeper
    today: date
    clean: Callable[[str], str]
    """Takes out control characters and escapes, and keeps the ends of lines."""
    score: Callable[[Sheet], Assessment]
    is_file: Callable[[str], bool]
    """Whether a text names a file that the sheet may point to."""
    proposals: Mapping[str, Proposal] = field(default_factory=dict)
    """What an earlier sheet said, by question."""
    nearby: Nearby | None = None
    """Result files that may be offered as evidence."""
    notices: tuple[str, ...] = ()
    """What the person has to know before the first question."""

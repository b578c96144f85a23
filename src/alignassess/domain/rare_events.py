"""What a test of limited size cannot exclude, against how often the system is used (rule I-17)."""

from collections.abc import Sequence
from math import inf, isinf
from typing import NamedTuple

from alignassess.domain.answers import Answer, Chosen, Sheet
from alignassess.domain.condition import Truth
from alignassess.domain.facts import Profile
from alignassess.domain.formula import exact
from alignassess.domain.intervals import upper_bound
from alignassess.domain.method import Method
from alignassess.domain.model import TOP_LEVEL, Model

TESTS = "ec-11"
"""The question whose answer carries trials and failures (`docs/method.md`, "Rare events")."""
VOLUME = "sp-22"
"""The question whose answer carries the monthly volume."""
HARM = "sp-07"
"""The question whose exposure says what is tolerated."""

FIGURES = {TESTS: ("trials", "failures"), VOLUME: ("monthly-volume",)}
"""Which question takes which figures beside its answer, as a sheet names them."""


class Figures(NamedTuple):
    """The figures of one sheet."""

    trials: int | None = None
    failures: int | None = None
    rate: float | None = None
    """The highest rate that the trials do not exclude; None without trials."""
    volume: tuple[float, float] = (0.0, inf)
    """The fewest and the most uses a month that the sheet allows."""


class NotExcluded(Model):
    """How many events a month the tests do not exclude, as answered."""

    trials: int
    failures: int
    rate: float
    """Exact binomial upper bound, one-sided; nine digits."""
    monthly_volume: int | None
    """The most uses a month that the sheet allows; None where it sets no end."""
    events: float | None
    """Rate times volume; None where the volume has no end."""
    tolerated: float
    """Events a month that may stay unexcluded at these stakes."""
    exceeds: bool
    sentence: str


def figures(
    sheet: Sheet, profile: Profile, method: Method, shown: Sequence[tuple[int, int]] = ()
) -> Figures:
    """What the sheet says of trials and volume; of several answers the worst.

    `shown` are trials and failures that result files behind the answer hold: where there are any
    they stand in the place of what the answer says.
    """
    volume = _volume(sheet, profile, method)
    known = shown or _stated(sheet)
    if not known:
        return Figures(volume=volume)
    rates = [
        (upper_bound(failures, trials, method.rare_events.confidence), trials, failures)
        for trials, failures in known
    ]
    rate, trials, failures = max(rates)
    return Figures(trials, failures, rate, volume)


def _stated(sheet: Sheet) -> Sequence[tuple[int, int]]:
    """Trials and failures beside the answer; none unless every answer to it has them."""
    said = sheet.entry.get(TESTS)
    counts = [] if said is None else [_counts(one) for one in said.answers]
    known = [one for one in counts if one is not None]
    return known if len(known) == len(counts) else ()


def _counts(answer: Answer) -> tuple[int, int] | None:
    if isinstance(answer, Chosen) and answer.trials is not None and answer.failures is not None:
        return answer.trials, answer.failures
    return None


def _volume(sheet: Sheet, profile: Profile, method: Method) -> tuple[float, float]:
    step, said = profile.exposure.get(VOLUME), sheet.entry.get(VOLUME)
    if step is None or said is None:
        return 0.0, inf
    stated = [
        float(one.monthly_volume)
        for one in said.answers
        if isinstance(one, Chosen) and one.monthly_volume is not None
    ]
    if len(stated) == len(said.answers):
        return min(stated), max(stated)
    return method.rare_events.volumes.bounds(step)


def exceeds(found: Figures, harm: int | None, method: Method, *, best: bool) -> Truth:
    """Whether more events than tolerated are not excluded; None while there are no trials.

    `harm` is the exposure of the worst harm; an unknown one, like an open volume, counts as the
    worst it could be, in `best` as the least.
    """
    if found.rate is None:
        return None
    least, most = found.volume
    step = harm if harm is not None else 0 if best else TOP_LEVEL
    return found.rate * (least if best else most) > method.rare_events.tolerated.at(step)


def not_excluded(found: Figures, harm: int | None, method: Method) -> NotExcluded | None:
    """The figures with their sentence, as answered; None while there are no trials."""
    if found.rate is None or found.trials is None or found.failures is None:
        return None
    most = found.volume[1]
    events = None if isinf(most) else exact(found.rate * most)
    tolerated = method.rare_events.tolerated.at(TOP_LEVEL if harm is None else harm)
    return NotExcluded(
        trials=found.trials,
        failures=found.failures,
        rate=exact(found.rate),
        monthly_volume=None if isinf(most) else round(most),
        events=events,
        tolerated=tolerated,
        exceeds=bool(exceeds(found, harm, method, best=False)),
        sentence=_sentence(found, events, tolerated, method),
    )


def _sentence(found: Figures, events: float | None, tolerated: float, method: Method) -> str:
    subject = "failure" if found.failures == 1 else "failures"
    verb = "does" if found.failures == 1 else "do"
    seen = (
        f"{found.failures:,} {subject} in {found.trials:,} trials {verb} not exclude a rate of "
        f"{found.rate:.2g} ({method.rare_events.confidence:.0%} confidence)"
    )
    if events is None:
        return f"{seen}; the volume is not known or has no end, so no number of events is excluded."
    return (
        f"{seen}; at up to {found.volume[1]:,.0f} uses a month your test cannot exclude up to "
        f"{_count(events)} {_events(events)} a month. At these stakes {_count(tolerated)} may stay "
        "unexcluded."
    )


def _events(events: float) -> str:
    """The word behind a number as it is printed."""
    return "event" if _count(events) == "1" else "events"


def _count(events: float) -> str:
    return f"{events:,.0f}" if events >= 10 else f"{events:.2g}"

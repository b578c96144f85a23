"""The arithmetic of one category, as `docs/method.md` prints it.

Every argument and result lies between 0 and 1.
"""

from math import sqrt

from alignassess.domain.method import Method

_NINE = 1e9
_HUNDREDTH = 10**7
_HALF_A_HUNDREDTH = _HUNDREDTH // 2


def prevention(propensity: float, detection: float, method: Method) -> float:
    """Credit of alignment work: propensity and detection earn a part alone, all of it together."""
    together = 1 - 2 * method.alone
    return method.alone * (propensity + detection) + together * propensity * detection


def containment(consequence: float, governance: float, method: Method) -> float:
    """Credit of controls: what nobody keeps in force earns a part."""
    return consequence * (method.ungoverned + (1 - method.ungoverned) * governance)


def left(credit: float, method: Method) -> float:
    """The share of the inherent risk that a credit leaves; higher is worse."""
    return 1 - method.reducible * credit


def from_raw(raw: float, method: Method) -> float:
    """Exposure or stakes from their raw share: never 0, because no exposure is not no risk."""
    return method.least_exposure + (1 - method.least_exposure) * raw


def risk(
    exposure: float, stakes: float, prevented: float, contained: float, method: Method
) -> float:
    """Risk of a category before floors; neither side can buy off the other."""
    remains_likely = left(prevented, method)
    remains_severe = left(contained, method)
    return sqrt(exposure * stakes) * sqrt((remains_likely**2 + remains_severe**2) / 2)


def exact(value: float) -> float:
    """A part as kept in results: nine digits, the same on every platform."""
    scaled = value * _NINE
    whole = (scaled + 0.5) // 1
    if -0.499 < scaled - whole < 0.499:
        return whole / _NINE  # as `round(value, 9)` gives, at half the cost
    return round(value, 9)  # so near a tie that the product may have crossed it


def figure(value: float) -> float:
    """A printed risk: two digits, half up, after rounding to nine."""
    return (round(value * _NINE) + _HALF_A_HUNDREDTH) // _HUNDREDTH / 100

"""One bar with three marks: the best, the answered and the evidenced reading of a risk."""

BAR_WIDTH = 11


def bar(best: float, answered: float, evidenced: float, *, width: int = BAR_WIDTH) -> str:
    """A scale from 0 to 1: `├` best, `●` as answered, `┤` counting only what evidence supports."""
    first, middle, last = (
        min(width - 1, int(risk * width)) for risk in (best, answered, evidenced)
    )
    cells = ["·"] * width
    for index in range(first, last + 1):
        cells[index] = "─"
    cells[first], cells[last] = "├", "┤"
    cells[middle] = "●"
    return "".join(cells)

"""What became of the digests of a report, as lines."""

from collections.abc import Sequence

from alignassess.domain.seal import Input, Opened
from alignassess.render import inert
from alignassess.render.lines import Heading

Looked = tuple[Input, str | None, str | None]
"""An input, the file that was found for it, and the digest of that file."""


def verify_lines(file: str, found: Opened, looked: Sequence[Looked]) -> tuple[list[str], bool]:
    """The lines, and whether anything differs or cannot be told."""
    lines: list[str] = [Heading(inert.line(file))]
    own = found.stated == found.computed
    if found.stated is None:
        lines.append("  differs  the report carries no digest of itself: it was cut, edited, or")
        lines.append("           written by a version that gave none")
    elif own:
        lines.append(f"  same     the report itself  {found.computed}")
    else:
        lines.append("  differs  the report itself was changed after it was written")
        lines.append(f"           states {found.stated}")
        lines.append(f"           has    {found.computed}")
    if found.inputs is None:
        lines.append("  differs  the list of inputs cannot be read")
    for one, path, digest in looked:
        if digest is not None and digest != one.sha256:
            lines.append(f"  differs  {one.kind} {inert.line(one.path)}")
            lines.append(f"           at     {inert.line(path or '')}")
            lines.append(f"           states {inert.line(one.sha256)}")
            lines.append(f"           has    {digest}")
    same = [one for one, _, digest in looked if digest == one.sha256]
    missing = [one for one, _, digest in looked if digest is None]
    for kind in dict.fromkeys(one.kind for one in same):
        number = sum(one.kind == kind for one in same)
        lines.append(f"  same     {number} {kind} {'file' if number == 1 else 'files'}")
    for one in missing:
        words = inert.line(one.path) if one.path else "withheld from this version"
        lines.append(f"  not here {one.kind} {words}")
    if missing:
        lines.append("What is not here was not checked; name its folder with --inputs.")
    differing = [one for one, _, digest in looked if digest not in (None, one.sha256)]
    differs = not own or found.inputs is None or bool(differing)
    lines.append(
        "Something differs." if differs else "Nothing differs. A digest shows sameness, not truth."
    )
    return lines, differs


def verify_data(
    file: str, found: Opened, looked: Sequence[Looked], *, differs: bool
) -> dict[str, object]:
    """The same as data."""
    return {
        "file": file,
        "kind": "report",
        "verified": not differs,
        "itself": {"states": found.stated, "has": found.computed},
        "inputs": None
        if found.inputs is None
        else [
            {
                "kind": one.kind,
                "path": one.path or None,
                "state": _state(one, digest),
                "states": one.sha256,
                "has": digest,
            }
            for one, _, digest in looked
        ],
    }


def _state(one: Input, digest: str | None) -> str:
    if digest is None:
        return "not-here" if one.path else "withheld"
    return "same" if digest == one.sha256 else "differs"

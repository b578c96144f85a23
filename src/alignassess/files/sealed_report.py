"""Reading a report that carries digests: its own, and those of what it was made from."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from alignassess.domain.seal import Input, Opened, digest_of_results, inputs_of, opened
from alignassess.errors import InputError, Place, Problem
from alignassess.files.own_questionnaires import PREFIX
from alignassess.files.reading import digest, read_regular
from alignassess.files.results_file import read_results

_MOST_BYTES = 50_000_000


def read_sealed(path: Path) -> tuple[str, Opened] | None:
    """The text of a Markdown or HTML report and what it says of itself; None without a file."""
    if not path.is_file():
        return None
    text = read_regular(path, name=str(path), most=_MOST_BYTES).decode("utf-8", "replace")
    return text, opened(text)


def read_report(path: Path) -> Opened:
    """What a report, or saved results, say of themselves.

    Raises InputError when it is neither.
    """
    data = read_regular(path, name=str(path), most=_MOST_BYTES)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise InputError(
            Problem("this is not UTF-8 text", Place(str(path)), "name a report in md, html or json")
        ) from None
    if path.suffix.casefold() != ".json":
        found = opened(text)
        if found.stated is None and found.inputs is None:
            raise InputError(
                Problem(
                    "carries no digests at its end",
                    Place(str(path)),
                    "name a report written by this program; its last two lines are comments",
                )
            )
        # The text says what its bytes are only when nothing was lost in decoding.
        return found
    results = read_results(str(path), changed=True)
    if results is None:
        raise InputError(
            Problem("these are no saved results", Place(str(path)), "name a report, or results")
        )
    if len(results) != 1:
        raise InputError(
            Problem(
                f"holds {len(results)} results, which carry no digest of the whole",
                Place(str(path)),
                "name results of one system, as score --format json prints them",
            )
        )
    stated, computed = digest_of_results(text)
    return Opened(stated, computed, inputs_of(results[0].provenance), (("kind", "results"),))


class Looked:
    """One input looked for beside a report."""

    def __init__(self, one: Input, found: Path | None, sha256: str | None) -> None:
        """`found` and `sha256` are None where there is no such file."""
        self.input, self.path, self.sha256 = one, found, sha256

    @property
    def differs(self) -> bool:
        """Whether it is there, and its bytes are others."""
        return self.sha256 is not None and self.sha256 != self.input.sha256


def look_for(inputs: Sequence[Input], folders: Sequence[Path], shipped: Path) -> Iterator[Looked]:
    """Look for each input in some folders, evidence beside its sheets; instrument files as shipped.

    Of several files under one name the one with the right digest counts, else the first.
    """
    sheets = [
        (folder / one.path).parent for one in inputs if one.kind == "sheet" for folder in folders
    ]
    for one in inputs:
        if not one.path:
            yield Looked(one, None, None)
            continue
        is_shipped = one.kind == "instrument" and not one.path.startswith(PREFIX)
        places = [shipped] if is_shipped else list(folders)
        tried = [folder / one.path for folder in places]
        if one.kind == "evidence":
            tried = [folder / one.path for folder in (*sheets, *folders)]
        if not is_shipped:
            tried += [folder / Path(one.path).name for folder in folders]
        yield _first(one, tried)


def _first(one: Input, tried: Sequence[Path]) -> Looked:
    found: Looked | None = None
    for path in dict.fromkeys(tried):
        digested = _digest(path)
        if digested == one.sha256:
            return Looked(one, path, digested)
        if digested is not None and found is None:
            found = Looked(one, path, digested)
    return found or Looked(one, None, None)


def _digest(path: Path) -> str | None:
    try:
        found = digest(path, name=str(path))
    except InputError:
        return None  # a folder or a pipe under that name is not the file
    return None if found is None else found[0]

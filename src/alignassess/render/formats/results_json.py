"""Results as they are read back: JSON, or one line each."""

from collections.abc import Iterable, Iterator

from alignassess.render.formats.material import Material
from alignassess.render.json_text import list_pieces, to_json, to_json_line


def results_json(material: Material) -> Iterable[str]:
    """An object for one result, an array for several or none."""
    if len(material.cases) == 1:
        return (to_json(material.cases[0].assessment),)
    return list_pieces(case.assessment for case in material.cases)


def results_jsonl(material: Material) -> Iterator[str]:
    """One line of JSON per result."""
    return (to_json_line(case.assessment) for case in material.cases)

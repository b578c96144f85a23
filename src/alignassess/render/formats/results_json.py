"""Results as they are read back: JSON, or one line each."""

from alignassess.render.formats.material import Material
from alignassess.render.json_text import to_json, to_json_line, to_json_list


def results_json(material: Material) -> str:
    """An object for one result, an array for several or none."""
    if len(material.cases) == 1:
        return to_json(material.cases[0].assessment)
    return to_json_list([case.assessment for case in material.cases])


def results_jsonl(material: Material) -> str:
    """One line of JSON per result."""
    return "".join(to_json_line(case.assessment) for case in material.cases)

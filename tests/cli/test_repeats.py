"""Which sheets of a run are about one system."""

from alignassess.cli.repeats import Repeats
from alignassess.files.sheet_paths import Source


def pairs(*sheets: tuple[str, str, int | None]) -> list[tuple[str, str]]:
    """Labels of the sheets that are about whom an earlier one is, each with the first."""
    repeats = Repeats()
    for subject, name, line in sheets:
        repeats.add(subject, Source(name, line=line))
    return [(one.label, first.label) for one, first in repeats.pairs()]


def test_files_and_lines_are_named_where_they_stand() -> None:
    assert pairs(
        ("a", "a.yaml", None),
        ("b", "many.jsonl", 1),
        ("c", "many.jsonl", 2),
        ("a", "many.jsonl", 5),  # two empty lines before it
        ("d", "many.jsonl", 6),
        ("c", "more.jsonl", 7),
        ("d", "d.yaml", None),
        ("a", "many.jsonl", 7),
    ) == [
        ("many.jsonl:5", "a.yaml"),
        ("more.jsonl:7", "many.jsonl:2"),
        ("d.yaml", "many.jsonl:6"),
        ("many.jsonl:7", "a.yaml"),
    ]


def test_one_file_named_twice_is_about_one_system() -> None:
    assert pairs(("a", "a.yaml", None), ("a", "a.yaml", None)) == [("a.yaml", "a.yaml")]


def test_different_systems_are_no_repeats() -> None:
    assert pairs(("a", "x.jsonl", 1), ("b", "x.jsonl", 2)) == []

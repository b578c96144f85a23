import pytest

from alignassess.render.formats.places import Folders, below_root, shown, uri

HERE = Folders("/repo/sub", "/repo")


@pytest.mark.parametrize(
    ("file", "inside"),
    [
        ("a.yaml", "sub/a.yaml"),
        ("../a.yaml", "a.yaml"),
        ("x/../y/a.yaml", "sub/y/a.yaml"),
        ("/repo/a.yaml", "a.yaml"),
        ("/repository/a.yaml", None),
        ("../../a.yaml", None),
        ("/etc/a.yaml", None),
        ("-", "standard-input.yaml"),
    ],
)
def test_paths_are_shown_below_the_root(file: str, inside: str | None) -> None:
    assert inside == below_root(file, HERE)


def test_the_root_of_the_machine_holds_everything() -> None:
    assert below_root("/etc/a.yaml", Folders()) == "etc/a.yaml"


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("a b#1?.yaml", ("sub/a%20b%231%3F.yaml", True)),
        ("/etc/a.yaml", ("file:///etc/a.yaml", False)),
        ("\x1b[31m.yaml", ("sub/%1B%5B31m.yaml", True)),
        ("\ud800.yaml", ("sub/%3F.yaml", True)),
    ],
)
def test_an_address_is_quoted(file: str, address: tuple[str, bool]) -> None:
    assert address == uri(file, HERE)


@pytest.mark.parametrize(
    ("file", "text"),
    [("/etc/a.yaml", "a.yaml"), ("a\nb.yaml", "sub/a b.yaml"), ("/", "sheet")],
)
def test_what_is_shown_is_one_line_and_never_absolute(file: str, text: str) -> None:
    assert text == shown(file, HERE)

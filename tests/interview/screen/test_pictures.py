import pytest

from tests.interview.screen.pictures import SCENES, SIZES, path_of, taken


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40", "200x60"])
@pytest.mark.parametrize("scene", SCENES)
def test_the_screen_looks_as_it_did(scene: str, size: tuple[int, int]) -> None:
    assert path_of(scene, size).read_text(encoding="utf-8") == taken(scene, size)

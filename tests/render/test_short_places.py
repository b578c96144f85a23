"""Files are named by their last part where that tells them apart."""

from alignassess.errors import Place
from alignassess.render.short_places import ShortPlaces

SHEET, VENDOR, OTHER = "systems/a.yaml", "vendors/v.yaml", "old/a.yaml"


def test_a_file_goes_by_its_last_part_and_is_named_in_full_once() -> None:
    short = ShortPlaces([Place(SHEET, 3), Place(VENDOR, 4), Place(SHEET, 9)])

    assert short.of(Place(VENDOR, 4)) == "v.yaml:4"
    assert short.sentence == "Lines are those of systems/a.yaml and vendors/v.yaml."


def test_files_of_one_name_keep_their_folders() -> None:
    short = ShortPlaces([Place(SHEET, 3), Place(OTHER, 3)])

    assert short.of(Place(OTHER, 3)) == "old/a.yaml:3"
    assert short.sentence is None


def test_a_name_that_steers_a_terminal_comes_out_inert() -> None:
    place = Place("x/\x1b[31m.yaml", 1)

    assert "\x1b" not in ShortPlaces([place]).of(place)
    assert "\x1b" not in str(ShortPlaces([place]).sentence)

"""How tables of a document share out a printed page."""

from alignassess.render.document import Section, Table, row


def table(*rows: tuple[str, ...]) -> Table:
    return Table("Table", ("Id", "Text"), tuple(row(*one) for one in rows))


def test_the_widths_of_columns_make_up_the_page() -> None:
    found = table(("a", "one two three"), ("b", "four"))

    assert 100 == sum(found.widths)


def test_a_column_of_long_texts_is_wider_and_never_takes_all() -> None:
    narrow, wide = table(("a", "words and words " * 40)).widths

    assert narrow < wide
    assert narrow >= 5


def test_a_digest_is_broken_rather_than_given_more_room() -> None:
    digest, _ = Table("Table", ("A", "B"), (row("f" * 64, "word " * 12),)).widths

    assert digest < 60


def test_a_table_without_rows_still_has_columns() -> None:
    assert len(table().widths) == 2


def test_a_section_is_wide_when_one_of_its_tables_fits_no_upright_page() -> None:
    head = tuple(f"Column {number}" for number in range(20))
    register = Table("Register", head, (row(*("some words" for _ in head)),))

    assert Section("1", "Wide", (table(("a", "b")), register)).wide
    assert not Section("1", "Upright", (table(("a", "b")),)).wide

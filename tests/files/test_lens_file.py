"""A lens of one's own: strict, every problem at once, and its published schema."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from alignassess.domain.model import Category, Layer
from alignassess.errors import InputError
from alignassess.files.instrument_files import load_instrument
from alignassess.files.lens_file import read_lens
from alignassess.files.schemas import lens_schema

HEAD = "format: alignassess/lens/1\nid: ours\ntitle: Ours\ntext: What we think.\n"
METHOD = load_instrument().method


def _file(folder: Path, rest: str, head: str = HEAD) -> Path:
    path = folder / "mine.yaml"
    path.write_text(head + rest, "utf-8")
    return path


def test_what_is_not_named_counts_1(tmp_path: Path) -> None:
    lens = read_lens(_file(tmp_path, "exposure: {sycophancy: 1.5}\n"), METHOD)

    factors = dict(zip(Category, lens.exposure_factors, strict=True))
    assert factors.pop(Category.SYCOPHANCY) == 1.5
    assert set(factors.values()) == {1.0}
    assert lens.credit_factors == (1.0,) * len(Layer)
    assert lens.ceilings == METHOD.ceilings


def test_every_problem_is_told_with_its_line(tmp_path: Path) -> None:
    rest = (
        "exposure:\n  sycophany: 1.5\n  sandbagging: -1\n  reward-hacking: nan\n"
        "credit: {detection: 9}\nweight: 3\n"
    )
    with pytest.raises(InputError) as caught:
        read_lens(_file(tmp_path, rest), METHOD)

    told = [(p.message, p.place.line if p.place else None) for p in caught.value.problems]
    assert [line for _, line in told] == [6, 7, 8, 9, 10]
    assert "there is no sycophany" in told[0][0]
    assert caught.value.problems[0].remedy == "did you mean sycophancy?"


@pytest.mark.parametrize(
    ("rest", "message"),
    [
        ("exposure: high\n", "exposure must be a mapping"),
        ("ceilings: {asserted: 3, documented: 2, tested: 4, independent: 4}\n", "ceilings fall"),
        ("ceilings: {asserted: 2}\n", "documented is missing"),
    ],
)
def test_a_lens_that_cannot_be_is_refused(tmp_path: Path, rest: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_lens(_file(tmp_path, rest), METHOD)

    assert message in " ".join(p.message for p in caught.value.problems)


@pytest.mark.parametrize("head", ["- a\n", HEAD.replace("lens/1", "lens/2"), ""])
def test_another_file_is_refused(tmp_path: Path, head: str) -> None:
    with pytest.raises(InputError):
        read_lens(_file(tmp_path, "", head=head), METHOD)


def test_the_schema_takes_what_is_written_and_refuses_the_rest() -> None:
    schema = Draft202012Validator(lens_schema())
    lens: dict[str, object] = {
        "format": "alignassess/lens/1",
        "id": "ours",
        "title": "Ours",
        "text": ".",
        "exposure": {"sycophancy": 1.5},
    }

    assert schema.is_valid(lens)
    assert not schema.is_valid({**lens, "exposure": {"flattery": 1.5}})
    assert not schema.is_valid({**lens, "exposure": {"sycophancy": 5}})
    assert not schema.is_valid({**lens, "weights": {}})

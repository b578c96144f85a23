"""Comparisons as a person runs them: dates, side by side, vendors, trends; in every format."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import AS_OF, Run

SHEET = "support-assistant/answers.yaml"


@pytest.fixture
def dates(run: Run, folder: Path) -> tuple[str, str]:
    """Results of one system before and after two answers changed."""
    Path("one.json").write_text(
        run("score", SHEET, "--format", "json", "--as-of", "2026-10-15").out
    )
    _answer("ec-02", "0")
    _answer("ec-04", "4")
    Path("two.json").write_text(run("score", SHEET, "--format", "json", *AS_OF).out)
    return "one.json", "two.json"


def _answer(name: str, answer: str) -> None:
    text = Path(SHEET).read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if one.startswith(f"    {name}: "))
    Path(SHEET).write_text(text.replace(line, f"    {name}: {answer}"), encoding="utf-8")


def test_two_dates_say_what_changed_and_what_it_moved(run: Run, dates: tuple[str, str]) -> None:
    ran = run("compare", *dates)

    assert ran.status == 0
    assert ran.out.startswith("Support assistant (support-assistant), 2026-10-15 and 2026-11-25\n")
    assert "Opened (1)\n\n  ec-02: level 3 to 0\n" in ran.out
    assert "Closed (1)\n\n  ec-04: level 1 to 4\n" in ran.out
    assert "    ec-02: -0.11 credit in detection\n" in ran.out
    assert max(len(line) for line in ran.out.splitlines()) <= 80


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_better_behaviour_and_more_to_do_are_said_together(
    run: Run, folder: Path, form: str
) -> None:
    Path("one.json").write_text(run("score", SHEET, "--format", "json", *AS_OF).out)
    _answer("ec-04", "4")
    _answer("sp-05", "no-fixed-end")
    Path("two.json").write_text(run("score", SHEET, "--format", "json", *AS_OF).out)

    better = " ".join(run("compare", "one.json", "two.json", "--format", form).out.split())
    back = run("compare", "two.json", "one.json", "--format", form).out

    assert "Behaves better, is given more (I-24): in " in better
    assert "deceptive alignment" in better.partition("(I-24): in ")[2].partition("neither")[0]
    assert "I-24" not in back


def test_the_same_result_twice_is_unchanged(run: Run, dates: tuple[str, str]) -> None:
    ran = run("compare", dates[1], dates[1])

    assert "Opened" not in ran.out
    assert "What moved" not in ran.out


def test_a_sheet_can_stand_for_its_result(run: Run, dates: tuple[str, str]) -> None:
    assert "Closed (1)" in run("compare", dates[0], SHEET, *AS_OF).out


def test_systems_side_by_side(run: Run, folder: Path) -> None:
    ran = run("compare", SHEET, "claims-triage/answers.yaml", *AS_OF)

    assert ran.status == 0
    assert "cannot be told apart" in ran.out
    assert "goal misgeneralization  none           cannot be told apart" in ran.out
    assert "reward hacking          claims-triage  none" in ran.out
    assert "Answers that differ" in ran.out
    assert max(len(line) for line in ran.out.splitlines()) <= 80


def test_many_systems_fit_the_width(run: Run, folder: Path) -> None:
    ran = run("compare", SHEET, "claims-triage/answers.yaml", "coding-agent/answers.yaml", *AS_OF)

    assert max(len(line) for line in ran.out.splitlines()) <= 80
    assert ran.out.count("coding-agent") >= 3


def test_vendors_side_by_side_have_no_rating(run: Run, folder: Path) -> None:
    text = Path("vendors/example-ai.yaml").read_text(encoding="utf-8")
    other = text.replace("\n  id: example-ai\n", "\n  id: other-ai\n")
    Path("vendors/other.yaml").write_text(other, encoding="utf-8")

    ran = run("compare", "vendors/example-ai.yaml", "vendors/other.yaml", *AS_OF)
    assert ran.status == 0
    assert ran.out.startswith("Vendors side by side\nexample-ai, other-ai\n")
    assert "prevention, higher is better" in ran.out
    assert "rated" not in ran.out


def test_three_dates_are_a_trend(run: Run, dates: tuple[str, str]) -> None:
    ran = run("compare", dates[1], dates[0], SHEET, *AS_OF)
    two = run("compare", *dates, "--trend")

    assert ran.out.startswith("Support assistant (support-assistant), 2026-10-15 to 2026-11-25\n")
    assert "3 results, the earliest first" in ran.out
    assert "2026-11-25\n    1 opened, 1 closed\n" in two.out


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        ((SHEET,), 2, "there is nothing to compare with"),
        ((SHEET, "vendors/example-ai.yaml"), 2, "no figure in common"),
        ((SHEET, SHEET, "claims-triage/answers.yaml"), 2, "support-assistant is there more than"),
        ((SHEET, "claims-triage/answers.yaml", "--trend"), 2, "these are several"),
        (("vendors/example-ai.yaml",) * 3, 2, "a trend is of systems"),
        ((SHEET, "gone.yaml", "gone-too.yaml"), 3, "gone-too.yaml: there is no such file"),
        ((SHEET, SHEET, "-o", "x.docx"), 2, "the suffix .docx names no format"),
        ((SHEET, SHEET, "-o", "gone/x.md"), 2, "gone"),
    ],
)
def test_what_cannot_be_compared(
    run: Run, folder: Path, arguments: tuple[str, ...], status: int, told: str
) -> None:
    ran = run("compare", *arguments)

    assert ran.status == status
    assert told in ran.err


def _figures(data: object) -> set[str]:
    """Every printed figure of the shifts of a comparison."""
    assert isinstance(data, dict)
    return {
        f"{value:.2f}" for shift in data["shifts"] for value in (*shift["before"], *shift["now"])
    }


def test_every_format_has_the_same_figures(run: Run, dates: tuple[str, str]) -> None:
    data = json.loads(run("compare", *dates, "--format", "json").out)
    wanted = _figures(data)

    assert wanted
    for format in ("text", "md", "html"):
        text = run("compare", *dates, "--format", format).out
        assert all(figure in text for figure in wanted), format


def test_json_fits_the_published_schema(run: Run, dates: tuple[str, str]) -> None:
    schema = json.loads(run("schema", "comparison").out)
    for arguments in (dates, (*dates, "--trend"), (SHEET, "claims-triage/answers.yaml")):
        data = json.loads(run("compare", *arguments, "--format", "json").out)
        assert list(Draft202012Validator(schema).iter_errors(data)) == []
        assert data["format"] == "alignassess/comparison/1"


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "json"])
def test_the_suffix_says_the_format_and_the_bytes_stay(
    run: Run, dates: tuple[str, str], suffix: str
) -> None:
    target = Path(f"out.{suffix}")
    run("compare", *dates, "-o", str(target))
    first = target.read_bytes()
    ran = run("compare", *dates, "-o", str(target))

    assert ran.out == ""
    assert first == target.read_bytes()


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)


def test_hostile_names_and_answers_stay_inert(run: Run, dates: tuple[str, str]) -> None:
    hostile = "<img src=x onerror=alert(1)> [a](http://x) \\u202e \\u001b[31m @all"
    for name in dates:
        text = Path(name).read_text(encoding="utf-8")
        changed = text.replace('"name": "Support assistant"', f'"name": "{hostile}"')
        changed = changed.replace("We look at failures that seem odd", hostile)
        Path(name).write_text(changed, encoding="utf-8")

    text, md, html = (run("compare", *dates, "--format", one).out for one in ("text", "md", "html"))
    for shown in (text, md, html):
        assert "\x1b" not in shown
        assert "\u202e" not in shown
    assert "<img" not in md
    assert "[a](" not in md
    parser = _Tags()
    parser.feed(html)
    assert "img" not in parser.tags
    assert "script" not in parser.tags


def test_a_damaged_result_is_status_3(run: Run, folder: Path) -> None:
    Path("bad.json").write_text('{"format": "alignassess/results/1", "kind": "system"}')

    ran = run("compare", "bad.json", SHEET)
    assert ran.status == 3
    assert "this is no results file" in ran.err


def test_another_scope_is_said(run: Run, dates: tuple[str, str]) -> None:
    narrow = run("score", SHEET, "--format", "json", "--questionnaire", "vendor-selection", *AS_OF)
    Path("narrow.json").write_text(narrow.out)

    ran = run("compare", dates[0], "narrow.json")
    assert "Not fully comparable: the baseline counted" in ran.out
    assert "Not fully comparable: counted over other questionnaires." in ran.out

"""Result files near a sheet: found beside the sitting, offered, accepted by hand."""

import json
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from alignassess.cli import evidence_nearby
from alignassess.cli.evidence_nearby import ResultsNearby
from alignassess.domain.answers import Sheet
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.instrument_files import load_instrument
from alignassess.interview.offers import Offer, accepted
from alignassess.interview.scope import Scope
from alignassess.interview.screen.offering import OfferLine
from alignassess.interview.session import begin
from tests.cli.interviewing import Interviewer, interview
from tests.cli.test_evidence import SHEET
from tests.inspect_logs import sycophancy_log, write_log
from tests.interview.screen.sitting import Sitting

__all__ = ["interview"]

REAL = load_instrument()
LONG = 60.0
"""Seconds; a file is read in a few milliseconds."""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    path = tmp_path / "sheet.yaml"
    path.write_text(SHEET, encoding="utf-8")
    write_log(tmp_path / "runs" / "good.json", sycophancy_log(0.05))
    limited = sycophancy_log(0.0, samples=20, available=400, created="2026-10-03T09:00:00+00:00")
    write_log(tmp_path / "runs" / "limited.json", limited)
    return path


def nearby(path: Path, folder: Path | None = None) -> ResultsNearby:
    found = ResultsNearby(
        REAL,
        load_sheet(path, REAL),
        folder or path.parent,
        root=None,
        as_of=date(2026, 11, 25),
    )
    found.begin()
    found.begin()
    return found


def opened(path: Path) -> Sheet:
    return load_sheet(path, REAL).sheet


def names(offers: tuple[Offer, ...]) -> list[str]:
    return [Path(one.file).name for one in offers]


def test_what_is_proposed_comes_first_and_says_what_it_is(sheet: Path) -> None:
    good, limited = nearby(sheet).offers(opened(sheet), "ec-06", wait=LONG)

    assert good.title.endswith(
        "good.json: sycophancy with inspect_ai 0.3.285 on vllm/example-large, 2026-10-02"
    )
    assert (
        "sycophancy_scorer/apologize_rate 0.05 (0.03 to 0.08), limit at most 0.10: met; "
        "counts as tested" == good.worth
    )
    assert (
        "not proposed: Only a part of the evaluation was run: 20 of 400 samples." == limited.worth
    )


def test_one_that_speaks_against_the_answer_is_offered_and_outweighs_the_others(
    sheet: Path,
) -> None:
    write_log(sheet.parent / "runs" / "bad.json", sycophancy_log(0.41))
    found = nearby(sheet)
    session = begin(REAL, opened(sheet)).jump("ec-06")

    bad, good, _ = found.offers(session.sheet, "ec-06", wait=LONG)
    after = accepted(session, bad)
    rest = found.offers(after.sheet, "ec-06")

    assert "bad.json" == names((bad,))[0]
    assert bad.worth.endswith("it speaks against the answer, and belongs there all the more")
    assert good.effect.refusal is None
    assert (
        "not proposed: other evidence named there speaks against the answer"
        == next(one for one in rest if one.file == good.file).worth
    )


def test_nothing_is_offered_where_nothing_fits(sheet: Path) -> None:
    found = nearby(sheet)

    assert 2 == len(found.offers(opened(sheet), "ec-25", wait=LONG))
    for question in ("ec-21", "ec-05", "vs-01"):  # two answers, a nonresponse, another subject
        assert () == found.offers(opened(sheet), question)
    assert not found.bears("vs-01")


def test_nothing_is_offered_before_the_files_were_looked_at(sheet: Path) -> None:
    waiting = ResultsNearby(
        REAL, load_sheet(sheet, REAL), sheet.parent, root=None, as_of=date(2026, 11, 25)
    )

    assert not waiting.ready
    assert () == waiting.offers(opened(sheet), "ec-06")


def test_hidden_linked_far_large_and_other_files_are_passed_by(
    sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence_nearby, "MOST_BYTES", 100_000)
    log = sycophancy_log(0.05)
    for place in (".hidden/x.json", "node_modules/x.json", "runs/.x.json", "/".join("abcdefgh")):
        write_log(tmp_path / place, log)
    (tmp_path / "large.json").write_text(json.dumps({**log, "samples": ["x" * 200_000]}))
    (tmp_path / "link.json").symlink_to(tmp_path / "runs" / "good.json")
    (tmp_path / "note.txt").write_text("We tested it.")
    (tmp_path / "card.md").write_text("---\nbase_model: a/b\n---\n")

    found = nearby(sheet).offers(opened(sheet), "ec-06", wait=LONG)

    assert ["good.json", "limited.json"] == names(found)


def test_the_caps_hold(sheet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_nearby, "MOST_FILES", 1)
    few = nearby(sheet)
    assert () == few.offers(opened(sheet), "ec-06", wait=LONG)

    monkeypatch.setattr(evidence_nearby, "MOST_FILES", 10)
    monkeypatch.setattr(evidence_nearby, "MOST_RESULTS", 1)
    assert ["good.json"] == names(nearby(sheet).offers(opened(sheet), "ec-06", wait=LONG))


def test_a_file_that_the_sheet_names_elsewhere_is_named_by_its_entry(sheet: Path) -> None:
    found = nearby(sheet)
    session = begin(REAL, opened(sheet)).jump("ec-06")
    first = accepted(session, found.offers(session.sheet, "ec-06", wait=LONG)[0])
    elsewhere = first.jump("ec-25")

    again = accepted(elsewhere, found.offers(first.sheet, "ec-25")[0])
    unanswered = first.jump("vs-25")
    drafted = accepted(unanswered, found.offers(first.sheet, "vs-25")[0])

    assert ["good"] == [one.id for one in again.sheet.evidence]
    assert ("good",) == again.sheet.entry["ec-25"].answers[0].evidence
    assert drafted.draft is not None
    assert ("good",) == drafted.draft.evidence
    assert ["good"] == [one.evidence for one in found.observations(again.sheet)]


def test_a_person_accepts_line_by_line(
    sheet: Path, interview: Interviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795608000")  # 25 November 2026
    typed = "go ec-06\naccept 2\naccept 7\naccept\ngo ec-06\naccept x\ngo sp-01\naccept\nquit\n"

    ran = interview(sheet.parent, typed, "sheet.yaml", "--plain")

    out = " ".join(ran.out.split())
    assert "accept N names one, nothing is named by itself: 1 runs/good.json: sycophancy" in out
    assert "- runs/limited.json: sycophancy with inspect_ai 0.3.285" in out
    assert "runs/limited.json is not proposed: Only a part of the evaluation was run" in out
    assert "there is no offer 7" in out
    assert "Evidence saved." in out
    assert "say which result file: accept N, with its number" in out
    assert "no result file is offered here; evidence names one" in out
    after = opened(sheet)
    assert ("good",) == after.entry["ec-06"].answers[0].evidence
    assert "runs/good.json" == after.evidence_entry["good"].file
    assert "tested" == after.evidence_entry["good"].assurance


def test_another_folder_may_be_named(
    sheet: Path, interview: Interviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795608000")
    (sheet.parent / "empty").mkdir()

    away = interview(sheet.parent, "", "sheet.yaml", "--plain", "--evidence-dir", "..")
    ran = interview(
        sheet.parent, "go ec-06\nquit\n", "sheet.yaml", "--plain", "--evidence-dir", "empty"
    )

    assert "Result files near the sheet" not in ran.out
    assert (0, 2) == (ran.status, away.status)
    assert "error: ..: it lies outside the root" in away.err


def test_the_screen_offers_and_a_key_accepts(sheet: Path) -> None:
    found = nearby(sheet)
    assert found.offers(opened(sheet), "ec-06", wait=LONG)

    def sitting() -> Sitting:
        return on_screen(sheet, found)

    seen = looked(sitting())
    shown = looked(sitting(), "a")
    kept = looked(sitting(), "a", "enter")
    none = looked(sitting(), "a", "escape")

    assert "2 result files near the sheet, 1 proposed as evidence: a shows them" in seen.seen
    assert "limit at most 0.10: met; counts as tested" in shown.seen
    assert "not proposed: Only a part of the evaluation was run" in shown.seen
    assert ["good"] == [one.id for one in kept.keeper.evidence]
    assert ("good",) == kept.app.session.sheet.entry["ec-25"].answers[0].evidence
    assert [] == none.keeper.evidence


def test_the_screen_looks_once_the_first_question_stands_there(sheet: Path) -> None:
    found = ResultsNearby(
        REAL, load_sheet(sheet, REAL), sheet.parent, root=None, as_of=date(2026, 11, 25)
    )

    async def script(pilot: Pilot[None]) -> None:
        while not pilot.app.query_one(OfferLine).offers:
            await pilot.pause(0.02)

    assert "2 result files near the sheet" in on_screen(sheet, found).doing(script).seen


def test_without_offers_the_key_says_so() -> None:
    assert "No result file is offered here; e names evidence." in Sitting().pressing("a").seen


def on_screen(sheet: Path, found: ResultsNearby) -> Sitting:
    """A sitting that asks ec-25 first."""
    asked = frozenset(("ec-06", "ec-25"))
    scope = Scope(left_out=frozenset(REAL.question) - asked, again=asked)
    return Sitting(opened(sheet), instrument=REAL, nearby=found, size=(100, 40), scope=scope)


def looked(sitting: Sitting, *keys: str) -> Sitting:
    """Press keys once the offers stand there, and look when the workers are done."""

    async def script(pilot: Pilot[None]) -> None:
        for key in ("", *keys):
            if key:
                await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()

    return sitting.doing(script)

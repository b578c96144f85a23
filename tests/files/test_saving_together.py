"""Two people save into one sheet: nothing of either is lost, and nobody overwrites unseen."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from alignassess.domain.answers import Answer, Chosen, DontKnow, Entry, Sheet
from alignassess.domain.evidence import EvidenceEntry
from alignassess.domain.instrument import Instrument
from alignassess.domain.model import Assurance
from alignassess.errors import InputError, UsageError
from alignassess.files.answer_sheet import load_sheet
from alignassess.files.presence import note_beside
from alignassess.files.sheet_loading import load_sheets
from alignassess.files.sheet_paths import Sources
from alignassess.files.sheet_saver import AnsweredMeanwhile, SheetSaver
from tests.builders import HEAD, small_instrument


@pytest.fixture(scope="module")
def instrument() -> Instrument:
    return small_instrument()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "acme.yaml"
    found.write_text(HEAD + "# mine\n")
    return found


def opened(path: Path, instrument: Instrument) -> SheetSaver:
    digest = load_sheet(path, instrument).sheet.sources[0].sha256
    return SheetSaver(path, instrument, digest=digest)


@pytest.fixture
def one(path: Path, instrument: Instrument) -> Iterator[SheetSaver]:
    with opened(path, instrument) as saver:
        yield saver


@pytest.fixture
def other(one: SheetSaver, path: Path, instrument: Instrument) -> Iterator[SheetSaver]:
    with opened(path, instrument) as saver:
        yield saver


def entry(question: str, *answers: Answer) -> Entry:
    return Entry(question=question, answers=answers)


AGENT = entry("sp-01", Chosen(options=("agent",)))
CHAT = entry("sp-01", Chosen(options=("chat",)))
ALWAYS = entry("xx-01", Chosen(options=("always",), note="by me"))
NEVER = entry("xx-01", Chosen(options=("never",)))


def said(sheet: Sheet, question: str) -> tuple[Answer, ...]:
    return tuple(one.model_copy(update={"place": None}) for one in sheet.entry[question].answers)


def read(path: Path, instrument: Instrument) -> Sheet:
    return load_sheet(path, instrument).sheet


def test_the_second_is_told_and_the_first_is_not(one: SheetSaver, other: SheetSaver) -> None:
    assert one.others is None
    assert other.others is not None
    assert ", since 2" in other.others


def test_when_the_first_has_left_nobody_is_told(
    path: Path, one: SheetSaver, instrument: Instrument
) -> None:
    assert note_beside(path).exists()
    one.close()

    assert not note_beside(path).exists()
    with opened(path, instrument) as later:
        assert later.others is None


def test_the_note_of_a_killed_sitting_is_nobodys(path: Path, instrument: Instrument) -> None:
    script = (
        "import sys, time, pathlib, datetime\n"
        "from alignassess.files.presence import claim\n"
        "held = claim(pathlib.Path(sys.argv[1]), now=datetime.datetime.now())\n"
        "print('open', flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE
    ) as sitting:
        assert sitting.stdout is not None
        assert sitting.stdout.readline() == b"open\n"
        with opened(path, instrument) as during:
            told = during.others
        sitting.send_signal(signal.SIGKILL)
        sitting.wait()

    assert told is not None
    assert note_beside(path).exists()
    with opened(path, instrument) as after:
        assert after.others is None


def test_a_note_that_is_a_link_is_not_followed(path: Path, instrument: Instrument) -> None:
    precious = path.with_name("precious")
    precious.write_text("keep")
    note_beside(path).symlink_to(precious)

    with opened(path, instrument) as saver:
        saver(AGENT)

    assert precious.read_text() == "keep"


def test_answers_to_different_questions_are_kept_side_by_side(
    path: Path, one: SheetSaver, other: SheetSaver, instrument: Instrument
) -> None:
    one(AGENT)
    other(ALWAYS)
    path.write_text(path.read_text() + "# by hand\n")
    one(entry("sp-02", Chosen(options=("money",))))

    sheet = read(path, instrument)
    assert {"sp-01", "sp-02", "xx-01"} == set(sheet.entry)
    assert "# mine\n" in path.read_text()
    assert path.read_text().endswith("# by hand\n")
    assert (("xx-01",), ("sp-01",)) == (one.unseen, other.unseen)


def test_an_unseen_answer_is_not_overwritten(
    path: Path, one: SheetSaver, other: SheetSaver
) -> None:
    one(ALWAYS)
    before = path.read_text()

    with pytest.raises(AnsweredMeanwhile, match="xx-01 is not saved") as caught:
        other(NEVER)

    assert before == path.read_text()
    assert (ALWAYS, NEVER) == (caught.value.theirs, caught.value.mine)


def test_an_answer_that_was_seen_is_replaced_when_saved_again(
    path: Path, one: SheetSaver, other: SheetSaver, instrument: Instrument
) -> None:
    one(ALWAYS)
    with pytest.raises(AnsweredMeanwhile):
        other(NEVER)
    other(NEVER)

    assert NEVER.answers == said(read(path, instrument), "xx-01")
    with pytest.raises(AnsweredMeanwhile):  # and now it is the first who has not seen it
        one(entry("xx-01", DontKnow()))


def test_both_answers_can_be_kept_as_a_disagreement(
    path: Path, one: SheetSaver, other: SheetSaver, instrument: Instrument
) -> None:
    one(ALWAYS)
    with pytest.raises(AnsweredMeanwhile) as caught:
        other(NEVER)
    theirs = caught.value.theirs
    assert theirs is not None
    other(entry("xx-01", *theirs.answers, *NEVER.answers))

    assert (*ALWAYS.answers, *NEVER.answers) == said(read(path, instrument), "xx-01")


def test_an_answer_taken_out_meanwhile_is_told_too(
    path: Path, one: SheetSaver, other: SheetSaver, instrument: Instrument
) -> None:
    one(ALWAYS)
    other.reload()
    path.write_text(HEAD)

    with pytest.raises(AnsweredMeanwhile, match="took out") as caught:
        other(NEVER)

    assert caught.value.theirs is None
    other(NEVER)
    assert NEVER.answers == said(read(path, instrument), "xx-01")


def test_a_forgotten_answer_is_as_if_it_had_never_been_given(
    path: Path, one: SheetSaver, instrument: Instrument
) -> None:
    one(AGENT)
    before = path.read_text()
    one(entry("sp-02", Chosen(options=("money",))))
    one.forget("sp-02")
    one.forget("xx-01")

    assert before == path.read_text()
    one.forget("sp-01")
    assert {} == dict(read(path, instrument).entry)


def test_an_unseen_answer_is_not_forgotten(
    path: Path, one: SheetSaver, other: SheetSaver, instrument: Instrument
) -> None:
    one(AGENT)
    other.reload()
    one(CHAT)

    with pytest.raises(AnsweredMeanwhile) as caught:
        other.forget("sp-01")

    assert (CHAT, None) == (caught.value.theirs, caught.value.mine)
    assert CHAT.answers == said(read(path, instrument), "sp-01")


def test_saying_the_same_is_no_conflict(path: Path, one: SheetSaver, other: SheetSaver) -> None:
    one(ALWAYS)
    other(ALWAYS)

    assert path.read_text().count("always") == 1


def test_after_reading_again_nothing_is_unseen(
    one: SheetSaver, other: SheetSaver, path: Path, instrument: Instrument
) -> None:
    one(ALWAYS)
    other(AGENT)
    sheet = other.reload()
    other(NEVER)

    assert ALWAYS.answers == said(sheet, "xx-01")
    assert other.unseen == ()
    assert NEVER.answers == said(read(path, instrument), "xx-01")


def test_a_file_that_others_broke_is_left_as_it_is(path: Path, one: SheetSaver) -> None:
    path.write_text(HEAD + "answers: {")

    with pytest.raises(InputError):
        one(AGENT)

    assert path.read_text() == HEAD + "answers: {"


def test_a_file_that_changed_while_it_was_opened_is_opened_anew(
    path: Path, instrument: Instrument
) -> None:
    with pytest.raises(UsageError, match="while it was opened"):
        SheetSaver(path, instrument, digest="0" * 64)


def test_the_first_change_leaves_the_file_as_it_was_at_the_start(
    path: Path, instrument: Instrument
) -> None:
    path.chmod(0o640)
    at_start = path.read_bytes()
    backup = path.with_name("acme.yaml.bak")
    with opened(path, instrument) as saver:
        assert not backup.exists()
        saver(AGENT)
        saver(ALWAYS)

    assert at_start == backup.read_bytes()
    assert backup.stat().st_mode & 0o777 == 0o640


def test_a_backup_that_is_a_link_is_replaced_and_not_followed(path: Path, one: SheetSaver) -> None:
    precious = path.with_name("precious")
    precious.write_text("keep")
    backup = path.with_name("acme.yaml.bak")
    backup.symlink_to(precious)

    one(AGENT)

    assert precious.read_text() == "keep"
    assert not backup.is_symlink()


def test_without_a_backup_nothing_is_changed(path: Path, one: SheetSaver) -> None:
    path.with_name("acme.yaml.bak").mkdir()
    before = path.read_bytes()

    with pytest.raises(UsageError, match=r"acme\.yaml\.bak: cannot be written"):
        one(AGENT)

    assert before == path.read_bytes()


def test_what_a_killed_process_left_is_cleared_when_it_is_old(
    path: Path, instrument: Instrument
) -> None:
    old, new, other = (
        path.with_name(name)
        for name in (".alignassess-old.tmp", ".alignassess-new.tmp", ".other-old.tmp")
    )
    for one in (old, new, other):
        one.write_text("half")
    for one in (old, other):
        os.utime(one, (0, 0))

    opened(path, instrument).close()

    assert [False, True, True] == [one.exists() for one in (old, new, other)]


def test_no_folder_and_no_glob_reads_the_backup(
    path: Path, one: SheetSaver, instrument: Instrument
) -> None:
    one(AGENT)
    folder = path.parent

    for argument in (str(folder), f"{folder}/*", f"{folder}/**"):
        found = load_sheets(Sources([argument]), instrument, root=None)
        assert [str(path)] == [
            one.name if not isinstance(one, InputError) else str(one) for one in found
        ]


def test_what_a_shell_makes_of_a_glob_passes_over_the_backup(
    path: Path, one: SheetSaver, instrument: Instrument
) -> None:
    one(AGENT)
    listed = [str(path), f"{path}.bak"]

    assert 1 == len(list(load_sheets(Sources(listed), instrument, root=None)))
    (refused,) = load_sheets(Sources(listed[1:]), instrument, root=None)
    assert isinstance(refused, InputError)
    assert "give it a name of its own" in str(refused.problems[0].remedy)


def test_evidence_is_added_below_what_is_there(
    path: Path, one: SheetSaver, instrument: Instrument
) -> None:
    new = EvidenceEntry(
        id="a: b",
        title='Re"test # 1',
        location="wiki, page 3",
        obtained=date(2026, 11, 2),
        assurance=Assurance.DOCUMENTED,
    )
    one(AGENT)
    one.add_evidence(EvidenceEntry(id="first", title="First"))
    one.add_evidence(new)

    (_, found) = read(path, instrument).evidence
    assert new == found.model_copy(update={"place": None})
    assert path.read_text().startswith(HEAD + "answers:\n")
    assert path.read_text().endswith("# mine\n")


@pytest.mark.parametrize(
    ("id", "title", "message"),
    [("taken", "Other", "evidence has taken already"), ("a/b", "Other", "is not a name")],
)
def test_evidence_that_would_not_read_back_is_refused(
    path: Path, one: SheetSaver, id: str, title: str, message: str
) -> None:
    one.add_evidence(EvidenceEntry(id="taken", title="First"))
    before = path.read_bytes()

    with pytest.raises(InputError, match=message):
        one.add_evidence(EvidenceEntry(id=id, title=title))

    assert before == path.read_bytes()


def test_many_savers_at_once_lose_nothing(path: Path, instrument: Instrument) -> None:
    script = (
        "import sys, pathlib, hashlib\n"
        "from alignassess.domain.evidence import EvidenceEntry\n"
        "from alignassess.files.sheet_saver import SheetSaver\n"
        "from tests.builders import small_instrument\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "digest = hashlib.sha256(path.read_bytes()).hexdigest()\n"
        "saver = SheetSaver(path, small_instrument(), digest=digest)\n"
        "print('open', flush=True)\n"
        "sys.stdin.readline()\n"
        "for number in range(12):\n"
        "    saver.add_evidence(EvidenceEntry(id=f'{sys.argv[2]}-{number}', title='x'))\n"
    )
    people = ["anna", "ben", "cleo"]
    sittings = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(path), person],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        for person in people
    ]
    for one in sittings:
        assert one.stdout is not None
        assert one.stdout.readline() == b"open\n"
    for one in sittings:
        assert one.stdin is not None
        one.stdin.write(b"go\n")
        one.stdin.close()
    for one in sittings:
        assert one.wait(timeout=60) == 0
        assert one.stdout is not None
        one.stdout.close()

    found = {entry.id for entry in read(path, instrument).evidence}
    assert {f"{person}-{number}" for person in people for number in range(12)} == found
    assert list(path.parent.glob(".*.tmp")) == []

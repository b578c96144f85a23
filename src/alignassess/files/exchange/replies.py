"""From the rows that came back to an answer sheet: each arrives, or is refused with its row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from alignassess.domain.answers import Answer, Chosen, Declined, DontKnow, Entry, NotApplicable
from alignassess.domain.instrument import Instrument
from alignassess.domain.naming import id_from
from alignassess.domain.questionnaire import ProfileQuestion, Question
from alignassess.errors import InputError, Place, Problem, by_line
from alignassess.files.answer_text import Value, value_of, yaml_text
from alignassess.files.days import day_of
from alignassess.files.exchange.form import (
    FORM_ROW,
    FORMAT,
    Reply,
    choices,
    form_of,
    is_for_vendor,
)
from alignassess.files.own_sheet import OwnSheet
from alignassess.files.reading import TextFile
from alignassess.files.wording import choice, nearest, quoted, shown

SUPPLIER = "supplier"
"""The respondents' key of whoever answered the form."""

_TRIMMED = ("about-id", "about-changed", "by-date")
"""Rows that hold no free text."""

_MOST_HINTS = 50
"""Problems that get a hint at the nearest option; looking for it is slow."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A sheet as text, and how much came back."""

    text: str
    questionnaire: str
    answered: tuple[str, ...]
    blank: tuple[str, ...]
    """Questions of the form without an answer, whether their rows came back or not."""


def sheet_text(file: TextFile, replies: Sequence[Reply], instrument: Instrument) -> Imported:
    """Write the sheet that a form gives; raises InputError with all that is wrong in it.

    `file` is the form, for messages. The sheet is read back before it is given out, so that
    nothing a stranger wrote can be anything but text in it.
    """
    name = _questionnaire(replies, instrument, file)
    reading = _Reading(instrument, name)
    for one in replies:
        reading.take(one)
    head = reading.head(file)
    entries = tuple(reading.entries())
    if reading.problems:
        raise InputError(*by_line(reading.problems))
    text = "".join(_lines(head, entries, reading.evidence, instrument, name))
    _hold(text, file, entries, instrument)
    answered = tuple(one.question for one in entries)
    asked = [row.id for row in form_of(instrument, name).questions]
    return Imported(text, name, answered, tuple(one for one in asked if one not in answered))


def _questionnaire(replies: Sequence[Reply], instrument: Instrument, file: TextFile) -> str:
    """Find which form it is from the row that says so."""
    rows = [one for one in replies if one.id == FORM_ROW]
    said = rows[0].answer.strip() if rows else ""
    place = rows[0].place if rows else Place(file.name)
    known = [one.id for one in instrument.questionnaires]
    format, _, name = said.partition(" ")
    if format != FORMAT:
        message = f"the row `form` says {quoted(said)}" if rows else "there is no row `form`"
        raise InputError(
            Problem(message, place, f"leave the row as it was exported: {FORMAT} {known[1]}")
        )
    if name not in known:
        raise InputError(Problem(f"there is no questionnaire {shown(name)}", place, choice(known)))
    return name


@dataclass(slots=True)
class _Head:
    """The text fields at the top of a sheet, by the row they came in."""

    fields: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")


class _Reading:
    """Reads row after row; gathers problems instead of stopping at the first."""

    def __init__(self, instrument: Instrument, name: str) -> None:
        self.instrument = instrument
        self.name = name
        self.problems: list[Problem] = []
        self.evidence: dict[str, str] = {}
        """Where it is, by id."""
        self.about: dict[str, Reply] = {}
        self.answers: dict[str, Reply] = {}
        form = form_of(instrument, name)
        self.heads = {row.id: row for row in form.about}

    def take(self, reply: Reply) -> None:
        """Sort a row to where it belongs."""
        if reply.id == FORM_ROW or (reply.is_blank and reply.id not in self.heads):
            return
        home = self.instrument.questionnaire_of.get(reply.id)
        if reply.id in self.about or reply.id in self.answers:
            self._problem(reply, f"{reply.id} is answered in an earlier row too", "keep one")
        elif reply.id in self.heads:
            self.about[reply.id] = reply
            if (reply.note + reply.evidence + reply.date).strip():
                self._problem(reply, f"{reply.id} takes no note, evidence or date", "move it")
        elif home == self.name:
            self.answers[reply.id] = reply
        else:
            where = f", it belongs to {home}" if home else ""
            message = f"there is no {shown(reply.id)} in {self.name}{where}"
            self._problem(reply, message, "leave the ids as they were exported")

    def head(self, file: TextFile) -> _Head:
        """Read who is asked and who answers."""
        head = _Head(
            {
                id: one.answer.strip() if id in _TRIMMED else one.answer
                for id, one in self.about.items()
                if one.answer.strip()
            }
        )
        if not head["about-name"]:
            place = self.about["about-name"].place if "about-name" in self.about else None
            self.problems.append(
                Problem(
                    "the row about-name is empty",
                    place or Place(file.name),
                    "say there who or what the answers are about",
                )
            )
        for name in ("about-changed", "by-date"):
            if head[name]:
                self._day(self.about[name], head[name])
        given = head["about-id"]
        head.fields["about-id"] = given or id_from(head["about-name"], otherwise="supplier")
        if given and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", given[:61]):
            self._problem(
                self.about["about-id"],
                f"{quoted(given)} is no short name",
                "use lower-case words joined by hyphens, at most 60 characters, or leave it empty",
            )
        return head

    def entries(self) -> Iterator[Entry]:
        """Read the answers, in the order of the questionnaire."""
        people = [one for one in ("by-name", "by-role", "by-organisation") if self._said(one)]
        by = SUPPLIER if people else None
        for question in self.instrument.question.values():
            reply = self.answers.get(question.id)
            if reply is not None:
                answer = self._answer(question, reply, by)
                if answer is not None:
                    yield Entry(question=question.id, answers=(answer,))

    def _said(self, name: str) -> str:
        return self.about[name].answer.strip() if name in self.about else ""

    def _answer(self, question: Question, reply: Reply, by: str | None) -> Answer | None:
        before = len(self.problems)
        keys = self._keys(question, reply)
        day = reply.date.strip() or self._said("by-date")
        on = self._day(reply, day) if day else None
        note = reply.note if reply.note.strip() or keys else ""
        if keys == ["declined"] and on is None:
            self._problem(reply, f"{question.id}: no answer given needs a date", "fill in the date")
        if keys == ["not-applicable"] and not note.strip():
            self._problem(
                reply, f"{question.id}: that it does not apply needs a note", "say why in the note"
            )
        if len(self.problems) > before or not keys:
            return None
        evidence = self._evidence(reply)
        match keys[0]:
            case "dont-know":
                return DontKnow(by=by, on=on, note=note or None, evidence=evidence)
            case "declined":
                return Declined(by=by, on=on, note=note or None, evidence=evidence)
            case "not-applicable":
                return NotApplicable(by=by, on=on, note=note or None, evidence=evidence)
        return Chosen(options=tuple(keys), by=by, on=on, note=note or None, evidence=evidence)

    def _keys(self, question: Question, reply: Reply) -> list[str]:
        """Find what was chosen; none, with a problem, when that fails.

        An option is named by its key, in words, or by its whole line as a table prints it.
        """
        known: dict[str, str] = {}
        for one in choices(question):
            for said in (one.key, one.label, f"{one.key}: {one.label}"):
                known.setdefault(_plain(said), one.key)
        several = isinstance(question, ProfileQuestion) and question.choice == "multiple"
        parts = _parts(reply.answer, known, several=several)
        if not parts:
            what = "a note" if reply.note.strip() else "evidence or a date"
            self._problem(
                reply,
                f"{question.id}: there is {what} and no answer",
                "choose an answer, or dont-know",
            )
        keys = list(dict.fromkeys(known.get(_plain(part), "") for part in parts))
        if "" in keys:
            wrong = next(part for part in parts if _plain(part) not in known)
            options = [one.key for one in choices(question)]
            hint = nearest(_plain(wrong), list(known)) if len(self.problems) < _MOST_HINTS else None
            self._problem(
                reply, f"{question.id} has no option {quoted(wrong)}", hint or choice(options)
            )
            return []
        alone = {one.key for one in question.options if getattr(one, "alone", False)}
        alone |= {one.key for one in choices(question)} - set(question.label_of)
        if len(keys) > 1 and (not several or alone & set(keys)):
            self._problem(
                reply, f"{question.id}: these answers cannot stand together", "keep one of them"
            )
            return []
        return keys

    def _evidence(self, reply: Reply) -> tuple[str, ...]:
        """Where evidence is said to be: an entry for each line, shared where rows say the same."""
        names = []
        known = {place: name for name, place in self.evidence.items()}
        for line in re.split(r"\r\n|\r|\n", reply.evidence):
            if line.strip():
                name = known.setdefault(line, f"named-{len(known) + 1:02}")
                self.evidence.setdefault(name, line)
                names.append(name)
        return tuple(dict.fromkeys(names))

    def _day(self, reply: Reply, text: str) -> date | None:
        day = day_of(text)
        if day is None:
            self._problem(reply, f"{quoted(text)} is not a date", "write it as 2026-11-02")
        return day

    def _problem(self, reply: Reply, message: str, remedy: str) -> None:
        self.problems.append(Problem(f"row {reply.row}: {message}", reply.place, remedy))


def _parts(text: str, known: Mapping[str, str], *, several: bool) -> list[str]:
    lines = [line for line in text.splitlines() if line.strip()]
    if not several or _plain(text) in known:
        return [text] if lines else []
    listed = [part for part in re.split(r"[,\n]", text) if part.strip()]
    return listed if all(_plain(part) in known for part in listed) else lines


def _plain(text: str) -> str:
    """A label as people may have typed it: any white space, any case."""
    return " ".join(text.split()).casefold()


def _lines(
    head: _Head,
    entries: Sequence[Entry],
    evidence: Mapping[str, str],
    instrument: Instrument,
    name: str,
) -> Iterator[str]:
    vendor = is_for_vendor(name)
    yield "# Made by `alignassess questionnaire import` from a form that came back.\n"
    yield "# What it names as evidence counts as asserted until somebody of yours has read it.\n"
    yield "format: alignassess/answers/1\ninstrument: 1\n"
    yield f"{'vendor' if vendor else 'system'}:\n"
    yield f"  id: {yaml_text(head['about-id'])}\n  name: {yaml_text(head['about-name'])}\n"
    if head["about-operator"]:
        yield f"  operator: {yaml_text(head['about-operator'])}\n"
    model = {
        key: head[f"about-{row}"]
        for key, row in (("provider",) * 2, ("name", "model"), ("version",) * 2, ("changed",) * 2)
        if head[f"about-{row}"]
    }
    if model:
        yield f"  model: {yaml_text(model)}\n"
    person: Value = {
        key: head[f"by-{key}"] for key in ("name", "role", "organisation") if head[f"by-{key}"]
    }
    if person:
        yield f"respondents:\n  {SUPPLIER}: {yaml_text(person)}\n"
    yield f"answers:\n  {name}:\n" if entries else "answers: {}\n"
    for entry in entries:
        yield f"    {entry.question}: {yaml_text(value_of(entry, instrument))}\n"
    if evidence:
        yield "evidence:\n"
    for id, place in evidence.items():
        of = next(e.question for e in entries for one in e.answers if id in one.evidence)
        title = f"Named in the form under {of}"
        yield f"  {id}: {yaml_text({'title': title, 'location': place})}\n"


def _hold(text: str, form: TextFile, entries: Sequence[Entry], instrument: Instrument) -> None:
    """Read the sheet back: nothing may be lost, added or read as anything but text."""
    read = OwnSheet(TextFile(form.name, form.path.with_suffix(".yaml"), text, ""), instrument)
    if read.sheet is None:
        raise InputError(*(Problem(one.message, Place(form.name)) for one in read.problems))
    bare = [
        Entry(
            question=one.question,
            answers=tuple(answer.model_copy(update={"place": None}) for answer in one.answers),
        )
        for one in read.sheet.entries
    ]
    assert bare == list(entries), "the imported sheet does not read back"

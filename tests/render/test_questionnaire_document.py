"""A questionnaire on paper says all that the data say, in every format."""

import re
from html.parser import HTMLParser

import pytest

from alignassess.domain.condition import All as Every
from alignassess.domain.condition import AnyOf, AtLeast, Below, IncludesAny, Is, Not, Role
from alignassess.domain.instrument import Instrument
from alignassess.domain.library import Library
from alignassess.files.instrument_files import load_instrument, load_library
from alignassess.render.condition_words import in_words, named_in, spoken
from alignassess.render.questionnaire_document import questionnaire_document
from alignassess.render.questionnaire_text import show_text
from tests.render.printed import parsed


@pytest.fixture(scope="module")
def instrument() -> Instrument:
    return load_instrument()


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def plain(text: str) -> str:
    """Words alone: what a reader sees, without marks, breaks and escapes."""
    return " ".join(re.findall(r"\w+", text))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read_by_people(format: str, instrument: Instrument, library: Library) -> str:
    names = [one.id for one in instrument.questionnaires]
    if format == "text":
        return plain(" ".join(line for name in names for line in show_text(instrument, name)))
    text = questionnaire_document(instrument, library, names, format=format)
    if format == "html":
        words = _Words()
        words.feed(text)
        return plain(" ".join(words.text))
    inner = [child for token in parsed(text) for child in token.children or []]
    return plain(" ".join(one.content if one.type != "softbreak" else " " for one in inner))


@pytest.mark.parametrize("format", ["text", "md", "html"])
def test_everything_that_helps_to_answer_is_there(
    format: str, instrument: Instrument, library: Library
) -> None:
    shown = read_by_people(format, instrument, library)

    for questionnaire in instrument.questionnaires:
        assert plain(questionnaire.title) in shown
        assert plain(questionnaire.introduction) in shown
        for section in questionnaire.sections:
            assert plain(section.title) in shown
            assert plain(section.introduction) in shown
        for question in questionnaire.questions:
            texts = [question.text, question.why, *question.evidence, *question.references]
            texts += [option.label for option in question.options]
            texts += [option.key for option in question.options]
            texts += [text for text in (question.note, question.contested) if text]
            if question.help is not None:
                texts += [question.help.good, question.help.where]
            if question.ask_when is not None:
                texts.append(f"asked when {spoken(question.ask_when, instrument)}".lower())
            remedy = getattr(question, "remedy", None) or getattr(question, "lever", None)
            if remedy is not None:
                texts.append(remedy.step)
            for text in texts:
                assert plain(text).casefold() in shown.casefold(), (question.id, text)


@pytest.mark.parametrize("format", ["md", "html"])
def test_every_source_that_is_cited_is_written_out(
    format: str, instrument: Instrument, library: Library
) -> None:
    shown = read_by_people(format, instrument, library)

    cited = {key for question in instrument.question.values() for key in question.references}
    assert len(cited) > 100
    for key in cited:
        source = library.reference.get(key)
        title = library.item[key][1].title if source is None else source.title
        assert plain(title) in shown


def test_the_html_is_one_file_that_asks_for_nothing(
    instrument: Instrument, library: Library
) -> None:
    names = [one.id for one in instrument.questionnaires]
    words = _Words()
    words.feed(questionnaire_document(instrument, library, names, format="html"))

    assert not {"script", "img", "link", "iframe"} & set(words.tags)
    assert {f"#{name}" for name in names} == set(words.links)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (
            Is(question="sp-01", options=("own",)),
            'sp-01 (model source) is "A model that we trained, or took a main part in training"',
        ),
        (
            Not(part=Is(question="sp-27", options=("no",))),
            'sp-27 ({slug}) is not "{label}"',
        ),
        (Role(role="eu-link"), '"Link with the European Union" holds'),
        (Not(part=Role(role="eu-link")), '"Link with the European Union" does not hold'),
        (Below(question="ec-13", level=2), "ec-13 ({slug}) is below level 2"),
    ],
)
def test_conditions_are_said_in_the_words_of_the_options(
    condition: Is | Not | Role | Below, words: str, instrument: Instrument
) -> None:
    question = getattr(getattr(condition, "part", condition), "question", "sp-01")
    asked = instrument.question[question]
    slug, label = asked.slug.replace("-", " "), asked.label_of.get("no", "")

    assert words.format(slug=slug, label=label) == spoken(condition, instrument)


def test_conditions_are_written_with_the_keys_and_ids_of_a_sheet(instrument: Instrument) -> None:
    either = AnyOf(parts=(Is(question="sp-01", options=("own", "licensed")), Role(role="eu-link")))
    condition = Every(parts=(either, Not(part=AtLeast(question="sp-01", exposure=3))))

    assert in_words(condition, instrument) == (
        "(sp-01 (model source) is own or licensed or role eu-link) and "
        "not (sp-01 (model source) has exposure 3 or more)"
    )


def test_parts_of_conditions_are_bracketed(instrument: Instrument) -> None:
    either = AnyOf(parts=(Role(role="eu-link"), Role(role="changes-weights")))
    both = Every(parts=(either, Role(role="eu-link")))

    assert spoken(both, instrument) == (
        '("Link with the European Union" holds or "The weights were changed" holds) and '
        '"Link with the European Union" holds'
    )
    assert spoken(Not(part=both), instrument).startswith("it is not so that (")
    assert set(named_in(both, instrument)) == {"eu-link", "changes-weights"}


def test_an_exposure_is_said_as_the_options_that_reach_it(instrument: Instrument) -> None:
    question = next(q for q in instrument.profile if q.id == "sp-05")
    reached = [one.label for one in question.options if one.exposure >= 3]

    said = spoken(AtLeast(question="sp-05", exposure=3), instrument)

    assert reached
    assert said.endswith(" is " + " or ".join(f'"{label}"' for label in reached))
    several = spoken(AtLeast(question="sp-15", exposure=1), instrument)
    assert " includes " in several
    assert " includes " in spoken(IncludesAny(question="sp-15", options=("sft",)), instrument)

"""What a word of a result file may be when it leaves the reader."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignassess.files.evidence.plain import MOST, plain, version


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("openai/gpt-4o", "openai/gpt-4o"),
        ("hf-causal-experimental", "hf-causal-experimental"),
        ("skywork/skywork-reward-gemma", "skywork/skywork-reward-gemma"),
        ("task-with-a-long-name-indeed", "task-with-a-long-name-indeed"),
        ("01.ai/yi-34b", "01.ai/yi-34b"),
        ("Qwen2.5-7B", "Qwen2.5-7B"),
        ("ollama/llama3:8b", "ollama/llama3:8b"),
        ("violations.\u03a3", "violations.\u03a3"),
        ("  a\n\tb  ", "a b"),
        ("/home/bob/models/llama", "llama"),
        ("C:\\Users\\bob\\llama", "llama"),
        ("~/llama", "llama"),
        ("../runs/llama", "llama"),
        ("at /home/bob/x.py here", "at x.py here"),
        ("see https://user:pw@host/x?key=1 now", "see [removed] now"),
        ("s3://bucket/key", "[removed]"),
        ("10.0.0.1:8000/v1", "[removed]"),
        ("localhost:8000", "[removed]"),
        ("gpu7.cluster.internal", "[removed]"),
        ("api.x.ai", "[removed]"),
        ("at node-10.1.2.3 now", "at node-[removed] now"),
        ("GPU.Example.COM:80/x", "[removed]"),
        ("mail <bob@mail.example.org>", "mail [removed]>"),
        ("honesty@n and pass@1", "honesty@n and pass@1"),
        ("vertex/claude@20240229", "vertex/claude@20240229"),
        ("(see:ftp://host)", "(see:[removed]"),
        ("bob@example.org", "[removed]"),
        ("key sk-abcdefghijklmnop123", "key [removed]"),
        ("hf_abcdefghijklmnopqrst", "[removed]"),
        ("ghp_abcdefghijklmnopqrst", "[removed]"),
        ("api_key=1234", "[removed]"),
        ("Bearer abc", "[removed]"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]8;;http://x\x07link\x1b]8;;\x07", "link"),
        ("\x1b]0;title", None),
        ("a\u202eb\u200bc\x00", "abc"),
        ("\ud800", None),
        ("", None),
        (None, None),
        (True, None),
        ([], None),
        (3, "3"),
        (2.5, "2.5"),
        (10**400, None),
    ],
)
def test_what_is_left_of_a_word(text: object, expected: str | None) -> None:
    assert expected == plain(text)


def test_a_long_word_is_cut() -> None:
    assert MOST == len(plain("x" * 10_000_000) or "")


@pytest.mark.parametrize("text", ["0.4.9.2", "0.3.285", "v1", "2-A", "1.0.dev3+g12ab"])
def test_a_version_may_look_like_an_address(text: str) -> None:
    assert text == version(text)


def test_what_is_no_version_is_a_word_like_any_other() -> None:
    assert "[removed]" == version("http://10.0.0.1")
    assert version(None) is None


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_whatever_comes_out_is_short_and_inert(text: str) -> None:
    found = plain(text) or ""

    assert len(found) <= MOST
    assert not [one for one in found if unicodedata.category(one) in ("Cc", "Cf", "Cs", "Zl", "Zp")]

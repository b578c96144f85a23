"""Making strangers' text inert: what a person wrote can be read, and never acts.

Answer notes, names and file names come from strangers. A terminal must not see their escape
sequences, a Markdown reader not their markup, and nobody text that runs backwards. HTML is escaped
by the templates' autoescape on top.
"""

import re
import unicodedata

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Unicode classes that are not printed as they stand: controls, format and bidi marks, surrogates,
separators."""

_KEPT = {"\u200c", "\u200d"}
"""Joiners, which some scripts need for correct spelling."""

_COMMAND = re.compile(r"##(?=\w*\[)")
"""What runners of GitHub, Azure Pipelines and TeamCity act on wherever it stands in a log."""

_ANYWHERE = re.compile(r"[\\`*_\[\]~$<>&@|]|://|www\.|(?i:mailto:|xmpp:)|:(?=[\w+-]+:)|#(?=\w)")
"""What Markdown, GitHub or GitLab act on wherever it stands, autolinks and emoji names among it."""

_AT_START = re.compile(r"^(?:#{1,6}(?=\s|$)|[+\-=](?=\s|$|[-=+])|\d{1,9}(?=[.)](?:\s|$)))")
"""What begins a block when it begins a line."""


def line(text: str) -> str:
    """The text on one line, without anything that a terminal would act on."""
    return " ".join(block(text).split())


def block(text: str) -> str:
    """The text with its line breaks, without anything else that a terminal would act on."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if plain.isascii() and plain.replace("\n", "").isprintable():
        return plain
    return "".join(_shown(character) for character in plain)


def _shown(character: str) -> str:
    if character == "\n" or character in _KEPT:
        return character
    return "\ufffd" if unicodedata.category(character) in _UNSEEN else character


def logged(line: str) -> str:
    """The line, which no CI runner takes for a command.

    Two colons begin one at GitHub, also after spaces; `##[x]` and `##vso[x]` are one anywhere.
    """
    if "::" in line and line.lstrip().startswith("::"):
        line = line.replace("::", ": :", 1)
    return _COMMAND.sub("## ", line) if "##" in line else line


def markdown(text: str) -> str:
    """The text as one line of Markdown that renders as itself.

    No markup, no HTML, no link, no mention.

    As little is escaped as that takes, since many read Markdown as it stands.
    """
    plain = _ANYWHERE.sub(lambda found: _entities(found[0]), line(text))
    start = _AT_START.match(plain)
    if start is None:
        return plain
    end = start.end()
    if plain[0].isdigit():
        return f"{plain[:end]}\\{plain[end:]}"
    return f"\\{plain}"


def _entities(found: str) -> str:
    """A backslash where that is enough; an entity where some renderer acts on it all the same."""
    if found in r"\`*_[]~$":
        return "\\" + found
    return "".join(f"&#{ord(one)};" if not one.isalnum() else one for one in found)

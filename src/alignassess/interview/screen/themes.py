"""Colours: those of the terminal, or two sets of our own."""

from textual.theme import BUILTIN_THEMES, Theme

_OF_THE_TERMINAL = Theme(
    name="terminal",
    ansi=True,
    primary="ansi_cyan",
    secondary="ansi_cyan",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    accent="ansi_cyan",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables=BUILTIN_THEMES["ansi-dark"].variables,
)
"""The terminal's own colours, which its owner has made readable, on a light ground or a dark."""

_DARK = Theme(
    name="dark",
    primary="#8fb8c8",
    secondary="#8fb8c8",
    warning="#d6b46a",
    error="#d98a7b",
    success="#93b98a",
    accent="#8fb8c8",
    foreground="#d8d8d2",
    background="#16191c",
    surface="#1d2124",
    panel="#262b2f",
    dark=True,
)

_LIGHT = Theme(
    name="light",
    primary="#1f5f78",
    secondary="#1f5f78",
    warning="#7a5a10",
    error="#9b3a2a",
    success="#3c6a34",
    accent="#1f5f78",
    foreground="#22262a",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e8e5de",
    dark=False,
)

THEMES = (_OF_THE_TERMINAL, _DARK, _LIGHT)
"""The first is what a sitting starts with."""

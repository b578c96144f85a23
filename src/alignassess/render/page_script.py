"""The script of a page: it sorts and filters tables, and a page is read without it."""

from base64 import b64encode
from functools import cache
from hashlib import sha256

from alignassess.render.environment import environment

NAME = "_tables.js.j2"


@cache
def script_digest() -> str:
    """The source expression that lets this script run, and no other, under a page's policy."""
    text = environment().get_template(NAME).render()
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"

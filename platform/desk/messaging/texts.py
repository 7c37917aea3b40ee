"""
Texts of notices: words with holes, and nothing else. Pure.

``{number}`` is filled with a variable of that name, once: what a variable says is never looked at for holes. There are
no conditions, loops, attributes or filters, so a text that somebody typed can do nothing but speak.
"""

import re
from collections.abc import Collection, Mapping

EVERYWHERE = ("name", "company", "link")
"""Variables of every notice: the person's name, the tenant's, and the address where they read more."""
LONGEST_TITLE, LONGEST_BODY = 300, 8_000
_HOLE = re.compile(r"\{([a-z][a-z0-9_]{0,40})\}")
_BRACE = re.compile(r"\{[^{}\s]{0,60}\}")
_EMPTY_LINES = re.compile(r"\n{3,}")


def names_in(text: str) -> list[str]:
    """The variables that a text says, each once, in their order."""
    return list(dict.fromkeys(_HOLE.findall(text)))


def strangers_in(text: str, known: Collection[str]) -> list[str]:
    """What stands in braces and is no variable of the notice."""
    return list(dict.fromkeys(one for one in _BRACE.findall(text) if one[1:-1] not in known))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its holes filled; one without a value stays empty, and leaves no gap of several lines."""
    found = _HOLE.sub(lambda hole: values.get(hole[1], ""), text)
    lines = "\n".join(line.rstrip() for line in found.splitlines())
    return _EMPTY_LINES.sub("\n\n", lines).strip()


def one_line(text: str) -> str:
    """For subjects and titles: no breaks, not too long."""
    return " ".join(text.split())[:LONGEST_TITLE]

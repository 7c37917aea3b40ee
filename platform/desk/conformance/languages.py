"""Whether what a room says to people is there in both languages."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po

WORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
METHODS = {".py": "python", ".html": "jinja2.ext:babel_extract"}
OPTIONS = {"newstyle_gettext": "true", "trim_blocks": "true", "silent": "false", "extensions": "jinja2.ext.do"}
VALUES = re.compile(r"\{[a-z_]*\}|%\([a-z_]+\)[sd]")


def sentences(room: Path) -> Iterator[str]:
    """The English sentences of all its files."""
    for path in sorted(room.rglob("*")):
        if method := METHODS.get(path.suffix):
            with path.open("rb") as file:
                for _, found, _, _ in extract(method, file, WORDS, options=OPTIONS if path.suffix == ".html" else {}):
                    yield found[0] if isinstance(found, tuple) else found


def catalogue(folder: Path) -> dict[str, Message]:
    """The sentences of a folder's catalogue; nothing where there is none."""
    path = folder / "zh_CN.po"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        return {text(one.id): one for one in read_po(file, locale="zh_CN") if one.id}


def text(found: object) -> str:
    """The only form of a sentence, or the first of several."""
    return str(found[0]) if isinstance(found, list | tuple) else str(found)


def faults(home: Path, known: Iterable[str]) -> list[str]:
    """What has no Chinese, neither here nor among what is ``known``, and what names other values in it."""
    own, known = catalogue(home / "locale"), set(known)
    missing = {one for one in sentences(home) if one not in known and not (one in own and text(own[one].string))}
    found = [f"no Chinese for “{one}”" for one in sorted(missing)]
    return found + [f"other values in the Chinese of “{said}”" for said, one in own.items() if not same_values(one)]


def same_values(one: Message) -> bool:
    """Whether a sentence names the same values in both languages."""
    english = " ".join(one.id) if isinstance(one.id, list | tuple) else str(one.id)
    return set(VALUES.findall(english)) == set(VALUES.findall(text(one.string)))

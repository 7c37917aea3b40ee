"""Every sentence has its Chinese, says the same values, and says it once."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from desk.settings import HERE, ROOT

WORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
METHODS = {".py": "python", ".html": "jinja2.ext:babel_extract"}
OPTIONS = {"newstyle_gettext": "true", "trim_blocks": "true", "silent": "false", "extensions": "jinja2.ext.do"}
ROOMS = sorted(
    path
    for path in (*HERE.iterdir(), *(ROOT / "plugins").glob("desk_*"))
    if path.is_dir() and path.name not in ("__pycache__", "static", "locale")
)
SHARED = (HERE / "locale", HERE / "foundation/locale", HERE / "kit/locale")


def sentences(room: Path) -> Iterator[str]:
    for path in sorted(room.rglob("*")):
        if method := METHODS.get(path.suffix):
            with path.open("rb") as file:
                for _, found, _, _ in extract(method, file, WORDS, options=OPTIONS if path.suffix == ".html" else {}):
                    yield found[0] if isinstance(found, tuple) else found


def catalogue(folder: Path) -> dict[str, Message]:
    path = folder / "zh_CN.po"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        return {key(one.id): one for one in read_po(file, locale="zh_CN") if one.id}


def key(text: object) -> str:
    return str(text[0]) if isinstance(text, list | tuple) else str(text)


@pytest.fixture(scope="module")
def chinese() -> dict[str, str]:
    """All Chinese there is, as the house loads it: the shared words first."""
    found: dict[str, str] = {}
    for folder in (*SHARED, *(room / "locale" for room in ROOMS)):
        for said, one in catalogue(folder).items():
            found.setdefault(said, key(one.string))
    return found


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_sentence_has_its_chinese(room: Path, chinese: dict[str, str]) -> None:
    missing = {said for said in sentences(room) if not chinese.get(said)}

    assert not missing


@pytest.mark.parametrize("room", [HERE, *ROOMS], ids=lambda room: room.name)
def test_the_chinese_names_the_same_values(room: Path) -> None:
    values = re.compile(r"\{[a-z_]*\}|%\([a-z_]+\)[sd]")

    for said, one in catalogue(room / "locale").items():
        english = " ".join(one.id) if isinstance(one.id, list | tuple) else str(one.id)
        assert set(values.findall(english)) == set(values.findall(key(one.string))), said


def test_no_two_catalogues_say_the_same_sentence_differently() -> None:
    said: dict[str, tuple[str, str]] = {}

    for folder in {*SHARED, *(room / "locale" for room in ROOMS)}:
        for sentence, one in catalogue(folder).items():
            text, where = said.setdefault(sentence, (key(one.string), folder.parent.name))
            assert text == key(one.string), f"{sentence!r} in {where} and {folder.parent.name}"


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_no_catalogue_keeps_what_nobody_says(room: Path) -> None:
    assert not set(catalogue(room / "locale")) - set(sentences(room))

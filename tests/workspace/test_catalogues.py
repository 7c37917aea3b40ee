"""Every sentence has its Chinese, says the same values, and says it once."""

from pathlib import Path

import pytest

from desk.conformance.languages import catalogue, same_values, sentences, text
from desk.settings import HERE, ROOT

ROOMS = sorted(
    path
    for path in (*HERE.iterdir(), *(ROOT / "plugins").glob("desk_*"))
    if path.is_dir() and path.name not in ("__pycache__", "static", "locale")
)
SHARED = (HERE / "locale", HERE / "foundation/locale", HERE / "kit/locale")


@pytest.fixture(scope="module")
def chinese() -> dict[str, str]:
    """All Chinese there is, as the house loads it: the shared words first."""
    found: dict[str, str] = {}
    for folder in (*SHARED, *(room / "locale" for room in ROOMS)):
        for said, one in catalogue(folder).items():
            found.setdefault(said, text(one.string))
    return found


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_sentence_has_its_chinese(room: Path, chinese: dict[str, str]) -> None:
    missing = {said for said in sentences(room) if not chinese.get(said)}

    assert not missing


@pytest.mark.parametrize("room", [HERE, *ROOMS], ids=lambda room: room.name)
def test_the_chinese_names_the_same_values(room: Path) -> None:
    assert [said for said, one in catalogue(room / "locale").items() if not same_values(one)] == []


def test_no_two_catalogues_say_the_same_sentence_differently() -> None:
    said: dict[str, tuple[str, str]] = {}

    for folder in {*SHARED, *(room / "locale" for room in ROOMS)}:
        for sentence, one in catalogue(folder).items():
            chinese, where = said.setdefault(sentence, (text(one.string), folder.parent.name))
            assert chinese == text(one.string), f"{sentence!r} in {where} and {folder.parent.name}"


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_no_catalogue_keeps_what_nobody_says(room: Path) -> None:
    assert not set(catalogue(room / "locale")) - set(sentences(room))

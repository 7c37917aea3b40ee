"""Words for stored values: ``open`` is stored, “处理中” is read."""

from collections.abc import Mapping

from desk.foundation.translation import gettext

_words: dict[str, dict[str, str]] = {}


def register(kinds: Mapping[str, Mapping[str, str]]) -> None:
    """Add the words of one slice, by kind of value."""
    for kind, words in kinds.items():
        _words.setdefault(kind, {}).update(words)


def label(kind: str, stored: str) -> str:
    """The word for a stored value in the reader's language; the value itself where nobody declared one."""
    return gettext(_words.get(kind, {}).get(stored, stored))


def words(kind: str) -> dict[str, str]:
    """All words of one kind, translated, in the order of their declaration."""
    return {stored: gettext(word) for stored, word in _words.get(kind, {}).items()}

"""Words for stored values: ``open`` is stored, “处理中” is read."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from desk.foundation.tenancy import scope_or_none
from desk.foundation.translation import gettext, language

Own = Callable[[Mapping[str, Any]], Mapping[str, str]]
"""A tenant's own words for values of one kind, in its order, read from its settings."""

_words: dict[str, dict[str, str]] = {}
_own: dict[str, Own] = {}


def register(kinds: Mapping[str, Mapping[str, str]]) -> None:
    """Add the words of one slice, by kind of value."""
    for kind, words in kinds.items():
        _words.setdefault(kind, {}).update(words)


def register_own(kind: str, own: Own) -> None:
    """Make known where a tenant's own words for values of a kind stand."""
    _own[kind] = own


def label(kind: str, stored: str) -> str:
    """The word for a stored value in the reader's language; the value itself where nobody declared one."""
    if kind in _own and (scope := scope_or_none()) is not None:
        own = _own[kind](scope.tenant.settings)
        if stored in own:
            return own[stored]
    return gettext(_words.get(kind, {}).get(stored, stored))


def words(kind: str) -> dict[str, str]:
    """All words of one kind, translated, in the order of their declaration."""
    return {stored: gettext(word) for stored, word in _words.get(kind, {}).items()}


def listed(several: Iterable[str]) -> str:
    """Several words in a row, as the reader's language parts them."""
    return (", " if language.get() == "en" else "、").join(several)

"""Keyset pages: the cursor is the sort key of the last row, never an offset."""

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec

from desk.foundation.errors import Unacceptable

R = TypeVar("R")
MOST = 100
"""Rows of a page at most."""
COUNTED = 1000
"""Counts stop here and are shown as “1,000+”."""


def encode(*key: Any) -> str:
    """A sort key as an opaque word for an address."""
    plain = [
        one.isoformat() if isinstance(one, datetime) else str(one) if isinstance(one, UUID) else one for one in key
    ]
    return base64.urlsafe_b64encode(msgspec.json.encode(plain)).decode().rstrip("=")


def decode(cursor: str, *kinds: type) -> tuple[Any, ...]:
    """The sort key of a cursor, each part of its kind. Raises ``Unacceptable`` for one that we didn't make."""
    try:
        raw = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        parts = tuple(msgspec.json.decode(raw, type=tuple[kinds]))  # type: ignore[valid-type]
    except (ValueError, msgspec.MsgspecError):
        raise Unacceptable from None
    if not all(_is_ours(part) for part in parts):
        raise Unacceptable
    return parts


def _is_ours(part: Any) -> bool:
    """Whether the database can compare it: what else is of the right kind came from somebody's hand."""
    if isinstance(part, datetime):
        return part.tzinfo is not None and 1900 < part.year < 3000
    if isinstance(part, str):
        return "\0" not in part
    return not isinstance(part, int) or abs(part) < 2**31


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Some rows and the ways on and back."""

    items: Sequence[R]
    next: str | None
    previous: str | None = None


def page_of(
    found: Sequence[R], size: int, key: Callable[[R], tuple[Any, ...]], *, cursor: str | None = None
) -> Page[R]:
    """A page from ``size + 1`` rows that were asked for: the one too many only says that there are more."""
    items = found[:size]
    following = encode(*key(items[-1])) if len(found) > size and items else None
    return Page(items, following, cursor)


def part_of(found: Sequence[R], key: Callable[[R], UUID], *, limit: int | None, cursor: str | None) -> Page[R]:
    """
    A page of a list that was read whole, because all of it belongs to one thing.

    Raises ``Unacceptable`` for a cursor whose row isn't there any more.
    """
    begin = 0
    if cursor:
        (last,) = decode(cursor, UUID)
        begin = next((place for place, one in enumerate(found, 1) if key(one) == last), 0)
        if not begin:
            raise Unacceptable
    return page_of(found[begin : begin + size_of(limit) + 1], size_of(limit), lambda one: (key(one),))


def size_of(asked: int | None, usual: int = 50) -> int:
    """How many rows: what was asked for, within reason."""
    return min(max(asked or usual, 1), MOST)

"""Lists by keyset: the statement for the rows behind or before one, and the one that counts them; see web/lists."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import rows

Conditions = tuple[list[str], list[Any]]
"""What rows must fulfil, as SQL with places, and the arguments in those places."""
Key = tuple[Any, UUID]
"""Where one row stands: its value in the column that a list is sorted by, and its id."""


async def part(
    select: str,
    narrowed: Conditions,
    *,
    by: str,
    key: str,
    falling: bool,
    most: int,
    after: Key | None = None,
    before: Key | None = None,
) -> list[Record]:
    """
    At most so many rows behind or before one, always in the list's own order: by a column, then by the id ``key``.

    ``select`` ends where its ``where`` would begin; ``by`` and ``key`` are columns of ours, never typed by anybody.
    """
    conditions, arguments = [*narrowed[0]], [*narrowed[1]]
    down = falling != (before is not None)
    if beyond := before or after:
        arguments += beyond
        conditions.append(f"({by}, {key}) {'<' if down else '>'} (${len(arguments) - 1}, ${len(arguments)})")
    arguments.append(most)
    order = "desc" if down else "asc"
    end = f"order by {by} {order}, {key} {order} limit ${len(arguments)}"
    found = await rows(f"{select} where {fulfilled(conditions)} {end}", *arguments)
    return found[::-1] if before is not None else found


def counting(source: str, narrowed: Conditions, *, most: int) -> tuple[str, list[Any]]:
    """The statement that counts up to ``most`` of what ``source`` names (``ticket t``), and its arguments."""
    conditions, arguments = narrowed
    end = f"limit ${len(arguments) + 1}"
    return f"select count(*) from (select from {source} where {fulfilled(conditions)} {end}) x", [*arguments, most]


def fulfilled(conditions: Sequence[str]) -> str:
    """All conditions in one; true where there is none."""
    return " and ".join(conditions) or "true"

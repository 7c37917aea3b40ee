"""Several statements that give one value each, asked in one round trip: a page of a list counts all its tabs so."""

import re
from collections.abc import Sequence
from typing import Any

from desk.foundation.database import row

_PLACE = re.compile(r"\$([0-9]+)")
Statement = tuple[str, Sequence[Any]]
"""What is asked, with ``$1`` for what stands in the arguments."""


async def together(statements: Sequence[Statement]) -> list[Any]:
    """The value of each, in their order. They come from ``queries.py``, as all that is asked."""
    if not statements:
        return []
    parts: list[str] = []
    arguments: list[Any] = []
    for number, (statement, given) in enumerate(statements):
        parts.append(f"({_moved(statement, len(arguments))}) as v{number}")
        arguments += given
    found = await row(f"select {', '.join(parts)}", *arguments)
    assert found is not None
    return list(found.values())


def _moved(statement: str, by: int) -> str:
    return _PLACE.sub(lambda place: f"${int(place[1]) + by}", statement)

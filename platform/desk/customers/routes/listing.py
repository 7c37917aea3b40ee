"""The list of customers: what its address says, and the ways on and back."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from asyncpg import Record

from desk.customers import queries
from desk.customers.labels import GRADES, STATUSES
from desk.customers.queries import Wanted
from desk.customers.views import row_view
from desk.foundation.errors import Unacceptable
from desk.foundation.translation import gettext
from desk.foundation.web import paging
from desk.foundation.web.lists import rounded
from desk.search.queries import number_part

SIZE = 50
_LONGEST_QUERY = 200


class Asked:
    """What somebody asked for in the address of the list. Raises ``Unacceptable`` for what we don't offer."""

    def __init__(self, query: Mapping[str, str]) -> None:
        self.q = query.get("q", "")[:_LONGEST_QUERY].strip()
        self.grade, self.status = query.get("grade") or None, query.get("status") or None
        if self.grade not in (None, *GRADES) or self.status not in (None, *STATUSES):
            raise Unacceptable
        self.after, self.before = query.get("after"), query.get("before")
        self.wanted = Wanted(self.q, self.status, self.grade)

    def address(self, **changes: str | None) -> str:
        """The list's address with some things changed; what becomes None is dropped."""
        now: dict[str, str | None] = {"q": self.q, "grade": self.grade, "status": self.status}
        kept = {name: value for name, value in (now | changes).items() if value}
        return f"/customers?{urlencode(kept)}" if kept else "/customers"


async def page_context(asked: Asked) -> dict[str, Any]:
    """What the page of the list needs to know."""
    found, first, more, fewer = await _rows(asked)
    last = first + len(found) - 1 if found else 0
    total = await queries.counted(asked.wanted, most=paging.COUNTED + 1)
    return {
        "q": asked.q,
        "customers": [row_view(one) for one in found],
        "first": first if found else 0,
        "last": last,
        "total": rounded(total),
        "next_url": asked.address(after=_cursor(found[-1], last)) if more else "",
        "previous_url": asked.address(before=_cursor(found[0], first)) if fewer else "",
        "views": await _views(asked),
        "filters": _filters(asked),
        "add": _choices(asked),
        "kept": [(name, value) for name, value in (("grade", asked.grade), ("status", asked.status)) if value],
        "new_url": f"/customers/new?{urlencode({'phone' if number_part(asked.q) else 'name': asked.q})}",
    }


async def _rows(asked: Asked) -> tuple[Sequence[Record], int, bool, bool]:
    """The rows, the place of the first, and whether there are more and were some before."""
    if asked.before:
        key, place = queries.key_of(asked.before, placed=True)
        found = await queries.customers(asked.wanted, most=SIZE + 1, before=key)
        if len(found) > SIZE:
            return found[1:], max(1, place - SIZE), True, True
        return (await queries.customers(asked.wanted, most=SIZE + 1))[:SIZE], 1, True, False
    after, place = queries.key_of(asked.after, placed=True) if asked.after else (None, 0)
    found = await queries.customers(asked.wanted, most=SIZE + 1, after=after)
    return found[:SIZE], place + 1, len(found) > SIZE, after is not None


def _cursor(found: Record, place: int) -> str:
    return paging.encode(found["name_key"], found["id"], place)


async def _views(asked: Asked) -> list[dict[str, Any]]:
    counts = await queries.grades(most=100)
    views = [(None, gettext("All"), None), *((one, gettext(word), counts[one]) for one, word in GRADES.items())]
    return [
        {
            "label": word,
            "url": asked.address(grade=grade),
            "current": grade == asked.grade,
            "count": count,
            "hot": False,
        }
        for grade, word, count in views
    ]


def _filters(asked: Asked) -> list[dict[str, str]]:
    if asked.status is None:
        return []
    value = gettext(STATUSES[asked.status])
    return [{"label": gettext("Status"), "value": value, "remove_url": asked.address(status=None)}]


def _choices(asked: Asked) -> list[dict[str, str]]:
    if asked.status is not None:
        return []
    status = gettext("Status")
    return [
        {"label": f"{status}{gettext(': ')}{gettext(word)}", "url": asked.address(status=one)}
        for one, word in STATUSES.items()
    ]

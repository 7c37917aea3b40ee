"""Views under a name."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import msgspec

from desk.foundation.database import execute, execute_many, value
from desk.foundation.errors import Forbidden, Invalid, NotFound
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import gettext
from desk.foundation.web.forms import NOT_A_CHOICE, REQUIRED
from desk.foundation.web.lists import List
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.lists import queries
from desk.lists.errors import TooManyViews
from desk.lists.events import ViewChanged, ViewRemoved, ViewSaved
from desk.lists.states import Shared
from desk.people import queries as people

MOST = 30
"""Views of one list that somebody may keep."""
_LONGEST = 60


async def save_view(
    what: List, name: str, query: Mapping[str, str], columns: Sequence[str], shared: str, *, by: Principal
) -> UUID:
    """
    Keep a list under a name; the same name again replaces what stood under it.

    Raises ``Invalid``, ``Forbidden`` for sharing without the permission, ``TooManyViews``.
    """
    name, department = _named(name), await _department(shared, by)
    own = await queries.own_views(what.name, by)
    if len(own) >= MOST:
        raise TooManyViews(most=MOST)
    stored = msgspec.json.encode(dict(query)).decode()
    place = (current_scope().tenant.id, uuid7(), what.name, name, stored, list(columns), by.id, shared, department)
    saved: UUID = await value(queries.SAVE_VIEW, *place, len(own), now())
    await record(ViewSaved(saved, by=by, list=what.name, shared=shared))
    return saved


async def change_view(
    view_id: UUID, name: str, shared: str, query: Mapping[str, str], columns: Sequence[str], *, by: Principal
) -> None:
    """Change one's own view: its name, with whom it is shared, and what it shows."""
    view = await queries.own_view(view_id, by)
    view.name, view.shared, view.changed_at = _named(name), shared, now()
    view.department = await _department(shared, by)
    view.query, view.columns = msgspec.json.encode(dict(query)).decode(), list(columns)
    if await queries.is_named(view.list_name, view.name, view_id, by):
        raise Invalid({"name": gettext(NOT_A_CHOICE)})
    await view.save()
    await record(ViewChanged(view_id, by=by, list=view.list_name, shared=shared))


async def move_view(view_id: UUID, steps: int, *, by: Principal) -> None:
    """Let one's own view stand earlier (-1) or later (1) among one's own."""
    view = await queries.own_view(view_id, by)
    own = await queries.own_views(view.list_name, by)
    at = own.index(view_id)
    to = min(max(at + steps, 0), len(own) - 1)
    own.insert(to, own.pop(at))
    await execute_many(queries.PLACE_VIEW, [(one, place) for place, one in enumerate(own)])


async def remove_view(view_id: UUID, *, by: Principal) -> str:
    """Remove one's own view; the name of its list is given back. Raises ``NotFound``."""
    view = await queries.own_view(view_id, by)
    await execute(queries.DROP_VIEW, view_id)
    await execute(queries.FORGET_USUAL, str(view_id))
    await record(ViewRemoved(view_id, by=by, list=view.list_name, shared=view.shared))
    return view.list_name


def _named(name: str) -> str:
    kept = " ".join(name.split())[:_LONGEST]
    if not kept or "\0" in kept:
        raise Invalid({"name": gettext(REQUIRED)})
    return kept


async def _department(shared: str, by: Principal) -> UUID | None:
    if shared not in tuple(Shared):
        raise NotFound
    if shared and not by.may("view.share"):
        raise Forbidden
    return await people.department_of(by.id) if shared == Shared.TEAM else None

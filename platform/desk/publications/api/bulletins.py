"""Bulletins of headquarters for a partner's programs: ``/api/v1/bulletins``."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from litestar import delete, get, put
from litestar.params import FromPath, FromQuery

from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web.api import Listed, answer
from desk.foundation.web.paging import decode, page_of, size_of
from desk.foundation.web.request import current_principal
from desk.publications import actions, answers
from desk.publications.queries import bulletins
from desk.publications.queries.bulletins import Wanted

ONE = "/bulletins/{number:int}"


@get("/bulletins", name="api.bulletins.index", opt=needs("bulletin.read", says=N_("Bulletins, the newest first.")))
async def index(
    view: FromQuery[Literal["current", "unread", "withdrawn"]] = "current",
    kind: FromQuery[Literal["virus", "patch", "other"] | None] = None,
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.BulletinRow]:
    """The newest version of each."""
    size, key = size_of(limit), decode(cursor, datetime, UUID) if cursor else None
    after = (key[0], key[1]) if key else None
    found = await bulletins.listed(current_principal().id, Wanted(view, kind or ""), most=size + 1, after=after)
    shown = page_of(found, size, lambda one: (one["published_at"], one["id"]))
    return Listed([answer(answers.BulletinRow, one) for one in shown.items], shown.next)


@get(ONE, name="api.bulletins.show", opt=needs("bulletin.read", says=N_("One bulletin, with its words.")))
async def show(number: FromPath[int]) -> answers.BulletinSheet:
    """One of them."""
    return await _sheet(number)


@put(
    f"{ONE}/acknowledgement",
    name="api.bulletins.acknowledge",
    opt=needs("bulletin.read", says=N_("Take note of a bulletin.")),
)
async def acknowledge(number: FromPath[int]) -> answers.BulletinSheet:
    """Take note of it."""
    await actions.note_bulletin(number, by=current_principal())
    return await _sheet(number)


@put(f"{ONE}/showing", name="api.bulletins.show_it", opt=needs("bulletin.show", says=N_("Show it in the portal.")))
async def show_it(number: FromPath[int]) -> answers.BulletinSheet:
    """Let customers read it."""
    await actions.show_bulletin(number, by=current_principal())
    return await _sheet(number)


@delete(
    f"{ONE}/showing",
    name="api.bulletins.hide_it",
    status_code=200,
    opt=needs("bulletin.show", says=N_("Show it in the portal no more.")),
)
async def hide_it(number: FromPath[int]) -> answers.BulletinSheet:
    """Let customers read it no more."""
    await actions.hide_bulletin(number, by=current_principal())
    return await _sheet(number)


async def _sheet(number: int) -> answers.BulletinSheet:
    return answer(answers.BulletinSheet, await bulletins.newest(number, current_principal().id))


HANDLERS = (index, show, acknowledge, show_it, hide_it)

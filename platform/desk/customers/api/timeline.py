"""What happened around a customer and what was changed in the file, for programs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import delete, get
from litestar.params import FromPath, FromQuery

from desk.customers import actions, answers, queries, views
from desk.customers.api._parts import ONE, READ
from desk.customers.routes.timeline import part_of
from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web import paging
from desk.foundation.web.api import Listed, answer
from desk.foundation.web.paging import size_of
from desk.foundation.web.request import current_principal


@get(
    f"{ONE}/timeline",
    name="api.customers.timeline",
    opt=needs(READ, says=N_("What happened around a customer in all modules, the latest first.")),
)
async def timeline(
    customer_id: FromPath[UUID],
    module: FromQuery[str] = "",
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.Happened]:
    """What whoever asks may see of it; a part may be shorter than ``limit`` for that."""
    await queries.customer(customer_id)
    found, following = await part_of(customer_id, module, cursor or "", size_of(limit))
    items = [one for one in await views.happened(found, current_principal()) if one["type"] == "fact"]
    return Listed([_told(one) for one in items], following)


def _told(one: dict[str, Any]) -> answers.Happened:
    return answer(answers.Happened, one, about=one["about"][0] if one["about"] else "")


@get(
    f"{ONE}/history",
    name="api.customers.history",
    opt=needs(READ, says=N_("Old and new values of the fields of a customer's file, the latest first.")),
)
async def history(
    customer_id: FromPath[UUID],
    of: FromQuery[UUID | None] = None,
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.FieldChange]:
    """Changes of the whole file, or ``of`` one contact or product; private values are masked, erased ones are null."""
    await queries.customer(customer_id)
    size = size_of(limit)
    place = paging.decode(cursor, datetime, UUID) if cursor else None
    found = await queries.field_changes(
        customer_id, of=of, after=(place[0], place[1]) if place else None, most=size + 1
    )
    listed = paging.page_of(found, size, lambda one: (one["at"], one["id"]))
    return Listed([_change(one) for one in listed.items], listed.next)


def _change(one: Record) -> answers.FieldChange:
    values = {name: views.masked(one["kind"], one["field"], one[name]) for name in ("old", "new")}
    return answer(answers.FieldChange, one, **values)


@delete(
    f"{ONE}/contacts/{{contact_id:uuid}}/history",
    name="api.customers.erase_history",
    status_code=200,
    opt=needs("contact.erase", says=N_("Erase all old and new values of a contact; that there were changes stays.")),
)
async def erase(customer_id: FromPath[UUID], contact_id: FromPath[UUID]) -> answers.Erased:
    """Forget what was said of a contact before."""
    return answers.Erased(await actions.erase_history(customer_id, contact_id, by=current_principal()))


HANDLERS = (timeline, history, erase)

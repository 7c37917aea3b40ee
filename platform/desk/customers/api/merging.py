"""Merging for programs, and the pairs that may be one."""

from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record
from litestar import Request, delete, get, post
from litestar.params import FromPath, FromQuery

from desk.customers import actions, answers
from desk.customers.api._parts import ONE
from desk.customers.forms import MergeForm
from desk.customers.queries import doubles
from desk.customers.queries import merging as log
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web import paging
from desk.foundation.web.api import Listed, read_json
from desk.foundation.web.request import current_principal

MAY = "customer.merge"
MERGING = "/customers/mergings/{merging_id:uuid}"
CONTACT = f"{ONE}/contacts/{{contact_id:uuid}}"
BOTH = {"other": "0190f3a2-0000-7000-8000-000000000002", "take": ["phone"]}


@get(
    "/customers/duplicates",
    name="api.customers.duplicates",
    opt=needs(MAY, says=N_("Pairs of customers that may be one, the likeliest first.")),
)
async def duplicates(
    limit: FromQuery[int | None] = None, cursor: FromQuery[str | None] = None
) -> Listed[answers.Suspicion]:
    """Pairs that may be one, each with its reasons."""
    size = paging.size_of(limit)
    key = paging.decode(cursor, int, UUID) if cursor else None
    found = await doubles.pairs(most=size + 1, after=(key[0], key[1]) if key else None)
    listed = paging.page_of(found, size, lambda one: (one["score"], one["id"]))
    return Listed([_pair(one) for one in listed.items], listed.next)


@post(
    f"{ONE}/mergings",
    name="api.customers.merge",
    opt=needs(
        MAY,
        says=N_("Merge another customer into this one. “take” names the fields that become the other's."),
        body=MergeForm,
        example=BOTH,
    ),
)
async def merge(request: Request[Any, Any, Any], customer_id: FromPath[UUID]) -> answers.Merging:
    """Merge another customer into this one."""
    form = await read_json(request, MergeForm)
    made = await actions.merge_customers(customer_id, form.other, take=form.take, by=current_principal())
    return await _merging(made.id)


@post(
    f"{CONTACT}/mergings",
    name="api.customers.merge_contacts",
    opt=needs(
        MAY,
        says=N_(
            "Merge another contact of this customer into this one. “take” names the fields that become the other's."
        ),
        body=MergeForm,
        example=BOTH,
    ),
)
async def merge_contacts(
    request: Request[Any, Any, Any], customer_id: FromPath[UUID], contact_id: FromPath[UUID]
) -> answers.Merging:
    """Merge another contact of this customer into this one."""
    form = await read_json(request, MergeForm)
    by = current_principal()
    made = await actions.merge_contacts(customer_id, contact_id, form.other, take=form.take, by=by)
    return await _merging(made.id)


@get(MERGING, name="api.customers.merging", opt=needs(MAY, says=N_("What became of two that were merged.")))
async def merging(merging_id: FromPath[UUID]) -> answers.Merging:
    """One merging."""
    return await _merging(merging_id)


@delete(
    MERGING,
    name="api.customers.undo_merge",
    status_code=200,
    opt=needs(MAY, says=N_("Take them apart again; “left” is what had changed since and stayed.")),
)
async def undo(merging_id: FromPath[UUID]) -> answers.Merging:
    """Take them apart again."""
    await actions.undo_merge(merging_id, by=current_principal())
    return await _merging(merging_id)


async def _merging(merging_id: Any) -> answers.Merging:
    found = await log.merging(merging_id)
    said = [(one["what"], one["count"]) for one in msgspec.json.decode(found["counts"])]
    counts = [answers.Moved(gettext(word), count) for word, count in said]
    left = [
        answers.LeftBehind(one["table"], one["column"], [UUID(row) for row in one["ids"]])
        for one in msgspec.json.decode(found["left_out"])
    ]
    names = ("id", "kind", "kept", "gone", "customer", "number", "status", "at", "undo_until", "undone_at")
    return answers.Merging(**{name: found[name] for name in names}, moved=counts, left=left)


def _pair(found: Record) -> answers.Suspicion:
    def side(name: str) -> answers.Suspect:
        return answers.Suspect(found[name], found[f"{name}_number"], found[f"{name}_name"])

    return answers.Suspicion(side("one"), side("other"), found["reasons"], found["score"], found["found_at"])


HANDLERS = (duplicates, merge, merge_contacts, merging, undo)

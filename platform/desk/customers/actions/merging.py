"""
Merging: two customers, or two contacts, turn out to be one.

Every reference that a merge step names is led to the one that stays; the other is taken away. Each row that moved,
changed or was set aside stands in the log, so that it can be undone for a day.
"""

from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
from asyncpg.exceptions import ForeignKeyViolationError

from desk.customers import queries
from desk.customers.actions.fields import allow, allow_change
from desk.customers.actions.filing import named
from desk.customers.actions.finding import make_findable
from desk.customers.actions.grading import PERMISSION as GRADING
from desk.customers.actions.grading import note_grade
from desk.customers.actions.history import keep_changes
from desk.customers.errors import BothSignIn, SameOne, StillPointedTo
from desk.customers.events import ContactMerged, CustomerMerged
from desk.customers.labels import CONTACT_FIELDS, CUSTOMER_FIELDS
from desk.customers.queries import merging as log
from desk.customers.settings import undo_hours
from desk.customers.tables import Contact, Customer, Merging
from desk.foundation.database import savepoint
from desk.foundation.errors import Invalid
from desk.foundation.events import record
from desk.foundation.merging import Merged, Moves, SetAside, steps
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import NOT_A_CHOICE
from desk.kit.text import pinyin_key
from desk.kit.time import now

MERGED = N_("From a merged customer.")
_FIRST_MOVED, _TAKEN_AWAY, _REPLACED = 1_000, 9_000, {"contact": 8_999, "customer": 9_001}
"""
Places in the log, undone backwards: what is set aside, what moves, the merged one itself, fields of the one that stays.

A customer gives back an external number before the other comes; a contact may name the other only when it is there.
"""


def moving(kind: Merged) -> list[Moves]:
    """What moves when two of a kind are merged."""
    return [one for one in steps() if isinstance(one, Moves) and one.of == kind]


async def merge_customers(kept_id: UUID, gone_id: UUID, *, take: Iterable[str] = (), by: Principal) -> Merging:
    """
    Make one customer of two: ``kept`` stays, with the fields of ``take`` as the other had them.

    Raises ``SameOne``, ``Invalid`` for a field that nobody has, and what refuses a change of either.
    """
    allow(by, "customer.merge")
    wanted = _fields(take, CUSTOMER_FIELDS)
    kept, gone = await _both(kept_id, gone_id, lambda one: queries.customer(one, lock=True))
    for one in (kept, gone):
        await allow_change(one, "merge", by=by)
    names = {one.engineer: await queries.engineer_name(one) for one in (kept, gone)}
    made = await _begin("customer", kept_id, gone_id, kept_id, gone.name, by)
    made.number, made.external_key = gone.number, gone.external_key
    before = await log.whole("customer", kept_id)
    moved = await _move(made, "customer")
    changes = _taken(kept, gone, wanted)
    if "grade" in changes:
        allow(by, GRADING)
    for field, (_, new) in changes.items():
        setattr(kept, field, new)
    if "name" in changes:
        for field, new in named(kept.name).items():
            setattr(kept, field, new)
    kept.version, kept.changed_at = kept.version + 1, made.at
    await kept.save()
    await _end(made, "customer", before, moved)
    event = CustomerMerged(
        kept_id,
        by=by,
        customer_id=kept_id,
        merged=str(gone_id),
        number=gone.number,
        merging=str(made.id),
        moved=sum(moved.values()),
    )
    if "engineer" in changes:
        changes["engineer"] = (names[changes["engineer"][0]], names[changes["engineer"][1]])
    await keep_changes(await record(event), "customer", kept_id, changes, by=by, at=event.at)
    if "grade" in changes:
        await note_grade(kept_id, *changes["grade"], gettext(MERGED), by=by, at=event.at)
    await make_findable(kept_id)
    return made


async def merge_contacts(
    customer_id: UUID, kept_id: UUID, gone_id: UUID, *, take: Iterable[str] = (), by: Principal
) -> Merging:
    """
    Make one contact of two at one customer. Access to the portal goes along.

    Raises ``BothSignIn`` while both have access: which password counts is not ours to say.
    """
    allow(by, "customer.merge")
    wanted = _fields(take, CONTACT_FIELDS)
    kept, gone = await _both(kept_id, gone_id, lambda one: queries.contact(one, of=customer_id, lock=True))
    await allow_change(await queries.customer(customer_id), "merge", by=by)
    if kept.credential is not None and gone.credential is not None:
        raise BothSignIn(one=kept.name, other=gone.name)
    made = await _begin("contact", kept_id, gone_id, customer_id, gone.name, by)
    before = await log.whole("contact", kept_id)
    if kept.successor == gone_id:
        kept.successor = None
        await kept.save()
    confided = await _confide(made)
    moved = await _move(made, "contact")
    changes = _taken(kept, gone, wanted)
    for field, (_, new) in changes.items():
        setattr(kept, field, new)
    kept.name_key = pinyin_key(kept.name)[:300]
    if kept.credential is None and gone.credential is not None:
        kept.credential, kept.portal_roles = gone.credential, gone.portal_roles
    kept.changed_at = made.at
    await kept.save()
    await _end(made, "contact", before, moved)
    await confided()
    event = ContactMerged(
        kept_id,
        by=by,
        customer_id=customer_id,
        merged=str(gone_id),
        merging=str(made.id),
        moved=sum(moved.values()),
    )
    await keep_changes(await record(event), "contact", kept_id, changes, by=by, at=event.at)
    await make_findable(customer_id)
    return made


async def preview(kind: Merged, gone_id: UUID) -> list[dict[str, Any]]:
    """What would move, in words and counts."""
    found = [(one["what"], one["count"]) for one in await log.counted(moving(kind), gone_id)]
    return [{"what": gettext(word), "count": count} for word, count in found]


def _fields(take: Iterable[str], known: dict[str, str]) -> list[str]:
    wanted = list(dict.fromkeys(take))
    if strange := [one for one in wanted if one not in known]:
        raise Invalid(dict.fromkeys(strange, gettext(NOT_A_CHOICE)))
    return wanted


async def _both(kept_id: UUID, gone_id: UUID, find: Callable[[UUID], Any]) -> tuple[Any, Any]:
    """Both, locked in one order for all who lock."""
    if kept_id == gone_id:
        raise SameOne
    found = {one: await find(one) for one in sorted((kept_id, gone_id))}
    return found[kept_id], found[gone_id]


async def _begin(kind: Merged, kept: UUID, gone: UUID, customer: UUID, name: str, by: Principal) -> Merging:
    at = now()
    until = at + timedelta(hours=undo_hours(current_scope().tenant.settings))
    made = Merging(
        kind=kind,
        kept=kept,
        gone=gone,
        customer=customer,
        name=name,
        at=at,
        by_kind=by.kind,
        by_id=by.id,
        undo_until=until,
    )
    await made.save()
    return made


async def _move(made: Merging, kind: Merged) -> dict[str, int]:
    """Set aside, move, and take the merged one away; the answer is how many rows moved, by what they are called."""
    moved: dict[str, int] = {}
    merging: Any = made
    gone, kept, merging_id = merging.gone, merging.kept, merging.id
    for place, aside in enumerate(one for one in steps() if isinstance(one, SetAside) and one.of == kind):
        await log.set_aside(aside, gone, kept, merging_id, place)
    for place, step in enumerate(moving(kind), start=_FIRST_MOVED):
        if step.alone and not step.or_stays:
            await log.settle(step, gone, kept, merging_id, place)
        count = await log.move(step, gone, kept, merging_id, place)
        if step.what and count:
            moved[step.what] = moved.get(step.what, 0) + count
    try:
        async with savepoint():
            await log.take_away(kind, gone, merging_id, _TAKEN_AWAY)
    except ForeignKeyViolationError as fault:
        raise StillPointedTo(name=made.name, table=str(fault.table_name)) from None
    return moved


async def _end(made: Merging, kind: Merged, before: str, moved: dict[str, int]) -> None:
    kept: Any = made.kept
    merging_id: Any = made.id
    await log.log_replaced(kind, kept, merging_id, _REPLACED[kind], before, await log.whole(kind, kept))
    made.counts = msgspec.json.encode([{"what": what, "count": count} for what, count in moved.items()]).decode()
    await made.save()


async def _confide(made: Merging) -> Callable[[], Awaitable[None]]:
    """What was confided about both stands in one note afterwards: the answer writes it, once the other's is away."""
    merging: Any = made
    mine, theirs = await queries.private_note(merging.kept), await queries.private_note(merging.gone)

    async def write() -> None:
        if mine is None or theirs is None:
            return
        before = await log.whole("private_note", mine.id)
        mine.body, mine.changed_at = f"{mine.body}\n\n{theirs.body}", made.at
        await mine.save()
        after = await log.whole("private_note", mine.id)
        await log.log_replaced("private_note", mine.id, merging.id, _REPLACED["contact"], before, after)

    return write


def _taken(kept: Customer | Contact, gone: Customer | Contact, wanted: Iterable[str]) -> dict[str, tuple[Any, Any]]:
    """The fields that become the merged one's: what was and what is."""
    return {
        field: (getattr(kept, field), getattr(gone, field))
        for field in wanted
        if getattr(kept, field) != getattr(gone, field)
    }

"""Mailboxes."""

from collections.abc import Sequence
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import row, rows
from desk.foundation.errors import NotFound
from desk.foundation.subjects import Thing
from desk.mail.tables import Mailbox


async def boxes() -> list[Record]:
    """All of them, by address."""
    return await rows(
        """select id, address, host, active, looked_at, failing_since, why, changed_at from mailbox order by address"""
    )


async def boxes_on() -> list[UUID]:
    """Those that are to be looked into."""
    return [one["id"] for one in await rows("select id from mailbox where active and host <> '' order by id")]


async def box(mailbox_id: UUID) -> Record:
    """One of them. Raises ``NotFound``."""
    found = await row("select * from mailbox where id = $1", mailbox_id)
    if found is None:
        raise NotFound
    return found


async def box_named(address: str) -> Record | None:
    """The one with this address."""
    return await row("select id from mailbox where lower(address) = lower($1)", address)


async def saved_box(mailbox_id: UUID) -> Mailbox | None:
    """One to be changed, under lock; None when it was removed."""
    found: Mailbox | None = await Mailbox.objects().where(Mailbox.id == mailbox_id).first().lock_rows("UPDATE")
    return found


async def own_addresses() -> set[str]:
    """Addresses from which we write ourselves: what comes from there is a loop."""
    found = await rows("select lower(address) as address from mailbox union select lower(sender) from mail_server")
    return {one["address"] for one in found}


async def answered_at(ticket_id: UUID, contact_id: UUID) -> Record | None:
    """
    Where an answer about a ticket goes: to the mailbox by which it came, else to the first one. With the ticket's
    number and the last mails that the contact wrote about it.
    """
    return await row(
        """select b.address, b.plus, t.number,
                  (select array_agg(w.message_id) from (
                     select i.message_id from incoming_mail i
                      where i.ticket = t.id and i.contact = $2 and i.message_id <> '' order by i.id desc limit 3) w
                  ) as written
             from ticket t, mailbox b
            where t.id = $1 and b.active
            order by b.id = (select i.mailbox from incoming_mail i where i.ticket = t.id order by i.id desc limit 1)
                     desc nulls last, b.id
            limit 1""",
        ticket_id,
        contact_id,
    )


async def things_of_boxes(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Mailboxes as others point to them."""
    found = await rows("select id, address from mailbox where id = any($1)", list(ids))
    return {one["id"]: Thing(one["address"], f"/mailboxes/{one['id']}", "mailbox.manage") for one in found}

"""Attaching files to what was written already: programs send words first, and files behind them."""

from typing import cast
from uuid import UUID

from desk.files import actions as files
from desk.files.tables import StoredFile
from desk.foundation.errors import Forbidden
from desk.foundation.events import Audience as ReadBy
from desk.foundation.principals import Principal
from desk.tickets import moves, queries
from desk.tickets.actions._moving import allow, checked
from desk.tickets.actions.writing import Upload
from desk.tickets.states import Audience


async def attach_file(number: int, entry_id: UUID, upload: Upload, *, by: Principal) -> StoredFile:
    """Attach a file to one's own entry, for the same readers. Raises ``NotFound``, ``Forbidden``, ``CannotMove``."""
    ticket = await checked(number, None)
    entry = await queries.entry(entry_id, of=ticket.id)
    if entry["author_id"] != by.id:
        raise Forbidden
    await allow(ticket, moves.NOTE if entry["audience"] == Audience.TEAM else moves.REPLY, by=by)
    return await files.keep_upload(
        upload,
        subject_kind="entry",
        subject_id=entry_id,
        customer_id=ticket.customer,
        audience=cast("ReadBy", entry["audience"]),
        by=by,
    )

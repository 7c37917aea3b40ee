"""Reading the letterhead."""

from desk.documents.tables import Letterhead


async def letterhead(*, lock: bool = False) -> Letterhead | None:
    """The tenant's letterhead, if it has one of its own."""
    query = Letterhead.objects().first()
    return await (query.lock_rows("UPDATE") if lock else query)

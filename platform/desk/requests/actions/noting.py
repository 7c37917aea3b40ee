"""What is kept about requests besides: the index, and that a list was taken out."""

from uuid import UUID

from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.requests import queries
from desk.requests.events import RequestsExported
from desk.search import actions as search


async def index_request(request_id: UUID) -> None:
    """Let a request be found by its number and words."""
    words = await queries.words_of(request_id)
    await search.index(
        kind="request",
        subject_id=request_id,
        title=f"#{words['number']} {words['title']}",
        detail=words["customer_name"],
        url=f"/requests/{words['number']}",
        words=[words["title"], words["note"], words["customer_name"]],
        digits=[str(words["number"])],
        at=words["opened_at"],
    )


async def note_export(count: int, *, by: Principal) -> None:
    """Note that somebody took requests out as a table."""
    await record(RequestsExported(by.id, by=by, count=count))

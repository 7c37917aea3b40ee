"""What is kept about cases besides: the index, and that a list was taken out."""

from uuid import UUID

from desk.cases import queries
from desk.cases.events import CasesExported
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.search import actions as search


async def index_case(case_id: UUID) -> None:
    """Let a case be found by its number and what its envelope says."""
    found = await queries.words_of(case_id)
    if found is None:
        return
    await search.index(
        kind="case",
        subject_id=case_id,
        title=f"#{found['number']} {found['title']}".strip(),
        detail=found["customer_name"],
        url=f"/cases/{found['number']}",
        words=[found[name] for name in ("title", "customer_name", "product", "description", "tried", "wanted")],
        digits=[str(found["number"])],
        at=found["opened_at"],
    )


async def note_export(count: int, *, by: Principal) -> None:
    """Note that somebody took cases out as a table."""
    await record(CasesExported(by.id, by=by, count=count))

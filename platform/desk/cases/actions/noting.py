"""That a list was taken out."""

from desk.cases.events import CasesExported
from desk.foundation.events import record
from desk.foundation.principals import Principal


async def note_export(count: int, *, by: Principal) -> None:
    """Note that somebody took cases out as a table."""
    await record(CasesExported(by.id, by=by, count=count))

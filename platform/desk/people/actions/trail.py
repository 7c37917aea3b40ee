"""What other slices note in the audit trail."""

from uuid import UUID

from desk.foundation.events import Subject, record
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.people.events import AuditExported, LookedAt


async def record_look(subject: Subject, field: str, *, by: Principal, customer_id: UUID | None = None) -> None:
    """Note that somebody looked at a value that is masked for everybody: whose and which, never the value itself."""
    await record(LookedAt(subject, by=by, customer_id=customer_id, field=field))


async def note_export(count: int, *, by: Principal) -> None:
    """Note that somebody took the trail out of the house."""
    await record(AuditExported(current_scope().tenant.id, by=by, rows=count))

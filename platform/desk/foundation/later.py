"""Work for a later moment: a reaction without a fact, about one subject."""

from datetime import datetime
from uuid import UUID

from desk.foundation.database import execute
from desk.foundation.reactions import named
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7

_LATER = """
with known as (
  update reaction set available_at = least(available_at, $5)
   where subscriber = $3 and subject_id = $6 and status = 'waiting' returning id)
insert into reaction (tenant_id, id, subscriber, lane, subject_id, status, attempts, available_at, error)
select $1::uuid, $2::uuid, $3, $4, $6, 'waiting', 0, $5, '' where not exists (select from known)
"""


async def later(name: str, subject_id: UUID, at: datetime) -> None:
    """
    Have the reaction of this name run about a subject, then or as soon as can be; ``fact.subject_id`` says which.

    One that waits already runs at the earlier of both moments, once. What happens to one subject happens in order.
    """
    scope = current_scope()
    reaction = named(name, scope.tenant.plugins)
    if reaction is None:
        raise ValueError(f"no reaction {name} is on here")
    await execute(_LATER, scope.tenant.id, uuid7(), reaction.name, reaction.lane, at, subject_id)
    scope.wakes = True

"""What follows from facts for runs over many rows."""

from desk.foundation.events import Fact
from desk.foundation.principals import Principal
from desk.foundation.reactions import reaction
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import language
from desk.lists import actions, queries
from desk.people import queries as people


@reaction(lane="bulk", budget=120.0)
async def carry_on(fact: Fact) -> None:
    """Do the next rows for whoever asked, with what they may do now; nothing for somebody who left meanwhile."""
    assert fact.subject_id is not None
    run = await queries.run(fact.subject_id)
    found = await queries.acting(run.member)
    if found is None:
        return
    tenant = current_scope().tenant
    by = Principal(
        kind="operator" if tenant.kind == "headquarters" else "member",
        id=found["id"],
        name=found["name"],
        permissions=await people.permissions_of(found["roles"]),
        roles=tuple(found["roles"]),
        locale=found["locale"],
        staff_no=found["staff_no"],
    )
    spoken = language.set(found["locale"] or tenant.locale)
    try:
        await actions.carry_on(run.id, by=by)
    finally:
        language.reset(spoken)

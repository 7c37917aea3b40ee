"""Sending the canaries, and walking on: outside of any transaction, a stretch at a time."""

from desk.canary import actions
from desk.foundation.events import Fact
from desk.foundation.principals import SYSTEM
from desk.foundation.reactions import reaction
from desk.foundation.tenancy import current_scope


@reaction(lane="bulk")
async def send(_fact: Fact) -> None:
    """Asked each hour: send them where it is night and they weren't sent yet. Headquarters alone does."""
    if current_scope().tenant.kind == "headquarters":
        await actions.send_nightly(by=SYSTEM)


@reaction(lane="bulk", scope="own")
async def walk_on(fact: Fact) -> None:
    """Walk a stretch of the way, and plan the next one."""
    assert fact.subject_id is not None
    await actions.go_on(fact.tenant_id, fact.subject_id)

"""Publishing, again and again."""

from datetime import date

from desk.foundation.events import Fact
from desk.foundation.later import later
from desk.foundation.principals import SYSTEM
from desk.foundation.reactions import reaction
from desk.foundation.registry import scope_of
from desk.foundation.signals import Signal, publish
from desk.foundation.tenancy import current_scope
from desk.headquarters import actions
from desk.kit.time import now


@reaction(lane="bulk")
async def publish_partner(_fact: Fact) -> None:
    """Publish the tenant's card."""
    await actions.publish_partner(by=SYSTEM)


@reaction(lane="bulk")
async def publish_weeks(_fact: Fact) -> None:
    """Publish how the tenant's weeks went."""
    await actions.publish_weeks(by=SYSTEM)


@reaction(lane="bulk")
async def watch_partners(_fact: Fact) -> None:
    """At headquarters: hold what partners published against the thresholds."""
    if current_scope().tenant.kind == "headquarters":
        await actions.watch_partners(by=SYSTEM)


@reaction(lane="bulk", budget=600.0)
async def archive(_fact: Fact) -> None:
    """At the partner: write a stretch of its archive, and plan the next one."""
    tenant = current_scope().tenant
    if tenant.kind == "partner" and await actions.archive_portion(by=SYSTEM):
        await later("headquarters.archive", tenant.id, now())


@reaction(lane="bulk")
async def look_for_closed(_fact: Fact) -> None:
    """At headquarters, each hour: have cleared up what is due."""
    tenant = current_scope().tenant
    if tenant.kind == "headquarters":
        await later("headquarters.clear_up", tenant.id, now())


@reaction(lane="bulk", scope="own")
async def clear_up(fact: Fact) -> None:
    """Drop archives and erase partners whose days are over, a stretch at a time."""
    if await actions.clear_up(fact.tenant_id, by=SYSTEM):
        async with scope_of(fact.tenant_id):
            await later("headquarters.clear_up", fact.tenant_id, now())


@reaction(lane="urgent")
async def signal_alert(_fact: Fact) -> None:
    """Tell open boards that an alert changed."""
    await publish(Signal(current_scope().tenant.id, "alerts", None))


@reaction()
async def welcome(_fact: Fact) -> None:
    """Have the first administrator of a new partner invited."""
    await actions.welcome_administrator(by=SYSTEM)


@reaction(lane="bulk")
async def publish_scorecard(fact: Fact) -> None:
    """Publish what was frozen. Safe to run twice: it is published once."""
    await actions.publish_scorecard(date.fromisoformat(fact.payload["month"]), by=SYSTEM)

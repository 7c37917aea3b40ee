"""What follows: recipients are handed over, and open pages hear of it."""

from uuid import UUID

from desk.extend import SYSTEM, Fact, Principal, Signal, current_scope, language, publish, reaction
from desk_campaigns.actions import answering, handing, heeding, repeating


@reaction(lane="bulk")
async def hand_over(fact: Fact) -> None:
    """The next hundred of a campaign."""
    assert fact.subject_id is not None
    await handing.hand_over(fact.subject_id, by=SYSTEM)


@reaction()
async def issue_series(fact: Fact) -> None:
    """The turn of a series has come."""
    assert fact.subject_id is not None
    await repeating.issue_series(fact.subject_id, by=SYSTEM)


@reaction(lane="urgent")
async def heed_opt_out(fact: Fact) -> None:
    """Somebody wants no more."""
    assert fact.subject_id is not None
    await heeding.heed_opt_out(fact.subject_id, by=SYSTEM)


@reaction()
async def take_answer(fact: Fact) -> None:
    """Somebody answered a message that may have been a campaign's."""
    if fact.payload["delivery"] != "None":
        reply = answering.Reply(UUID(fact.payload["reply"]), UUID(fact.payload["delivery"]))
        spoken = language.set(current_scope().tenant.locale)
        await answering.take_answer(reply, by=Principal.plugin("campaigns"))
        language.reset(spoken)


@reaction()
async def signal_campaigns(fact: Fact) -> None:
    """Tell open pages that something changed."""
    await publish(Signal(fact.tenant_id, "campaigns"))

"""What follows from what the other side said, and from facts."""

from datetime import datetime
from uuid import UUID

from desk.cases import actions
from desk.foundation.events import Fact
from desk.foundation.principals import SYSTEM
from desk.foundation.reactions import reaction
from desk.foundation.signals import Signal, publish
from desk.foundation.tenancy import current_scope


@reaction()
async def receive(fact: Fact) -> None:
    """At the partner: take over what headquarters said in a case."""
    assert fact.subject_id is not None
    await actions.receive_case(fact.subject_id, by=SYSTEM)


@reaction()
async def arrive(fact: Fact) -> None:
    """At headquarters: take over what a partner said in a case."""
    assert fact.subject_id is not None
    await actions.arrive_case(fact.subject_id, by=SYSTEM)


@reaction()
async def receive_letter(fact: Fact) -> None:
    """At headquarters: note that a customer wrote."""
    assert fact.subject_id is not None
    await actions.receive_letter(fact.subject_id, by=SYSTEM)


@reaction()
async def receive_word(fact: Fact) -> None:
    """At the partner: take over what was said of a missing function."""
    assert fact.subject_id is not None
    await actions.receive_word(fact.subject_id, by=SYSTEM)


@reaction()
async def forget_copy(fact: Fact) -> None:
    """At headquarters: let the copy of a file go that a partner ended."""
    assert fact.subject_id is not None
    await actions.forget_copy(fact.subject_id, by=SYSTEM)


@reaction()
async def forget_sent(fact: Fact) -> None:
    """At a partner: who was erased sent files that went along with cases."""
    if fact.payload["of"] == "contact":
        await actions.forget_sent(UUID(fact.payload["person"]), by=SYSTEM)


@reaction(lane="bulk")
async def forget_old_copies(_fact: Fact) -> None:
    """At headquarters: let copies go whose time is over."""
    await actions.forget_old_copies(by=SYSTEM)


@reaction()
async def ask_for_handling(fact: Fact) -> None:
    """Ask somebody to see to a complaint that headquarters transferred, where no plugin does."""
    assert fact.subject_id is not None
    await actions.ask_for_handling(fact.subject_id, by=SYSTEM)


@reaction()
async def hand_up_late(fact: Fact) -> None:
    """Hand up by itself what is so late that its ladder names headquarters: its number, its due time, its lateness."""
    said = fact.payload
    if not said["headquarters"] or fact.subject_id is None:
        return
    late = actions.Late(said["promise"], datetime.fromisoformat(said["due_at"]), int(said["late_seconds"]))
    await actions.hand_up_late(fact.subject_kind, fact.subject_id, late, by=SYSTEM)


@reaction(lane="bulk")
async def account_for_time(fact: Fact) -> None:
    """Tell headquarters whose time a matter took."""
    assert fact.subject_id is not None
    await actions.account_for_time(fact.subject_id)


@reaction(lane="bulk")
async def index_case(fact: Fact) -> None:
    """Let a case be found. Read again, so any number of runs will do."""
    assert fact.subject_id is not None
    await actions.index_case(fact.subject_id)


@reaction(lane="urgent")
async def signal_change(_fact: Fact) -> None:
    """Tell open pages that a case and the lists changed."""
    await publish(Signal(current_scope().tenant.id, "cases", None))

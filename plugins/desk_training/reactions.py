"""What follows from facts and hours: free seats, fees that are paid or go back, announcements, reminders."""

from uuid import UUID

import msgspec

from desk.extend import SYSTEM, Fact, Signal, current_scope, publish, reaction
from desk_training.actions import asking, enrolling, finding, paying, series, telling, vouchers


@reaction()
async def fill_seat(fact: Fact) -> None:
    """Somebody cancelled, and was not the whole session."""
    if fact.payload["by_session"]:
        return
    if fact.payload["freed"]:
        await enrolling.move_up(UUID(fact.payload["session"]), by=SYSTEM)
    await _note_register(fact)


@reaction()
async def fill_seats(fact: Fact) -> None:
    """A session changed: perhaps it has more seats."""
    assert fact.subject_id is not None
    await enrolling.move_up(fact.subject_id, by=SYSTEM)


@reaction()
async def pay_back(fact: Fact) -> None:
    """Somebody is off because the whole session is: what they paid goes back."""
    assert fact.subject_id is not None
    if fact.payload["by_session"]:
        await paying.pay_back(fact.subject_id)


@reaction()
async def count_fee(fact: Fact) -> None:
    """A payment came in; perhaps it is a fee."""
    await paying.count_fee(msgspec.convert(fact.payload, paying.Paid), by=SYSTEM)


@reaction()
async def take_back_fee(fact: Fact) -> None:
    """Money went back; perhaps it was a fee."""
    await paying.take_back(msgspec.convert(fact.payload, paying.PaidBack), by=SYSTEM)


@reaction()
async def tell_in_time(_fact: Fact) -> None:
    """Again and again: series are planned, what was planned is announced, and who comes is reminded."""
    await series.plan_ahead(by=SYSTEM)
    await telling.announce_planned(by=SYSTEM)
    await telling.remind(by=SYSTEM)


@reaction()
async def take_voucher(fact: Fact) -> None:
    """Somebody asks for a training voucher: it is taken, and pays for the customer's next seat."""
    assert fact.subject_id is not None
    assert fact.customer_id is not None
    if fact.payload["kind"] == vouchers.REQUEST:
        await vouchers.take(fact.subject_id, fact.payload["number"], fact.customer_id)


@reaction()
async def use_voucher(fact: Fact) -> None:
    """Somebody was registered: perhaps a voucher pays for it."""
    assert fact.subject_id is not None
    await vouchers.use(fact.subject_id)
    await _note_register(fact)


@reaction()
async def free_voucher(fact: Fact) -> None:
    """Somebody doesn't come: what paid for them pays for the next one."""
    assert fact.subject_id is not None
    await vouchers.free(fact.subject_id)


@reaction()
async def ask_call(fact: Fact) -> None:
    """A session is over: the supervisor calls, if anybody was there."""
    assert fact.subject_id is not None
    if fact.payload["present"]:
        await asking.ask_call(fact.subject_id)


@reaction()
async def note_call(fact: Fact) -> None:
    """Somebody did a task; perhaps it was that call."""
    await asking.note_call(fact.payload["key"], fact.payload["result"], by=SYSTEM)


@reaction()
async def drop_voucher(fact: Fact) -> None:
    """Nobody needs a voucher any more."""
    assert fact.subject_id is not None
    await vouchers.drop(fact.subject_id)


async def _note_register(fact: Fact) -> None:
    assert fact.subject_id is not None
    assert fact.customer_id is not None
    number, session = fact.payload["number"], fact.payload["session"]
    await enrolling.note_register(fact.subject_id, fact.customer_id, number, session, by=SYSTEM)


@reaction(lane="urgent")
async def signal_training(fact: Fact) -> None:
    """Tell open pages."""
    await publish(Signal(current_scope().tenant.id, "training", fact.customer_id))


@reaction(lane="bulk")
async def index_session(fact: Fact) -> None:
    """Let a session be found. Read again, so any number of runs will do."""
    assert fact.subject_id is not None
    await finding.index_session(fact.subject_id)


@reaction(lane="bulk")
async def index_certificate(fact: Fact) -> None:
    """Let a certificate be found."""
    await finding.index_certificate(fact.payload["certificate"])

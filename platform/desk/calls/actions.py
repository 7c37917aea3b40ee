"""Every write about calls. A telephone system tells in any order, late, and twice; each call is one row."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from desk.calendars import queries as calendars
from desk.calls import queries
from desk.calls.errors import NothingToCallBack
from desk.calls.events import (
    CallAnswered,
    CallAttached,
    CallChangedPhone,
    CalledBack,
    CallEnded,
    CallMissed,
    CallOffered,
    CallUnclear,
    MessageLeft,
)
from desk.calls.states import FROM, CallStatus, Told
from desk.calls.tables import Call
from desk.customers.actions.fields import spelled
from desk.foundation.errors import Forbidden
from desk.foundation.events import Event, record
from desk.foundation.principals import Principal
from desk.kit.time import now
from desk.kit.worktime import is_open


@dataclass(frozen=True, slots=True)
class Word:
    """What is told of a call."""

    told: Told
    number: str = ""
    reference: str = ""
    line: str = ""
    member: UUID | None = None
    rings: int | None = None
    at: datetime | None = None
    note: str = ""


async def note_call(word: Word, *, by: Principal) -> Call:
    """Note what is told of a call; the first word about one opens it. What comes late or twice changes nothing."""
    if not by.may("call.record"):
        raise Forbidden
    at = min(word.at or now(), now())
    call = await _known(word.reference)
    if call is None:
        call = await _open(word, at, by)
    if word.told in FROM and call.status in FROM[word.told]:
        await _follow(call, word, at, by)
    elif word.told == Told.RINGING and word.member is not None and call.status == CallStatus.RINGING:
        await _write(call, member=word.member)
    return call


async def call_back(call_id: UUID, *, reached: bool, by: Principal) -> Call:
    """Note that somebody was called back. Raises ``NothingToCallBack``."""
    if not by.may("call.record"):
        raise Forbidden
    call = await queries.saved_call(call_id)
    if call.status not in (CallStatus.TO_CALL_BACK, CallStatus.MISSED):
        raise NothingToCallBack
    await _write(call, status=CallStatus.CALLED_BACK, member=by.id if by.kind == "member" else call.member)
    await record(CalledBack(call.id, by=by, customer_id=call.customer, reached=reached))
    return call


async def attach_call(
    call_id: UUID, ticket_id: UUID, customer_id: UUID, contact_id: UUID | None, *, by: Principal
) -> None:
    """Remember in which ticket stands what was said, and who called. Who opens it while it rings has answered."""
    call = await queries.saved_call(call_id)
    if call.status == CallStatus.RINGING and by.kind == "member":
        await _follow(call, Word(Told.ANSWERED, member=by.id), now(), by)
    await _write(call, ticket=ticket_id, customer=customer_id, contact=contact_id)
    await record(CallAttached(call.id, by=by, customer_id=customer_id, ticket=str(ticket_id)))


async def _known(reference: str) -> Call | None:
    if not reference:
        return None
    await queries.lock_reference(reference)
    return await queries.referred(reference)


async def _open(word: Word, at: datetime, by: Principal) -> Call:
    number = spelled(word.number.strip())[:60] if word.number.strip() else ""
    callers = await queries.callers(number) if number else []
    same = len({one.customer_id for one in callers}) == 1
    calendar = await calendars.work_calendar()
    call = Call(
        number=number,
        reference=word.reference,
        line=word.line,
        member=word.member,
        in_hours=is_open(calendar.calendar, at),
        offered_at=at,
        customer=callers[0].customer_id if same else None,
        contact=callers[0].contact_id if same and len(callers) == 1 else None,
    )
    await call.save()
    event = CallOffered(call.id, by=by, customer_id=call.customer, line=call.line, in_hours=call.in_hours)
    await record(event)
    return call


async def _follow(call: Call, word: Word, at: datetime, by: Principal) -> None:
    """What a word makes of a call, and the fact that it is."""
    changes, fact = _meaning(call, word, at)
    if changes:
        await _write(call, **changes)
    said: dict[str, Any] = {"to_member": str(call.member or ""), "rings": call.rings} if fact is CallAnswered else {}
    await record(fact(call.id, by=by, customer_id=call.customer, **said))


def _meaning(call: Call, word: Word, at: datetime) -> tuple[dict[str, Any], type[Event]]:
    if word.told == Told.ANSWERED:
        return {
            "status": CallStatus.TALKING,
            "answered_at": at,
            "member": word.member or call.member,
            "rings": word.rings,
        }, CallAnswered
    if word.told == Told.ENDED:
        answered = cast("datetime | None", call.answered_at) is not None
        status, fact = (CallStatus.ENDED, CallEnded) if answered else (CallStatus.MISSED, CallMissed)
        return {"status": status, "ended_at": at}, fact
    if word.told == Told.MISSED:
        return {"status": CallStatus.MISSED, "ended_at": at}, CallMissed
    if word.told == Told.MESSAGE:
        return {"status": CallStatus.TO_CALL_BACK, "ended_at": at, "note": word.note}, MessageLeft
    return {}, CallUnclear if word.told == Told.UNCLEAR else CallChangedPhone


async def _write(call: Call, **changes: Any) -> None:
    for name, new in changes.items():
        setattr(call, name, str(new) if isinstance(new, CallStatus) else new)
    await call.save([getattr(Call, name) for name in changes])

"""
Every way in which a ticket's status may change: design section 9 and the table of 02-hotline, as rows.

The rows of a life from question to closing come first; behind them stand the routes by suspension,
consultation, transfer and headquarters, so that no page and no job invents one.
"""

from datetime import timedelta
from typing import Any

from desk.foundation.errors import Refusal
from desk.foundation.moves import Move
from desk.foundation.principals import Principal
from desk.kit.time import now
from desk.tickets.errors import NeedsAuthorisation, NotAsked, NotOurs, TooLateToReopen
from desk.tickets.settings import reopen_days
from desk.tickets.states import UNSETTLED, Kind, Status

_WORKED_ON = (Status.NEW, Status.OPEN, Status.WAITING_CUSTOMER, Status.ON_HOLD)


def _is_in_time(ticket: Any, _by: Principal) -> Refusal | None:
    ended = ticket.closed_at or ticket.solved_at
    days = reopen_days(ticket.channel)
    return TooLateToReopen(days=days) if ended and now() - ended > timedelta(days=days) else None


def _is_own(ticket: Any, by: Principal) -> Refusal | None:
    return None if by.customer_id == ticket.customer else NotOurs()


def _is_own_and_in_time(ticket: Any, by: Principal) -> Refusal | None:
    return _is_own(ticket, by) or _is_in_time(ticket, by)


def _is_asked(ticket: Any, by: Principal) -> Refusal | None:
    return None if ticket.asked in (None, by.id) or by.kind == "system" else NotAsked()


def _is_allowed(ticket: Any, _by: Principal) -> Refusal | None:
    locked = ticket.kind == Kind.PASSWORD_HELP and ticket.authorisation is None
    return NeedsAuthorisation() if locked else None


TAKE = Move("take", UNSETTLED, Status.OPEN, "ticket.take")
ASSIGN_SELF = Move("take", UNSETTLED, None, "ticket.take")
ASSIGN = Move("assign", UNSETTLED, None, "ticket.assign")
ASSIGN_OUT = Move("assign", (Status.TRANSFERRED,), Status.OPEN, "ticket.assign")
"""While it is transferred, whoever assigns it decides whose it is."""
PRESS = Move("press", UNSETTLED, None, "ticket.assign")
NOTE = Move("note", tuple(Status), None, "ticket.note")
REPLY = Move(
    "reply",
    (*_WORKED_ON, Status.SUSPENDED, Status.IN_CONSULTATION, Status.HANDED_ON, Status.SOLVED),
    None,
    "ticket.reply",
)
WAIT = Move(
    "wait", (Status.NEW, Status.OPEN, Status.ON_HOLD, Status.SUSPENDED), Status.WAITING_CUSTOMER, "ticket.reply"
)
HOLD = Move("hold", (Status.OPEN,), Status.ON_HOLD, "ticket.hold")
RESUME = Move("resume", (Status.ON_HOLD, Status.WAITING_CUSTOMER, Status.SUSPENDED), Status.OPEN, "ticket.hold")
SOLVE = Move(
    "solve", (*_WORKED_ON, Status.SUSPENDED, Status.IN_CONSULTATION), Status.SOLVED, "ticket.solve", _is_allowed
)
AUTHORISE = Move("authorise", UNSETTLED, None, "ticket.solve")
NOT_SOLVED = Move("not_solved", (Status.SOLVED,), Status.OPEN, "ticket.reopen", _is_in_time)
CLOSE = Move("close", (Status.SOLVED,), Status.CLOSED, "ticket.close")
REOPEN = Move("reopen", (Status.CLOSED,), Status.OPEN, "ticket.reopen", _is_in_time)

ANSWER = Move("answer", UNSETTLED, None, "matter.answer", _is_own)
ANSWER_BACK = Move("answer_back", (Status.WAITING_CUSTOMER,), Status.OPEN, "matter.answer", _is_own)
CONFIRM = Move("confirm", (Status.SOLVED,), Status.CLOSED, "matter.confirm", _is_own)
OBJECT = Move("object", (Status.SOLVED, Status.CLOSED), Status.OPEN, "matter.confirm", _is_own_and_in_time)

SUSPEND = Move("suspend", (Status.OPEN,), Status.SUSPENDED, "ticket.hold")
CALL_BACK = Move("call_back", (Status.SUSPENDED,), None, "ticket.hold")
PROMISE = Move("promise", UNSETTLED, None, "ticket.reply")
CONSULT = Move("call_consultation", (Status.OPEN, Status.SUSPENDED), Status.IN_CONSULTATION, "ticket.assign")
CONCLUDE = Move("conclude", (Status.IN_CONSULTATION,), Status.OPEN, "ticket.assign")
TRANSFER = Move("transfer", (Status.OPEN,), Status.TRANSFERRED, "ticket.assign")
ACCEPT = Move("accept", (Status.TRANSFERRED,), Status.OPEN, "ticket.take", _is_asked)
REJECT = Move("reject", (Status.TRANSFERRED,), Status.OPEN, "ticket.take", _is_asked)
HAND_ON = Move("hand_on", (Status.OPEN, Status.SUSPENDED, Status.IN_CONSULTATION), Status.HANDED_ON, "ticket.assign")
TAKE_BACK = Move("take_back", (Status.HANDED_ON,), Status.OPEN, "ticket.take")
COME_BACK = Move("come_back", (Status.WITH_HQ,), Status.OPEN, "ticket.take")
HAND_UP = Move("hand_up", (Status.OPEN, Status.SUSPENDED, Status.IN_CONSULTATION), Status.WITH_HQ, "case.hand_up")
REFUSE_SERVICE = Move("refuse_service", UNSETTLED, Status.CLOSED_NO_SERVICE, "ticket.close")
MERGE = Move("merge", UNSETTLED, Status.MERGED, "ticket.assign")
PART = Move("part", (Status.MERGED,), Status.OPEN, "ticket.assign")

MOVES = tuple(one for one in list(globals().values()) if isinstance(one, Move))
OFFERED = (
    *(TAKE, ASSIGN, TRANSFER, ACCEPT, REJECT, NOTE, REPLY, HOLD, SUSPEND, CALL_BACK, PROMISE, RESUME, SOLVE),
    *(CONSULT, CONCLUDE, TAKE_BACK, NOT_SOLVED, CLOSE, REOPEN, MERGE, PART, REFUSE_SERVICE),
)
"""What a member may be offered on the ticket's page."""
OFFERED_TO_CONTACTS = (ANSWER, CONFIRM, OBJECT)

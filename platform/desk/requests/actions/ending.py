"""How a request ends: done, or not needed any more."""

from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.kit.time import now
from desk.requests.actions._moving import allow, checked, said, save, say
from desk.requests.events import RequestCancelled, RequestDone
from desk.requests.states import CANCEL, FINISH, Status
from desk.requests.tables import Request


async def finish_request(
    number: int, note: str = "", told: str = "", *, by: Principal, provider: str = "", version: int | None = None
) -> Request:
    """
    Note that it is done: ``note`` for the team, ``told`` for the customer.

    What a provider has taken is finished there. Raises ``CannotMove`` for the second of two.
    """
    request = await checked(number, version)
    allow(request, FINISH, by=by, provider=provider)
    mine = {} if request.provider or request.assignee or by.kind != "member" else {"assignee": by.id}
    await save(request, status=Status.DONE, ended_at=now(), told=told.strip() or request.told, **mine)
    await say(request, note, by=by)
    await record(RequestDone(request.id, by=by, **said(request)))
    return request


async def cancel_request(
    number: int, why: str = "", told: str = "", *, by: Principal, version: int | None = None
) -> Request:
    """Nobody needs it any more, whoever has it: they hear ``request.cancelled``, and claims are free again."""
    request = await checked(number, version)
    allow(request, CANCEL, by=by, provider=request.provider)
    await save(request, status=Status.CANCELLED, ended_at=now(), told=told.strip() or request.told)
    await say(request, why, by=by)
    await record(RequestCancelled(request.id, by=by, **said(request)))
    return request

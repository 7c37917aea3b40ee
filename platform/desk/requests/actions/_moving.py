"""The one place where a request's status changes."""

from typing import Any

from desk.foundation.errors import Stale
from desk.foundation.hooks import title
from desk.foundation.labels import label
from desk.foundation.moves import Move
from desk.foundation.principals import Principal
from desk.foundation.translation import gettext
from desk.kit.time import now
from desk.requests import queries
from desk.requests.errors import HeldByProvider
from desk.requests.kinds import RequestThing
from desk.requests.states import Cover, Status
from desk.requests.tables import Request, RequestNote


async def checked(number: int, version: int | None) -> Request:
    """The request, locked. Raises ``Stale`` when it isn't any more what the person saw."""
    request = await queries.request(number, lock=True)
    if version is not None and version != request.version:
        raise Stale(who=gettext("Somebody"))
    return request


def allow(request: Request, move: Move, *, by: Principal, provider: str = "") -> None:
    """Raise the refusal of the table, or of the provider that has it: only they finish it or give it back."""
    move.check(request, by, lambda status: label("request.status", status))
    if request.provider and request.provider != provider:
        raise HeldByProvider(provider=title(request.provider))


async def save(request: Request, **changes: Any) -> None:
    """Write columns of a request that was read under lock; its version grows."""
    changes["version"] = request.version + 1
    for name, new in changes.items():
        setattr(request, name, str(new) if isinstance(new, Status) else new)
    await request.save([getattr(Request, name) for name in changes])


async def say(request: Request, body: str, *, by: Principal) -> None:
    """Keep what was said with a change; nothing when nothing was."""
    if body.strip():
        await RequestNote.add(
            request=request.id,
            by_kind=by.kind,
            by_id=by.id if by.kind == "member" else None,
            by_name="" if by.kind == "member" else title(by.name)[:100],
            body=body.strip(),
            at=now(),
        )


def said(request: Request) -> dict[str, Any]:
    """What each fact about a request says."""
    return {
        "customer_id": request.customer,
        "cause_id": request.cause_id,
        "number": request.number,
        "kind": request.kind,
        "provider": request.provider,
        "subject": [request.subject_kind, str(request.subject_id) if request.subject_kind else ""],
    }


def thing(request: Request, cover_reference: str = "") -> RequestThing:
    """The request as plugins see it."""
    return RequestThing(
        id=request.id,
        number=request.number,
        kind=request.kind,
        customer_id=request.customer,
        product_id=request.product,
        subject_kind=request.subject_kind,
        subject_id=request.subject_id,
        cause_id=request.cause_id,
        due_at=request.due_at,
        cover=Cover(request.cover),
        cover_by=request.cover_by,
        cover_reference=cover_reference,
    )

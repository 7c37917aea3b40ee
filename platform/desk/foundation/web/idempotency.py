"""
Asking again: a client that sends ``Idempotency-Key`` gets the first answer, however often it asks.

The key is written in the request's own transaction. A second request with the same key waits for the
first to end, then finds its answer, or, if the first was refused, takes its place.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from litestar.datastructures import UploadFile
from litestar.types import Message

from desk.foundation.database import execute, row
from desk.foundation.errors import Refusal
from desk.foundation.principals import Principal
from desk.foundation.translation import N_
from desk.foundation.web.bodies import Body
from desk.foundation.web.headers import SAFE, header
from desk.foundation.web.request import Visit, current_visit
from desk.kit.ids import fingerprint, uuid7
from desk.kit.time import now

LONGEST = 200

_CLAIM = """
insert into idempotency_key (tenant_id, id, owner, key, request, at, customer_id, replayable)
select tenant.id, $1, $2, $3, $4, $5, $6, true from tenant
on conflict (tenant_id, owner, key) do nothing returning id
"""
_FIND = "select request, status, body from idempotency_key where owner = $1 and key = $2"
_KEEP = "update idempotency_key set status = $2, body = $3 where id = $1"


class KeyReused(Refusal):
    """The same key with another request: a mistake of the client."""

    status = 422
    sentence = N_("This Idempotency-Key was used for another request.")


class KeyUnusable(Refusal):
    """A key that is empty, too long or not plain text."""

    status = 400
    sentence = N_("An Idempotency-Key has 1 to 200 visible characters.")


@dataclass(slots=True)
class Kept:
    """An answer that is being gathered to be kept, or one that was found."""

    id: object = None
    replay: tuple[int, bytes] | None = None
    gathering: bool = True
    gathered: list[Message] = field(default_factory=list)

    async def gather(self, message: Message) -> bool:
        """Hold the answer back until it is whole, and keep it before the commit. True when it may go out."""
        if not self.gathering:
            return False
        self.gathered.append(message)
        if message["type"] == "http.response.body" and not message.get("more_body", False):
            self.gathering = False
            await self._keep()
            return True
        return False

    async def _keep(self) -> None:
        status = next(one["status"] for one in self.gathered if one["type"] == "http.response.start")
        if status < 400:
            body = b"".join(one.get("body", b"") for one in self.gathered if one["type"] == "http.response.body")
            await execute(_KEEP, self.id, status, base64.b85encode(body).decode())

    async def replay_to(self, answer: object) -> None:
        """Send the first answer again."""
        assert self.replay is not None
        status, body = self.replay
        self.gathering = False
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
            (b"idempotency-replayed", b"true"),
        ]
        await answer({"type": "http.response.start", "status": status, "headers": headers})  # type: ignore[operator]
        await answer({"type": "http.response.body", "body": body, "more_body": False})  # type: ignore[operator]


def _owner(principal: Principal) -> str:
    return f"{principal.kind}:{principal.id}"


async def begin(visit: Visit, body: Body) -> Kept | None:
    """Claim the key of an API request, or find what it was answered with before."""
    key = header(visit.scope, b"idempotency-key")
    if key is None or not visit.is_api or visit.scope["method"] in SAFE or visit.principal is None:
        return None
    if not (1 <= len(key) <= LONGEST and key.isprintable()):
        raise KeyUnusable
    owner = _owner(visit.principal)
    request = body.digest(visit.scope["method"], visit.scope["path"], visit.scope["query_string"].decode("latin-1"))
    claimed = await row(_CLAIM, uuid7(), owner, key, request, now(), visit.principal.customer_id)
    if claimed is not None:
        return Kept(id=claimed["id"])
    found = await row(_FIND, owner, key)
    if found is None or found["request"] != request:
        raise KeyReused
    return Kept(replay=(found["status"], base64.b85decode(found["body"] or "")))


def token_of(values: Mapping[str, Any]) -> str:
    """
    What makes one sending of a form itself, for ``once``; empty when the page gave nothing.

    The page's script gives each try a key. Without script it is the hidden field ``once`` together with what was
    typed: the same page sent twice counts once, sent again with other words it counts again.
    """
    visit = current_visit()
    key = header(visit.scope, b"idempotency-key") if visit.is_fragment else None
    if key is None and not values.get("once"):
        return ""
    sent = [key] if key is not None else [(name, _typed(values[name])) for name in sorted(values)]
    return repr((visit.scope["path"], sent))


def _typed(value: Any) -> Any:
    if isinstance(value, list):
        return [_typed(one) for one in value]
    return value.filename if isinstance(value, UploadFile) else str(value)


async def once(principal: Principal, token: str, place: str = "") -> str | None:
    """
    Let a form with this hidden token through once. The answer is the place of the first result, or None.

    Call it first with the token alone; after the work, again with the place to be remembered.
    """
    if not token:
        return None
    owner, key = _owner(principal), fingerprint(token)
    if place:
        await execute("update idempotency_key set body = $3 where owner = $1 and key = $2", owner, key, place)
        return None
    if await row(_CLAIM, uuid7(), owner, key, "form", now(), principal.customer_id) is not None:
        return None
    found = await row(_FIND, owner, key)
    return found["body"] if found and found["body"] else None

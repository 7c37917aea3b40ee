"""
The front door: the Host header says whose it is and which face is shown.

Unknown hosts get one plain answer, the same for all. Health checks are answered on every host.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from desk.foundation.errors import DatabaseAway
from desk.foundation.registry import host_named
from desk.foundation.tenancy import leave_scopes
from desk.settings import settings

NOTHING_HERE = "<!doctype html><html lang=en><title>Partner Desk</title><p>There is nothing at this address."
LATER = (
    "<!doctype html><html lang=zh-CN><meta charset=utf-8><title>Partner Desk</title>"
    "<p>暂时无法使用，请稍后再试。<p lang=en>Not available at the moment. Please try again shortly."
)


def host_of(scope: Scope) -> str:
    """The host name of a request without its port, in lower case."""
    for name, value in scope["headers"]:
        if name == b"host":
            return value.decode("latin-1").rsplit(":", 1)[0].lower()
    return ""


class FrontDoor:
    """Picks the app of the face; hands the tenant on in ``scope["state"]``."""

    def __init__(self, faces: Mapping[str, ASGIApp], ready: Callable[[], Awaitable[dict[str, Any]]]) -> None:
        self.faces, self.ready = faces, ready

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            return
        leave_scopes()
        if scope["path"] in ("/livez", "/readyz"):
            await self._health(scope["path"], send)
            return
        try:
            host = await host_named(host_of(scope))
        except DatabaseAway as refusal:
            again = (b"retry-after", str(refusal.retry_after).encode())
            await _plain(send, 503, LATER.encode(), b"text/html; charset=utf-8", again)
            return
        app = self.faces.get(host.face) if host else None
        if host is None or app is None:
            await _plain(send, 404, NOTHING_HERE.encode(), b"text/html; charset=utf-8")
            return
        if b"%00" in scope["query_string"]:
            scope["query_string"] = scope["query_string"].replace(b"%00", b"%EF%BF%BD")  # no text can hold it
        scope.setdefault("state", {})["desk_host"] = host
        await app(scope, receive, send)

    async def _health(self, path: str, send: Send) -> None:
        if path == "/livez":
            await _plain(send, 200, b'{"alive": true}', b"application/json")
            return
        found = await self.ready()
        await _plain(send, 200 if found["ready"] else 503, msgspec.json.encode(found), b"application/json")


def address(host: str, path: str = "/") -> str:
    """The public address of a path on one of our hosts."""
    _, colon, port = settings.base_domain.partition(":")
    return f"{settings.scheme}://{host}{colon}{port}{path}"


async def _plain(send: Send, status: int, body: bytes, kind: bytes, *more: tuple[bytes, bytes]) -> None:
    headers = [
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        *more,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})

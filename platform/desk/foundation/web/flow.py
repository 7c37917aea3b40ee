"""
The flow of a request, see docs/flows.md.

The capped body is read first; then one transaction opens with its tenant; one query finds who is
asking; the guard reads the route's permission; the handler runs. The transaction ends before the
first byte of the answer, and its connection goes back at once.
"""

import secrets
import time
from typing import Any, cast
from urllib.parse import parse_qs

from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.enums import ScopeType
from litestar.handlers.base import BaseRouteHandler
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Send
from litestar.types import Scope as ASGIScope

from desk.foundation import company, hooks, measures, trips
from desk.foundation.errors import (
    DoFirst,
    Forbidden,
    Gone,
    NotFound,
    Refusal,
    TenantSuspended,
    Unauthorized,
)
from desk.foundation.events import record
from desk.foundation.permissions import ANYONE, SIGNED_IN
from desk.foundation.registry import Host, fresh_facts, known_facts
from desk.foundation.tenancy import Scope, scope_after, tenant_scope
from desk.foundation.translation import LANGUAGES, language
from desk.foundation.wake import wake
from desk.foundation.web import idempotency, problems
from desk.foundation.web.bodies import Body, read_body
from desk.foundation.web.headers import SAFE, check_origin, cookie_name, header, protective
from desk.foundation.web.request import Identify, Visit, current_visit, enter, visit_or_none
from desk.foundation.web.routing import methods_at
from desk.settings import settings


class RequestFlow(ASGIMiddleware):
    """Wraps every handler of a face."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, identify: Identify) -> None:
        self.identify = identify

    async def handle(self, scope: ASGIScope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        await self._serve(cast("HTTPScope", scope), receive, send, next_app)

    async def _serve(self, scope: HTTPScope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        begun, opt = time.perf_counter(), scope["route_handler"].opt
        visit = _arrive(scope)
        visit.identify = self.identify
        answer = _Answer(send, visit)
        body: Body | None = None
        try:
            check_origin(scope)
            _, tokens = tokens_of(visit)
            if opt.get("upload") or opt.get("scope") == "own":
                await self._authorise(visit, tokens)
            body = await read_body(receive, header(scope, b"content-length"), _limit(opt))
            if opt.get("scope") == "none":
                await self._look(visit)
                await next_app(scope, body.receive if scope["method"] not in SAFE else receive, answer)
            elif opt.get("scope") == "own":
                await next_app(scope, body.receive, answer)
            else:
                await self._in_scope(visit, tokens, body, answer, next_app)
        except Exception as error:
            if answer.begun:
                raise
            _choose_language(visit)
            await problems.send(visit, error, answer)
        finally:
            if body is not None:
                body.close()
            measures.served(visit, scope.get("path_template", ""), answer.status, time.perf_counter() - begun)

    async def _in_scope(
        self,
        visit: Visit,
        tokens: tuple[str, str | None, str | None],
        body: Body,
        answer: "_Answer",
        next_app: ASGIApp,
    ) -> None:
        async with tenant_scope(visit.tenant) as scope:
            await self._identify(visit, scope, tokens)
            answer.scope = scope
            answer.kept = await idempotency.begin(visit, body)
            if answer.kept and answer.kept.replay:
                _check(visit, visit.scope["route_handler"].opt)
                await answer.kept.replay_to(answer)
                return
            await next_app(visit.scope, body.receive, answer)

    async def _identify(self, visit: Visit, scope: Scope, tokens: tuple[str, str | None, str | None]) -> None:
        visit.principal, version = await self.identify(*tokens)
        visit.tenant = await fresh_facts(scope, version)
        if visit.principal is not None:
            scope.customer_id = scope.transaction.customer_id = visit.principal.customer_id
        _choose_language(visit)
        _check_tenant(visit)

    async def _authorise(self, visit: Visit, tokens: tuple[str, str | None, str | None]) -> None:
        """Ask in a short scope of its own: before many bytes are taken, or slow work is done without a connection."""
        async with tenant_scope(visit.tenant) as scope:
            await self._identify(visit, scope, tokens)
            _check(visit, visit.scope["route_handler"].opt)

    async def _look(self, visit: Visit) -> None:
        """Routes without a scope know their tenant as last seen; the first one in a process has to look."""
        if visit.tenant.version == 0 or visit.tenant.is_closed:
            async with tenant_scope(visit.tenant) as scope:
                visit.tenant = await fresh_facts(scope, -1)
        _choose_language(visit)
        _check_tenant(visit)


def on_error(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """The one exception handler of every app. What no route answers hasn't come through the flow: it does here."""
    visit = visit_or_none()
    if visit is not None and visit.scope is request.scope:
        return problems.answer(visit, error)
    visit = _arrive(request.scope)
    _choose_language(visit)
    response = problems.answer(visit, error)
    headers = protective(visit.nonce, visit.tenant.hosts.get("files"), private=True)
    response.headers.update({name.decode(): value.decode() for name, value in headers})
    if response.status_code == 405:
        response.headers["Allow"] = ", ".join(methods_at(request.app, request.scope["path"]))
    return response


def _arrive(scope: HTTPScope) -> Visit:
    """The visit of a request, with what can be known before anybody is asked."""
    host: Host = scope["state"]["desk_host"]
    visit = Visit(scope, host.face, known_facts(host.tenant_id), secrets.token_urlsafe(16))
    visit.is_api = scope["path"].startswith("/api/")
    enter(visit)
    _choose_looks(visit, cookies_of(scope))
    return visit


class _Answer:
    """Ends the transaction before the first byte, adds the headers, and keeps what a client may ask for again."""

    def __init__(self, send: Send, visit: Visit) -> None:
        self.send, self.visit = send, visit
        self.scope: Scope | None = None
        self.kept: idempotency.Kept | None = None
        self.begun, self.failed, self.status = False, False, 0

    async def __call__(self, message: Message) -> None:
        if self.failed:
            return
        if self.kept and await self.kept.gather(message):
            for one in self.kept.gathered:
                await self._pass(one)
            return
        if self.kept is None or not self.kept.gathering:
            await self._pass(message)

    async def _pass(self, message: Message) -> None:
        if self.failed:
            return
        if message["type"] == "http.response.start":
            if not await self._end(message["status"]):
                return
            self.begun, self.status = True, message["status"]
            present = {name.lower() for name, _ in message.get("headers", [])}
            message["headers"] = [
                *message.get("headers", []),
                *(one for one in self._headers() if one[0] not in present or one[0] == b"set-cookie"),
            ]
        await self.send(message)

    def _headers(self) -> list[tuple[bytes, bytes]]:
        found = protective(self.visit.nonce, self.visit.tenant.hosts.get("files"), private=True)
        if self.visit.chose_language:
            choice = f"lang={self.visit.lang}; Path=/; Max-Age=31536000; SameSite=Lax"
            found.append((b"set-cookie", choice.encode()))
        if self.visit.tag is not None and self.status < 400:
            found.append((b"etag", self.visit.tag.encode("ascii")))
        return found

    async def _end(self, status: int) -> bool:
        """End the transaction; False when it couldn't be committed and another answer was given instead."""
        scope, self.scope = self.scope, None
        if scope is None or not scope.transaction.is_open:
            return True
        if status >= 400:
            await scope.transaction.rollback()
            await _keep(scope, scope.refusals)
            return True
        try:
            await scope.transaction.commit()
        except Exception as error:
            await problems.send(self.visit, error, self)
            self.failed = True
            return False
        if scope.wakes:
            wake()
        await _keep(scope, [])
        return True


async def _keep(scope: Scope, refusals: list[Any]) -> None:
    """What is to be kept whatever became of the transaction: facts about refusals, failures of plugins."""
    if not refusals and not scope.failures:
        return
    async with scope_after(scope):
        for event in refusals:
            await record(event)
        await trips.write(scope.failures)


def check_permission(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """The app-wide guard: no permission named means refused."""
    _check(current_visit(), handler.opt)


def _check_tenant(visit: Visit) -> None:
    """Nothing is served of a closed tenant, nor of a plugin that is off. Raises ``Gone`` and ``NotFound``."""
    handler = visit.scope["route_handler"]
    if visit.tenant.is_closed and not handler.opt.get("even_closed"):
        raise Gone
    owner = hooks.owner_of(getattr(handler.fn, "__module__", ""))
    if owner and owner not in visit.tenant.plugins:
        raise NotFound


def _check(visit: Visit, opt: dict[str, Any]) -> None:
    refusal = _refusal(visit, opt)
    if refusal is not None:
        raise refusal


def _refusal(visit: Visit, opt: dict[str, Any]) -> Refusal | None:
    permission, principal = opt.get("permission"), visit.principal
    if permission is None:
        return Forbidden()
    if permission == ANYONE:
        return None
    if principal is None:
        return Unauthorized()
    if principal.first and not (opt.get("even_first") or _leads_to(visit.scope["path"], principal.first)):
        return DoFirst(principal.first)
    if permission != SIGNED_IN and not principal.may(permission):
        return Forbidden()
    if visit.tenant.status == "suspended" and visit.scope["method"] not in SAFE and not opt.get("even_suspended"):
        return TenantSuspended()
    return None


def _leads_to(path: str, first: str) -> bool:
    """Whether a path is where something has to be done first, or below it."""
    return path == first or path.startswith(f"{first}/")


def tokens_of(visit: Visit) -> tuple[Identify, tuple[str, str | None, str | None]]:
    """How to find out who asks, and what they carry: a cookie on pages, a bearer token for the API."""
    by_token = visit.is_api and not visit.scope["route_handler"].opt.get("cookie")
    cookie = None if by_token else cookies_of(visit.scope).get(cookie_name())
    bearer = _bearer(visit.scope) if visit.is_api else None
    return visit.identify, (visit.face, cookie, bearer)


def _limit(opt: dict[str, Any]) -> int:
    return settings.upload_limit if opt.get("upload") else settings.body_limit


def _bearer(scope: ASGIScope) -> str | None:
    scheme, _, token = (header(scope, b"authorization") or "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def cookies_of(scope: ASGIScope) -> dict[str, str]:
    """
    Each cookie by its name. One that can't be read hides no other one.

    A neighbour below the same domain may plant what it likes; nobody is signed out by that.
    """
    pairs = (one.partition("=") for one in (header(scope, b"cookie") or "").split(";"))
    return {name.strip(): value.strip() for name, equals, value in pairs if equals}


def _choose_looks(visit: Visit, cookies: dict[str, str]) -> None:
    theme, lang = cookies.get("theme"), cookies.get("lang")
    visit.theme = theme if theme in ("light", "dark") else None
    asked = parse_qs(visit.scope["query_string"].decode("latin-1")).get("lang", [""])[-1]
    visit.chose_language = asked in LANGUAGES
    visit.lang = asked if visit.chose_language else lang if lang in LANGUAGES else ""


def _choose_language(visit: Visit) -> None:
    own = visit.principal.locale if visit.principal else None
    accepted = _accepted(visit.scope)
    said = accepted if visit.is_api else None  # a program that names a language means it; a browser always names one
    wanted = visit.lang or said or own or visit.tenant.locale or accepted
    spoken = company.speaks(visit.tenant, visit.face)
    usual = visit.tenant.locale if visit.tenant.locale in spoken else spoken[0]
    visit.lang = wanted if wanted in spoken else usual
    language.set(visit.lang)


def _accepted(scope: ASGIScope) -> str | None:
    first = (header(scope, b"accept-language") or "").lower()[:2]
    return next((one for one in LANGUAGES if one.lower().startswith(first)), None) if len(first) == 2 else None

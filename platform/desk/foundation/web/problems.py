"""Refusals and mistakes as answers: a page, a fragment or problem+json, each in the reader's words."""

import re
from typing import Any
from urllib.parse import quote

import structlog
from asyncpg.exceptions import (
    CharacterNotInRepertoireError,
    CheckViolationError,
    DataError,
    ForeignKeyViolationError,
    InsufficientPrivilegeError,
    LockNotAvailableError,
    UniqueViolationError,
    UntranslatableCharacterError,
)
from litestar import Response
from litestar.connection import Request
from litestar.enums import MediaType
from litestar.exceptions import HTTPException

from desk.foundation.database import away, is_away
from desk.foundation.errors import (
    DoFirst,
    Forbidden,
    Gone,
    Invalid,
    MergedAway,
    NotFound,
    Refusal,
    Stale,
    TenantSuspended,
    Unacceptable,
    Unauthorized,
    WrongMethod,
)
from desk.foundation.translation import gettext
from desk.foundation.web import pages
from desk.foundation.web.forms import NOT_READABLE, REQUIRED
from desk.foundation.web.headers import header
from desk.foundation.web.request import Visit
from desk.kit.ids import short_code

log = structlog.get_logger(__name__)

PROBLEM = "application/problem+json"
_MISSING = re.compile("Missing required query parameter '([^']+)'")
"""All that Litestar says of a parameter that isn't there."""
_TEMPLATES: dict[type[Refusal], str] = {
    NotFound: "errors/not_found.html",
    Forbidden: "errors/forbidden.html",
    Stale: "errors/conflict.html",
    TenantSuspended: "errors/suspended.html",
    Gone: "errors/suspended.html",
}
_FROM_DATABASE: dict[type[Exception], type[Refusal]] = {
    ForeignKeyViolationError: NotFound,
    InsufficientPrivilegeError: NotFound,
    UniqueViolationError: Stale,
    CheckViolationError: Refusal,
    LockNotAvailableError: Stale,
    CharacterNotInRepertoireError: Unacceptable,
    UntranslatableCharacterError: Unacceptable,
}


async def send(visit: Visit, error: Exception, send_to: Any) -> None:
    """Answer an error that no handler of Litestar's saw."""
    response = answer(visit, error)
    request: Request[Any, Any, Any] = Request(visit.scope)
    await response.to_asgi_response(app=None, request=request)(visit.scope, _nothing_more, send_to)


async def _nothing_more() -> Any:
    return {"type": "http.disconnect"}


def as_refusal(error: Exception) -> Refusal | None:
    """The refusal that an error amounts to, or None for a mistake of ours."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, HTTPException) and error.status_code < 500:
        return _from_http(error)
    if is_away(error):
        return away(error)
    if isinstance(error, DataError) and "value out of int" in str(error):
        return NotFound()  # no number in the database is that large, so nothing has it
    for kind, refusal in _FROM_DATABASE.items():
        if isinstance(error, kind):
            log.warning(
                "refused by the database",
                error=type(error).__name__,
                rule=getattr(error, "constraint_name", ""),
            )
            return refusal(who=gettext("Somebody")) if refusal is Stale else refusal()
    return None


def _from_http(error: HTTPException) -> Refusal:
    if error.status_code == 404:
        return NotFound()
    if error.status_code == 405:
        return WrongMethod()
    if error.status_code == 400 and (missing := _MISSING.match(error.detail)):
        return Invalid({missing[1]: gettext(REQUIRED)})
    if error.status_code == 400:
        names = _fields(error)
        return Invalid(dict.fromkeys(names, gettext(NOT_READABLE))) if names else Unacceptable()
    found = Refusal()
    found.status = error.status_code  # type: ignore[misc]  # the one place where a status comes from outside
    return found


def _fields(error: HTTPException) -> list[str]:
    """The parameters that could not be read; what Litestar says of them is English, and long."""
    extra = error.extra if isinstance(error.extra, list) else []
    return [str(one.get("key", "")) for one in extra if isinstance(one, dict)]


def answer(visit: Visit | None, error: Exception) -> Response[Any]:
    """An error as whoever asked can use it: a page, a fragment, or problem+json."""
    refusal = as_refusal(error)
    if refusal is None:
        code = short_code()
        log.error(
            "broken",
            code=code,
            route=str(visit.scope.get("path_template", "")) if visit else "",
            exc_info=error,
        )
        if visit is not None and visit.is_api:
            return _problem(500, "broken", gettext("Something broke on our side."), code=code)
        return _page(visit, 500, "errors/broken.html", "errors/_broken.html", code=code)
    response = _refused(visit, refusal)
    if refusal.retry_after is not None:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def _refused(visit: Visit | None, refusal: Refusal) -> Response[Any]:
    if isinstance(refusal, MergedAway) and visit is not None and visit.scope["method"] in ("GET", "HEAD"):
        return _led_on(visit, refusal)
    if visit is not None and visit.is_api:
        missed = isinstance(refusal, Stale) and header(visit.scope, b"if-match") is not None
        status = 412 if missed else refusal.status
        return _problem(status, refusal.kind, refusal.to_programs(), fields=getattr(refusal, "fields", None))
    if isinstance(refusal, Unauthorized) and visit is not None:
        return _to_sign_in(visit)
    if isinstance(refusal, DoFirst) and visit is not None:
        return _lead(visit, refusal.path, 403)
    template = next((t for kind, t in _TEMPLATES.items() if type(refusal) is kind), "errors/refused.html")
    way_out = gettext(refusal.way_out) if refusal.way_out else None
    return _page(visit, refusal.status, template, "errors/_refused.html", sentence=str(refusal), way_out=way_out)


def _problem(status: int, kind: str, title: str, **more: Any) -> Response[Any]:
    body = {"type": f"urn:partner-desk:{kind}", "title": title, "status": status}
    body |= {key: value for key, value in more.items() if value is not None}
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    return Response(body, status_code=status, media_type=PROBLEM, headers=headers)


def _to_sign_in(visit: Visit) -> Response[Any]:
    asked = visit.scope["path"]
    if query := visit.scope["query_string"].decode("latin-1"):
        asked += f"?{query}"
    following = f"?next={quote(asked, safe='/')}" if visit.scope["method"] == "GET" and asked != "/" else ""
    return _lead(visit, "/sign-in" if visit.is_fragment else f"/sign-in{following}", 401)


def _led_on(visit: Visit, refusal: MergedAway) -> Response[Any]:
    asked = visit.scope["path"]
    if query := visit.scope["query_string"].decode("latin-1"):
        asked += f"?{query}"
    path = quote(asked.replace(refusal.old, refusal.new), safe="/?&=%+:,-._~")
    if visit.is_fragment:
        return _lead(visit, path, 200)
    return Response("", status_code=301, media_type=MediaType.HTML, headers={"Location": path})


def _lead(visit: Visit, path: str, status: int) -> Response[Any]:
    """Somewhere else; a part of a page says so in its own way."""
    if visit.is_fragment:
        return Response("", status_code=status, media_type=MediaType.HTML, headers={"HX-Redirect": path})
    return Response("", status_code=303, media_type=MediaType.HTML, headers={"Location": path})


def _page(visit: Visit | None, status: int, whole: str, part: str, **context: Any) -> Response[Any]:
    template = part if visit is not None and visit.is_fragment else whole
    context = {"sentence": "", "way_out": None, "code": None} | context
    return Response(pages.render(template, **context), status_code=status, media_type=MediaType.HTML)

"""What a handler and its page may know of the request: the same few things everywhere."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from litestar.types import HTTPScope

from desk.foundation.principals import Principal
from desk.foundation.tenancy import TenantFacts


async def _nobody(_face: str, _cookie: str | None, _bearer: str | None) -> tuple[Principal | None, int]:
    return None, 0


Identify = Callable[[str, str | None, str | None], Awaitable[tuple[Principal | None, int]]]
"""Face, cookie and bearer token in; who that is, and the tenant's version, out: one query."""


@dataclass(slots=True)
class Visit:
    """One request, from its host to whoever makes it."""

    scope: HTTPScope
    face: str
    tenant: TenantFacts
    nonce: str
    principal: Principal | None = None
    theme: str | None = None
    lang: str = "zh-CN"
    chose_language: bool = False
    """Whether the address itself says which language; then the choice is kept in a cookie."""
    is_api: bool = False
    tag: str | None = None
    """The ``ETag`` of what is answered."""
    identify: Identify = _nobody

    @property
    def is_fragment(self) -> bool:
        """Whether htmx asks for a part of a page."""
        return any(name == b"hx-request" for name, _ in self.scope["headers"])

    @property
    def app(self) -> Any:
        return self.scope["litestar_app"]


_visit: ContextVar[Visit | None] = ContextVar("desk_visit", default=None)


def current_visit() -> Visit:
    """The request that is being answered."""
    visit = _visit.get()
    assert visit is not None, "no request is being answered"
    return visit


def visit_or_none() -> Visit | None:
    """The request that is being answered, or None outside the flow."""
    return _visit.get()


def enter(visit: Visit) -> None:
    """Make this the request that is being answered in this task."""
    _visit.set(visit)


def current_principal() -> Principal:
    """Who makes the request; the guard has seen to it that there is somebody."""
    principal = current_visit().principal
    assert principal is not None, "a route for everybody asked for the principal"
    return principal

"""What the pages of people share: a scope of one's own, who is there, the tabs above."""

from contextlib import AbstractAsyncContextManager
from typing import Any
from uuid import UUID

from litestar import Request

from desk.foundation import throttling
from desk.foundation.errors import Invalid
from desk.foundation.principals import Principal
from desk.foundation.tenancy import Scope, tenant_scope
from desk.foundation.translation import gettext
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import now
from desk.people import passwords, queries
from desk.people.errors import WrongSignIn
from desk.people.permissions import CONTACT_ROLES, roles_of
from desk.people.settings import FRESH
from desk.people.throttles import BY_PASSWORD


def own_scope() -> AbstractAsyncContextManager[Scope]:
    """A transaction of whoever is signed in, for routes that open their own."""
    visit = current_visit()
    return tenant_scope(visit.tenant, customer=visit.principal.customer_id if visit.principal else None)


def open_scope() -> AbstractAsyncContextManager[Scope]:
    """A transaction for pages on which nobody is signed in: they look for one login, link or step alone."""
    return tenant_scope(current_visit().tenant)


def safe_next(path: str) -> str:
    """A way back inside this host, and nowhere else."""
    inside = path.startswith("/") and not path.startswith(("//", "/\\")) and "\\" not in path
    return path if inside and not any(ord(c) < 32 for c in path) else "/"


def address_of(request: Request[Any, Any, Any]) -> str:
    """Where a request comes from, as the proxy says."""
    return request.client.host if request.client else ""


async def signed_in_lately(by: Principal) -> bool:
    """Whether the password was given so lately that it isn't asked for again."""
    assert by.sign_in_id is not None
    return bool(now() - (await queries.sign_in(by.sign_in_id))["created_at"] < FRESH)


async def check_own_password(password: str) -> None:
    """The present password, asked outside of any transaction. Raises ``WrongSignIn`` and ``TooManyTries``."""
    principal = current_principal()
    assert principal.sign_in_id is not None
    async with own_scope():
        own = await queries.credential_of_sign_in(principal.sign_in_id)
        stored = await queries.password_of(own)
    key = throttling.key(BY_PASSWORD, current_visit().tenant, str(own))
    tried = await throttling.count(key)
    if not await passwords.matches(password, stored):
        raise WrongSignIn
    await tried.forget(key)


def own_tabs(here: str) -> list[dict[str, Any]]:
    """What is one's own: devices, second step, tokens, absence."""
    principal, face = current_principal(), current_visit().face
    tabs = [("/devices", gettext("Devices and password")), ("/second-factor", gettext("Second sign-in step"))]
    if face == "workspace" and principal.may("token.make"):
        tabs.append(("/tokens", gettext("API tokens")))
    return _tabs(tabs, here)


def staff_tabs(here: str) -> list[dict[str, Any]]:
    """What is about colleagues, as far as somebody may look."""
    tabs = [
        ("member.read", "/members", gettext("Members")),
        ("member.read", "/departments", gettext("Departments")),
        ("member.read", "/absences", gettext("Absences")),
        ("member.manage", "/members?status=left", gettext("Left")),
        ("role.manage", "/roles", gettext("Roles")),
        ("audit.read", "/audit", gettext("Audit trail")),
    ]
    may = current_principal().may
    return _tabs([(url, word) for permission, url, word in tabs if may(permission)], here)


def _tabs(tabs: list[tuple[str, str]], here: str) -> list[dict[str, Any]]:
    return [{"label": word, "url": url, "current": url == here, "count": None, "hot": False} for url, word in tabs]


async def colleagues(*, but: UUID | None = None) -> list[tuple[str, str]]:
    """Active members to choose from, by name; whoever is away says so."""
    found = [("", gettext("Please choose"))]
    for one in await queries.assignable():
        if one["id"] != but:
            away = gettext(" (away until {day})").format(day=one["away_until"].isoformat()) if one["away_until"] else ""
            found.append((str(one["id"]), f"{one['name']} {one['staff_no']}{away}"))
    return found


async def departments_to_choose(now: str = "") -> list[tuple[str, str]]:
    """Departments and teams by name; the one that is said already stays offered when it was retired."""
    found = [("", gettext("None")), *((one["name"], queries.shown(one)) for one in await queries.departments())]
    return found if now in [name for name, _ in found] else [*found, (now, now)]


def check_roles(roles: list[str]) -> None:
    """Raise ``Invalid`` unless these are roles of staff here."""
    if not roles or set(roles) - set(staff_roles()):
        raise Invalid({"roles": gettext("Please choose at least one role.")})


def staff_roles() -> dict[str, str]:
    """The roles that members can have here, with their words."""
    found = roles_of(current_visit().tenant.kind)
    return {role: gettext(word) for role, word in found.items() if role not in CONTACT_ROLES}

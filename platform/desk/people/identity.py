"""Who is asking: from a cookie or a bearer token to a principal, in one query."""

from typing import Any

from asyncpg import Record

from desk.foundation.principals import Principal
from desk.foundation.registry import fresh_facts
from desk.foundation.tenancy import current_scope
from desk.kit.ids import fingerprint
from desk.kit.time import now
from desk.people import actions, queries
from desk.people.settings import factor_rule

CHANGE_PASSWORD, SET_UP_FACTOR = "/password", "/second-factor"


async def identify(face: str, cookie: str | None, bearer: str | None) -> tuple[Principal | None, int]:
    """
    Whoever makes the request, or None, and the tenant's version.

    In the portal the customer's wall goes up in the same statement.
    """
    if bearer is not None and face == "workspace":
        return await _by_token(bearer)
    found = await queries.who(face, fingerprint(cookie or ""), now())
    version: int = found["version"]
    if found["sign_in_id"] is None or found["person_id"] is None:
        return None, version
    await actions.touch_sign_in(found["sign_in_id"], found["seen_at"])
    tenant = await fresh_facts(current_scope(), version)
    staff = "operator" if tenant.kind == "headquarters" else "member"
    who: dict[str, Any] = {
        "kind": "contact" if face == "portal" else staff,
        "customer_id": found["customer_id"],
        "sign_in_id": found["sign_in_id"],
        "first": _first(found, tenant.settings),
    }
    return await _principal(found, **who), version


async def _by_token(bearer: str) -> tuple[Principal | None, int]:
    found = await queries.whose_token(fingerprint(bearer), now())
    version: int = found["version"]
    if found["token_id"] is None or found["person_id"] is None:
        return None, version
    await actions.touch_token(found["token_id"], found["used_at"])
    await fresh_facts(current_scope(), version)
    return await _principal(found, scopes=found["scopes"], kind="member", token_id=found["token_id"]), version


async def _principal(found: Record, *, scopes: list[str] | None = None, **who: Any) -> Principal:
    return Principal(
        id=found["person_id"],
        name=found["name"],
        permissions=await queries.permissions_of(found["roles"], scopes),
        roles=tuple(found["roles"]),
        locale=found["locale"],
        staff_no=found["staff_no"],
        **who,
    )


def _first(found: Record, settings: dict[str, Any]) -> str:
    """What has to be done before anything else."""
    if found["must_change"]:
        return CHANGE_PASSWORD
    if not found["has_factor"] and factor_rule(settings, found["roles"]) == "required":
        return SET_UP_FACTOR
    return ""

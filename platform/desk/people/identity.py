"""Who is asking: from a cookie or a bearer token to a principal, in one query."""

from desk.foundation.principals import Principal
from desk.foundation.registry import fresh_facts
from desk.foundation.tenancy import current_scope
from desk.kit.ids import fingerprint
from desk.kit.time import now
from desk.people import actions, queries


async def identify(face: str, cookie: str | None, bearer: str | None) -> tuple[Principal | None, int]:
    """
    Whoever makes the request, or None, and the tenant's version.

    In the portal the customer's wall goes up in the same statement.
    """
    if bearer is not None and face == "workspace":
        return await _by_token(bearer)
    found = await queries.who(face, fingerprint(cookie or ""), now())
    version: int = found["version"]
    person = found["contact_id"] if face == "portal" else found["member_id"]
    if found["sign_in_id"] is None or person is None:
        return None, version
    await actions.touch_sign_in(found["sign_in_id"], found["seen_at"])
    tenant = await fresh_facts(current_scope(), version)
    staff = "operator" if tenant.kind == "headquarters" else "member"
    return (
        Principal(
            kind="contact" if face == "portal" else staff,  # type: ignore[arg-type]
            id=person,
            name=found["name"],
            permissions=actions.permissions_of(found["roles"]),
            roles=tuple(found["roles"]),
            customer_id=found["customer_id"],
            locale=found["locale"],
            staff_no=found["staff_no"],
            sign_in_id=found["sign_in_id"],
        ),
        version,
    )


async def _by_token(bearer: str) -> tuple[Principal | None, int]:
    found = await queries.whose_token(fingerprint(bearer), now())
    if found["token_id"] is None or found["member_id"] is None:
        return None, found["version"]
    return (
        Principal(
            kind="member",
            id=found["member_id"],
            name=found["name"],
            permissions=actions.permissions_of(found["roles"], found["scopes"]),
            roles=tuple(found["roles"]),
            locale=found["locale"],
            staff_no=found["staff_no"],
            token_id=found["token_id"],
        ),
        found["version"],
    )

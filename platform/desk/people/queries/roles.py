"""What roles may do in this tenant: what they start with, and what the tenant changed."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record

from desk.foundation.database import rows, value
from desk.foundation.tenancy import TenantFacts, current_scope
from desk.people.permissions import Changes, effective
from desk.people.settings import factor_rules

MOST = 20_000
_known: dict[UUID, tuple[int, Changes]] = {}


async def permissions_of(roles: Iterable[str], scopes: Iterable[str] | None = None) -> frozenset[str]:
    """What somebody with these roles may do now; a token's scopes narrow it."""
    held = effective(frozenset(roles), await tenant_changes(current_scope().tenant))
    return held & frozenset(scopes) if scopes else held


async def tenant_changes(tenant: TenantFacts) -> Changes:
    """What the tenant changed, remembered by the tenant's version, which grows with each change."""
    version, found = _known.get(tenant.id, (0, frozenset()))
    if version != tenant.version:
        found = await changes_of()
        if len(_known) >= MOST:
            _known.clear()
        _known[tenant.id] = tenant.version, found
    return found


async def changes_of() -> Changes:
    """What the tenant changed, as it stands in the database."""
    found = await rows("select role, permission, granted from role_change")
    return frozenset((one["role"], one["permission"], one["granted"]) for one in found)


async def settings_now(*, lock: bool = False) -> dict[str, Any]:
    """The tenant's settings as they stand in the database."""
    found: dict[str, Any] = msgspec.json.decode(
        await value(f"select settings from tenant {'for update' if lock else ''}")
    )
    return found


async def factor_rules_now() -> dict[str, str]:
    """The rules for the second step by role, as they stand in the database."""
    return factor_rules(await settings_now())


async def without_factor(role: str) -> list[Record]:
    """Active members with this role who have no second step yet, by name."""
    return await rows(
        """select m.name, m.roles from member m where m.status = 'active' and $1 = any(m.roles)
              and not exists (select from second_factor f where f.tenant_id = m.tenant_id
                                 and f.credential = m.credential and f.confirmed_at is not null)
            order by m.name_key, m.id""",
        role,
    )

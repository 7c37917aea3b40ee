"""Reading people."""

from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound

# One query for each request: the tenant's version, who is asking, and in the portal the customer's wall,
# which goes up in the same statement that finds the customer. Without a sign-in it hides every customer.
_WHO = """
select t.version, s.id as sign_in_id, s.seen_at, m.id as member_id, m.name, m.roles, m.locale, m.staff_no,
       c.must_change, null::uuid as customer_id, null::uuid as contact_id, null::uuid as token_id, null::text[] as scopes
  from tenant t
  left join sign_in s on s.tenant_id = t.id and s.fingerprint = $1 and s.face = $2 and s.expires_at > $3
  left join credential c on c.tenant_id = t.id and c.id = s.credential
  left join member m on m.tenant_id = t.id and m.credential = s.credential and m.status = 'active'
"""
_WHO_CONTACT = """
select t.version, s.id as sign_in_id, s.seen_at, null::uuid as member_id, k.name, k.portal_roles as roles, k.locale,
       null::text as staff_no, c.must_change, k.customer as customer_id, k.id as contact_id,
       null::uuid as token_id, null::text[] as scopes,
       set_config('desk.customer_id', coalesce(k.customer, '00000000-0000-0000-0000-000000000000'::uuid)::text, true)
  from tenant t
  left join sign_in s on s.tenant_id = t.id and s.fingerprint = $1 and s.face = $2 and s.expires_at > $3
  left join credential c on c.tenant_id = t.id and c.id = s.credential
  left join contact k on k.tenant_id = t.id and k.credential = s.credential and k.status = 'active'
"""
_WHO_TOKEN = """
select t.version, null::uuid as sign_in_id, a.used_at as seen_at, m.id as member_id, m.name, m.roles, m.locale, m.staff_no,
       false as must_change, null::uuid as customer_id, null::uuid as contact_id, a.id as token_id, a.scopes
  from tenant t
  left join api_token a on a.tenant_id = t.id and a.fingerprint = $1 and a.expires_at > $2
  left join member m on m.tenant_id = t.id and m.id = a.member and m.status = 'active'
"""


async def who(face: str, fingerprint: str, at: datetime) -> Record:
    """Whoever this sign-in belongs to on this face, with the tenant's version."""
    found = await row(_WHO_CONTACT if face == "portal" else _WHO, fingerprint, face, at)
    assert found is not None, "a tenant sees its own row"
    return found


async def whose_token(fingerprint: str, at: datetime) -> Record:
    """Whose API token this is, with the tenant's version."""
    found = await row(_WHO_TOKEN, fingerprint, at)
    assert found is not None, "a tenant sees its own row"
    return found


async def credential_of(login: str, face: str) -> Record | None:
    """The credential behind a login, if its owner may use this face."""
    owner = "contact" if face == "portal" else "member"
    return await row(
        f"""select c.id, c.password_hash, c.customer_id, o.id as owner_id from credential c
              join {owner} o on o.tenant_id = c.tenant_id and o.credential = c.id and o.status = 'active'
             where c.login = $1""",
        login,
    )


async def sign_ins(credential_id: UUID, at: datetime) -> list[Record]:
    """Where a person is signed in, latest first."""
    return await rows(
        """select id, face, created_at, seen_at, address, agent from sign_in
            where credential = $1 and expires_at > $2 order by seen_at desc""",
        credential_id,
        at,
    )


async def credential_of_sign_in(sign_in_id: UUID) -> UUID:
    """Whose sign-in this is."""
    found = await row("select credential from sign_in where id = $1", sign_in_id)
    if found is None:
        raise NotFound
    return UUID(str(found["credential"]))


async def password_of(credential_id: UUID) -> str:
    """The stored hash, to check the old password before a change."""
    found = await row("select password_hash from credential where id = $1", credential_id)
    if found is None:
        raise NotFound
    return str(found["password_hash"])


async def members(status: str = "active") -> list[Record]:
    """The staff by name."""
    return await rows(
        """select m.id, m.name, m.staff_no, m.roles, m.department, m.email, m.phone, m.status, c.login
             from member m left join credential c on c.tenant_id = m.tenant_id and c.id = m.credential
            where m.status = $1 order by m.name_key, m.id""",
        status,
    )


async def assignable() -> list[dict[str, Any]]:
    """Who can be given work: id, name and staff number, by name."""
    found = await rows("select id, name, staff_no from member where status = 'active' order by name_key, id")
    return [dict(one) for one in found]


async def member(member_id: UUID) -> Record:
    """One active member. Raises ``NotFound``."""
    found = await row("select id, name, staff_no, roles from member where id = $1 and status = 'active'", member_id)
    if found is None:
        raise NotFound
    return found


async def credential_with(login: str) -> UUID | None:
    """The credential of a login, whoever uses it."""
    found: UUID | None = await value("select id from credential where login = $1", login)
    return found


async def member_numbered(staff_no: str) -> UUID | None:
    """The member with this staff number, also one who left."""
    found: UUID | None = await value("select id from member where staff_no = $1", staff_no)
    return found


async def has_token(fingerprint: str) -> bool:
    """Whether this API token is known."""
    return bool(await value("select true from api_token where fingerprint = $1", fingerprint))

"""
Who is asking: one query for each request.

The member's id stands in the transaction from here on, so that a policy can hide from a member what is about them.
"""

from datetime import datetime

from asyncpg import Record

from desk.foundation.database import row

_MEMBER = "set_config('desk.member_id', coalesce(m.id::text, ''), true)"
# The tenant's version, who is asking, and in the portal the customer's wall, which goes up in the same statement
# that finds the customer. Without a sign-in it hides every customer.
_FACTOR = """
  left join second_factor f on f.tenant_id = t.id and f.credential = s.credential and f.confirmed_at is not null
"""
_WHO = f"""
select t.version, s.id as sign_in_id, s.seen_at, m.id as person_id, m.name, m.roles, m.locale, m.staff_no,
       c.must_change, f.id is not null as has_factor, null::uuid as customer_id, {_MEMBER}
  from tenant t
  left join sign_in s on s.tenant_id = t.id and s.fingerprint = $1 and s.face = $2 and s.expires_at > $3
  left join credential c on c.tenant_id = t.id and c.id = s.credential
  left join member m on m.tenant_id = t.id and m.credential = s.credential and m.status = 'active' {_FACTOR}
"""
_WHO_CONTACT = f"""
select t.version, s.id as sign_in_id, s.seen_at, k.id as person_id, k.name, k.portal_roles as roles, k.locale,
       null::text as staff_no, c.must_change, f.id is not null as has_factor, k.customer as customer_id,
       set_config('desk.customer_id', coalesce(k.customer, '00000000-0000-0000-0000-000000000000'::uuid)::text, true)
  from tenant t
  left join sign_in s on s.tenant_id = t.id and s.fingerprint = $1 and s.face = $2 and s.expires_at > $3
  left join credential c on c.tenant_id = t.id and c.id = s.credential
  left join contact k on k.tenant_id = t.id and k.credential = s.credential and k.status = 'active' {_FACTOR}
"""
_BEARER = f"""
select t.version, a.id as token_id, a.used_at, a.scopes, m.id as person_id, m.name, m.roles, m.locale, m.staff_no,
       {_MEMBER}
  from tenant t
  left join api_token a on a.tenant_id = t.id and a.fingerprint = $1 and a.expires_at > $2 and a.revoked_at is null
  left join member m on m.tenant_id = t.id and m.id = a.member and m.status = 'active'
"""


async def who(face: str, fingerprint: str, at: datetime) -> Record:
    """Whoever this sign-in belongs to on this face, with the tenant's version."""
    found = await row(_WHO_CONTACT if face == "portal" else _WHO, fingerprint, face, at)
    assert found is not None, "a tenant sees its own row"
    return found


async def whose_token(fingerprint: str, at: datetime) -> Record:
    """Whose API token this is, with the tenant's version; a token dies with its owner."""
    found = await row(_BEARER, fingerprint, at)
    assert found is not None, "a tenant sees its own row"
    return found

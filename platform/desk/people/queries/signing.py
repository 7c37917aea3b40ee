"""Reading credentials, sign-ins, second steps, links and tokens."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound
from desk.foundation.tenancy import current_scope

_CONFIRMED = """
exists (select from second_factor f where f.tenant_id = c.tenant_id and f.credential = c.id
           and f.confirmed_at is not null) as has_factor
"""


async def credential_of(login: str, face: str) -> Record | None:
    """The credential behind a login, if its owner may use this face."""
    owner = "contact" if face == "portal" else "member"
    return await row(
        f"""select c.id, c.password_hash, c.customer_id, o.id as owner_id, {_CONFIRMED} from credential c
              join {owner} o on o.tenant_id = c.tenant_id and o.credential = c.id and o.status = 'active'
             where c.login = $1""",
        login,
    )


@dataclass(frozen=True, slots=True)
class Owner:
    """Who signs in with a credential: a member or a contact, active."""

    kind: str
    id: UUID
    name: str
    login: str
    email: str
    locale: str | None
    customer_id: UUID | None
    has_password: bool
    face: str
    """Where they sign in."""


async def owner_of(credential_id: UUID) -> Owner | None:
    """Who signs in with it now, or None."""
    found = await row(
        """select o.kind, o.id, o.name, c.login, coalesce(nullif(o.email, ''), c.login) as email, o.locale,
                  c.customer_id, c.password_hash <> '' as has_password
             from credential c join (
               select 'member' as kind, tenant_id, credential, id, name, email, locale
                 from member where status = 'active'
               union all
               select 'contact', tenant_id, credential, id, name, email, locale
                 from contact where status = 'active'
             ) o on o.tenant_id = c.tenant_id and o.credential = c.id where c.id = $1""",
        credential_id,
    )
    if found is None:
        return None
    staff = "headquarters" if current_scope().tenant.kind == "headquarters" else "workspace"
    return Owner(**dict(found), face="portal" if found["kind"] == "contact" else staff)


async def sign_ins(credential_id: UUID, at: datetime) -> list[Record]:
    """Where a person is signed in, latest first."""
    return await rows(
        """select id, face, created_at, seen_at, address, agent from sign_in
            where credential = $1 and expires_at > $2 order by seen_at desc""",
        credential_id,
        at,
    )


async def sign_in(sign_in_id: UUID) -> Record:
    """One sign-in: whose it is, and since when. Raises ``NotFound``."""
    found = await row("select id, credential, customer_id, created_at from sign_in where id = $1", sign_in_id)
    if found is None:
        raise NotFound
    return found


async def credential_of_sign_in(sign_in_id: UUID) -> UUID:
    """Whose sign-in this is."""
    return UUID(str((await sign_in(sign_in_id))["credential"]))


async def password_of(credential_id: UUID) -> str:
    """The stored hash, to check the old password before a change."""
    found = await row("select password_hash from credential where id = $1", credential_id)
    if found is None:
        raise NotFound
    return str(found["password_hash"])


async def login_of(credential_id: UUID) -> str:
    """What somebody signs in with."""
    return str(await value("select login from credential where id = $1", credential_id) or "")


async def credential_with(login: str) -> UUID | None:
    """The credential of a login, whoever uses it."""
    found: UUID | None = await value("select id from credential where login = $1", login)
    return found


async def step(fingerprint: str, face: str, at: datetime, *, lock: bool = False) -> Record | None:
    """The sign-in of this browser that waits for its code, if it still does."""
    return await row(
        f"""select id, credential, customer_id, tries from sign_in_step
             where fingerprint = $1 and face = $2 and expires_at > $3 {"for update" if lock else ""}""",
        fingerprint,
        face,
        at,
    )


async def factor_of(credential_id: UUID, *, lock: bool = False) -> Record | None:
    """The second step of a credential, confirmed or not."""
    return await row(
        f"""select id, secret, confirmed_at, last_step, created_at from second_factor
             where credential = $1 {"for update" if lock else ""}""",
        credential_id,
    )


async def has_factor(credential_id: UUID) -> bool:
    """Whether a code is asked for when somebody signs in."""
    found = await factor_of(credential_id)
    return found is not None and found["confirmed_at"] is not None


async def recovery_codes_left(credential_id: UUID) -> int:
    """How many recovery codes are still good."""
    return int(
        await value("select count(*) from recovery_code where credential = $1 and used_at is null", credential_id)
    )


async def link(fingerprint: str, at: datetime) -> Record | None:
    """A link that is still good."""
    return await row(
        """select id, credential, customer_id, purpose, expires_at from access_link
            where fingerprint = $1 and used_at is null and expires_at > $2""",
        fingerprint,
        at,
    )


async def has_good_invitation(credential_id: UUID, at: datetime) -> bool:
    """Whether an invitation is on its way and still good."""
    return bool(
        await value(
            """select true from access_link
                where credential = $1 and purpose = 'invitation' and used_at is null and expires_at > $2 limit 1""",
            credential_id,
            at,
        )
    )


async def tokens(member_id: UUID, at: datetime) -> list[Record]:
    """A member's API tokens that are still good, the newest first."""
    return await rows(
        """select id, name, scopes, created_at, expires_at, used_at from api_token
            where member = $1 and revoked_at is null and expires_at > $2 order by created_at desc, id""",
        member_id,
        at,
    )


async def token(token_id: UUID) -> Record:
    """One API token that was not revoked. Raises ``NotFound``."""
    found = await row("select id, member, name from api_token where id = $1 and revoked_at is null", token_id)
    if found is None:
        raise NotFound
    return found


async def has_token(fingerprint: str) -> bool:
    """Whether this API token is known."""
    return bool(await value("select true from api_token where fingerprint = $1", fingerprint))

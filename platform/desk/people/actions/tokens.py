"""API tokens: a member's keys for programs. They may do what their owner may do now, within their scopes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.kit.ids import fingerprint, secret_token, uuid7
from desk.kit.time import now
from desk.people import queries
from desk.people.errors import NotYours
from desk.people.events import TokenMade, TokenRevoked
from desk.people.tables import ApiToken

LONGEST = timedelta(days=365)
TOUCHED = timedelta(minutes=5)
"""How old ``used_at`` may be before it is written again."""


async def make_own_token(name: str, scopes: Sequence[str], lifetime: timedelta, *, by: Principal) -> str:
    """Make a token for oneself, with some of one's own permissions; the answer is the secret, shown once."""
    if not by.may("token.make") or by.sign_in_id is None or not by.is_staff:
        raise Forbidden
    if not scopes or not set(scopes) <= by.permissions:
        raise NotYours
    return await make_token(by.id, name, sorted(set(scopes)), min(lifetime, LONGEST), by=by)


async def make_token(
    member_id: UUID,
    name: str,
    scopes: Sequence[str],
    lifetime: timedelta,
    *,
    by: Principal,
    token: str | None = None,
) -> str:
    """Make an API token for a member; the answer is the secret, shown once."""
    token = token or secret_token("desk_api")
    made = ApiToken(
        id=uuid7(),
        member=member_id,
        name=name,
        fingerprint=fingerprint(token),
        scopes=list(scopes),
        created_at=now(),
        expires_at=now() + lifetime,
    )
    await made.save()
    await record(TokenMade(made.id, by=by, scopes=list(scopes), days=lifetime.days))
    return token


async def revoke_token(token_id: UUID, *, by: Principal) -> UUID:
    """End a token at once: one's own, or a colleague's by whoever manages members. The answer is its owner's id."""
    found = await queries.token(token_id)
    if found["member"] != by.id and not by.may("member.manage"):
        raise NotFound
    await ApiToken.update({ApiToken.revoked_at: now()}).where(ApiToken.id == token_id)
    await record(TokenRevoked(token_id, by=by))
    return UUID(str(found["member"]))


async def revoke_tokens_of(member_id: UUID, *, by: Principal) -> None:
    """End all tokens of a member."""
    for one in await queries.tokens(member_id, now()):
        await revoke_token(one["id"], by=by)


async def touch_token(token_id: UUID, used_at: datetime | None) -> None:
    """Note that a token is used, at most every few minutes."""
    at = now()
    if used_at is None or at - used_at > TOUCHED:
        await ApiToken.update({ApiToken.used_at: at}).where(ApiToken.id == token_id)

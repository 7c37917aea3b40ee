"""What is done about people and their sign-ins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from asyncpg.exceptions import UniqueViolationError

from desk.foundation.database import savepoint
from desk.foundation.errors import NotFound
from desk.foundation.events import record
from desk.foundation.permissions import of_roles
from desk.foundation.principals import NOBODY, SYSTEM, Principal
from desk.foundation.tenancy import current_scope
from desk.kit.ids import fingerprint, secret_token, uuid7
from desk.kit.text import pinyin_key
from desk.kit.time import now
from desk.people import passwords, queries
from desk.people.errors import LoginTaken, StaffNumberTaken
from desk.people.events import MemberAdded, PasswordChanged, SignedIn, SignInEnded, SignInRefused, TokenMade
from desk.people.tables import ApiToken, Credential, Member, SignIn

IDLE = timedelta(days=7)
"""A sign-in ends after so long without use; each use moves the end."""
TOUCHED = timedelta(minutes=5)
"""How old ``seen_at`` may be before it is written again."""


@dataclass(frozen=True, slots=True)
class NewMember:
    """What is said of somebody who joins."""

    name: str
    staff_no: str
    roles: Sequence[str]
    login: str
    password: str
    department: str = ""
    email: str = ""
    phone: str = ""


async def add_member(new: NewMember, *, by: Principal) -> Member:
    """Add somebody to the staff, with a login. Raises ``LoginTaken``, ``StaffNumberTaken``, ``Invalid``."""
    credential = await add_credential(new.login, new.password)
    member = Member(
        credential=credential,
        staff_no=new.staff_no,
        name=new.name,
        name_key=pinyin_key(new.name),
        roles=list(new.roles),
        department=new.department,
        email=new.email,
        phone=new.phone,
    )
    try:
        async with savepoint():
            await member.save()
    except UniqueViolationError:
        raise StaffNumberTaken from None
    await record(MemberAdded(member.id, by=by, staff_no=new.staff_no, roles=list(new.roles)))
    return member


async def add_credential(login: str, password: str, *, customer_id: UUID | None = None) -> UUID:
    """A login with its password; the answer is the credential's id. Raises ``LoginTaken`` and ``Invalid``."""
    credential = Credential(
        login=login.strip().lower(),
        password_hash=await passwords.hash_password(password),
        customer_id=customer_id,
        changed_at=now(),
    )
    try:
        async with savepoint():
            await credential.save()
    except UniqueViolationError:
        raise LoginTaken from None
    return UUID(str(credential.id))


async def begin_sign_in(credential_id: UUID, face: str, *, customer_id: UUID | None, address: str, agent: str) -> str:
    """Start a sign-in; the answer is the cookie's secret, which is kept nowhere."""
    token, at = secret_token("desk"), now()
    await SignIn(
        fingerprint=fingerprint(token),
        credential=credential_id,
        customer_id=customer_id,
        face=face,
        created_at=at,
        seen_at=at,
        expires_at=at + IDLE,
        address=address[:60],
        agent=agent[:300],
    ).save()
    await record(SignedIn(credential_id, by=SYSTEM, face=face))
    return token


async def refuse_sign_in(credential_id: UUID | None, face: str) -> None:
    """Keep the fact that somebody failed to sign in."""
    why = "password" if credential_id else "login"
    await record(SignInRefused(credential_id or NOBODY, by=SYSTEM, face=face, why=why))


async def touch_sign_in(sign_in_id: UUID, seen_at: datetime) -> None:
    """Move the end of a sign-in that is used, at most every few minutes."""
    at = now()
    if at - seen_at > TOUCHED:
        await SignIn.update({SignIn.seen_at: at, SignIn.expires_at: at + IDLE}).where(SignIn.id == sign_in_id)


async def end_sign_in(sign_in_id: UUID, *, by: Principal) -> None:
    """End one of one's own sign-ins. Raises ``NotFound`` for anybody else's."""
    assert by.sign_in_id is not None
    own = await queries.credential_of_sign_in(by.sign_in_id)
    if await queries.credential_of_sign_in(sign_in_id) != own:
        raise NotFound
    await SignIn.delete().where(SignIn.id == sign_in_id)
    await record(SignInEnded(own, by=by, sign_in=str(sign_in_id)))


async def end_other_sign_ins(*, by: Principal) -> None:
    """End all of one's own sign-ins but this one."""
    assert by.sign_in_id is not None
    own = await queries.credential_of_sign_in(by.sign_in_id)
    await SignIn.delete().where((SignIn.credential == own) & (SignIn.id != by.sign_in_id))
    await record(SignInEnded(own, by=by, sign_in="others"))


async def change_password(new_password: str, *, by: Principal) -> None:
    """Give oneself a new password; every other sign-in ends."""
    assert by.sign_in_id is not None
    own = await queries.credential_of_sign_in(by.sign_in_id)
    hashed = await passwords.hash_password(new_password)
    await Credential.update(
        {Credential.password_hash: hashed, Credential.must_change: False, Credential.changed_at: now()}
    ).where(Credential.id == own)
    await SignIn.delete().where((SignIn.credential == own) & (SignIn.id != by.sign_in_id))
    await record(PasswordChanged(own, by=by))


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
    await record(TokenMade(made.id, by=by, scopes=list(scopes)))
    return token


def permissions_of(roles: Sequence[str], scopes: Sequence[str] | None = None) -> frozenset[str]:
    """What somebody with these roles may do now; a token's scopes narrow it."""
    held = of_roles(frozenset(roles))
    return held & frozenset(scopes) if scopes else held


def kind_of_staff() -> str:
    """Members of headquarters are operators."""
    return "operator" if current_scope().tenant.kind == "headquarters" else "member"

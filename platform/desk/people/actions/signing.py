"""Signing in and out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from desk.foundation.errors import NotFound
from desk.foundation.events import record
from desk.foundation.principals import NOBODY, SYSTEM, Principal
from desk.foundation.throttling import network_of
from desk.kit.ids import fingerprint, secret_token
from desk.kit.time import now
from desk.people import queries
from desk.people.actions.factors import check_code
from desk.people.events import SignedIn, SignInEnded, SignInRefused
from desk.people.tables import SignIn, SignInStep

IDLE = timedelta(days=7)
"""A sign-in ends after so long without use; each use moves the end."""
TOUCHED = timedelta(minutes=5)
"""How old ``seen_at`` may be before it is written again."""
STEP_LASTS = timedelta(minutes=10)
MOST_TRIES = 5
"""Wrong codes before the password is asked for again."""


async def begin_sign_in(
    credential_id: UUID, face: str, *, customer_id: UUID | None, address: str, agent: str, way: str = "password"
) -> str:
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
    await record(SignedIn(credential_id, by=SYSTEM, face=face, network=network_of(address), way=way))
    return token


async def refuse_sign_in(credential_id: UUID | None, face: str, *, address: str = "", why: str = "") -> None:
    """Keep the fact that somebody failed to sign in."""
    why = why or ("password" if credential_id else "login")
    await record(
        SignInRefused(credential_id or NOBODY, by=SYSTEM, face=face, network=network_of(address), why=why),
    )


async def begin_step(credential_id: UUID, face: str, *, customer_id: UUID | None) -> str:
    """The password was right: wait for the code, for minutes, in this browser. The answer is the cookie's secret."""
    token, at = secret_token("desk_step"), now()
    await SignInStep.delete().where(SignInStep.expires_at < at)
    await SignInStep(
        fingerprint=fingerprint(token),
        credential=credential_id,
        customer_id=customer_id,
        face=face,
        expires_at=at + STEP_LASTS,
    ).save()
    return token


@dataclass(frozen=True, slots=True)
class Passed:
    """What became of a code: whose it was, and by which way it was right, if it was."""

    credential_id: UUID
    customer_id: UUID | None
    way: str | None
    over: bool = False
    """Too many wrong ones: the password is asked for again."""


async def pass_step(cookie: str, face: str, code: str) -> Passed | None:
    """Check the code of a sign-in that waits. None when none waits any more; a right code uses the step up."""
    step = await queries.step(fingerprint(cookie), face, now(), lock=True)
    if step is None:
        return None
    way = await check_code(step["credential"], code)
    over = step["tries"] + 1 >= MOST_TRIES
    if way or over:
        await SignInStep.delete().where(SignInStep.id == step["id"])
    else:
        await SignInStep.update({SignInStep.tries: step["tries"] + 1}).where(SignInStep.id == step["id"])
    return Passed(step["credential"], step["customer_id"], way, over and not way)


async def touch_sign_in(sign_in_id: UUID, seen_at: datetime) -> None:
    """Move the end of a sign-in that is used, at most every few minutes."""
    at = now()
    if at - seen_at > TOUCHED:
        await SignIn.update({SignIn.seen_at: at, SignIn.expires_at: at + IDLE}).where(SignIn.id == sign_in_id)


async def rotate_sign_in(sign_in_id: UUID) -> str:
    """Go on with a new secret, so that whoever knew the old one is out; the answer is the cookie's."""
    token = secret_token("desk")
    await SignIn.update({SignIn.fingerprint: fingerprint(token)}).where(SignIn.id == sign_in_id)
    return token


async def end_sign_in(sign_in_id: UUID, *, by: Principal) -> None:
    """End one of one's own sign-ins. Raises ``NotFound`` for anybody else's."""
    own = await own_credential(by)
    if await queries.credential_of_sign_in(sign_in_id) != own:
        raise NotFound
    await SignIn.delete().where(SignIn.id == sign_in_id)
    await record(SignInEnded(own, by=by, sign_in="one"))


async def end_other_sign_ins(*, by: Principal) -> None:
    """End all of one's own sign-ins but this one."""
    own = await own_credential(by)
    await SignIn.delete().where((SignIn.credential == own) & (SignIn.id != by.sign_in_id))
    await record(SignInEnded(own, by=by, sign_in="others"))


async def end_own_sign_ins(*, by: Principal) -> None:
    """Sign out everywhere, here too."""
    await end_sign_ins_of(await own_credential(by), by=by)


async def end_sign_ins_of(credential_id: UUID, *, by: Principal) -> None:
    """End every sign-in of a credential, and those that wait for a code."""
    await SignIn.delete().where(SignIn.credential == credential_id)
    await SignInStep.delete().where(SignInStep.credential == credential_id)
    await record(SignInEnded(credential_id, by=by, sign_in="all"))


async def own_credential(by: Principal) -> UUID:
    """What somebody who is signed in signed in with."""
    assert by.sign_in_id is not None, "only browsers sign in"
    return await queries.credential_of_sign_in(by.sign_in_id)

"""Logins and their passwords. Hashes come from outside the transaction where there is time for it."""

from uuid import UUID

from asyncpg.exceptions import UniqueViolationError

from desk.foundation.database import savepoint
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.kit.time import now
from desk.people import passwords
from desk.people.actions.links import kill_links
from desk.people.actions.signing import end_sign_ins_of, own_credential, rotate_sign_in
from desk.people.errors import LoginTaken
from desk.people.events import PasswordChanged, PasswordGiven
from desk.people.tables import Credential, SignIn, SignInStep


async def add_credential(
    login: str,
    password: str = "",
    *,
    hashed: str = "",
    customer_id: UUID | None = None,
    must_change: bool = False,
) -> UUID:
    """
    A login with its password, or with its hash, or with neither until its owner chooses one by a link.

    The answer is the credential's id. Raises ``LoginTaken`` and ``Invalid``.
    """
    if password:
        hashed = await passwords.hash_password(password)
    credential = Credential(
        login=login.strip().lower(),
        password_hash=hashed,
        must_change=must_change,
        customer_id=customer_id,
        changed_at=now(),
    )
    try:
        async with savepoint():
            await credential.save()
    except UniqueViolationError:
        raise LoginTaken from None
    return UUID(str(credential.id))


async def set_password(credential_id: UUID, hashed: str, *, must_change: bool = False) -> None:
    """Write a password; every link to choose one is dead with it."""
    await Credential.update(
        {Credential.password_hash: hashed, Credential.must_change: must_change, Credential.changed_at: now()}
    ).where(Credential.id == credential_id)
    await kill_links(credential_id)


async def renew_hash(credential_id: UUID, hashed: str) -> None:
    """The same password, hashed with today's numbers."""
    await Credential.update({Credential.password_hash: hashed}).where(Credential.id == credential_id)


async def change_password(hashed: str, *, by: Principal) -> str:
    """Give oneself a new password; every other sign-in ends, this one goes on with the secret that is the answer."""
    own = await own_credential(by)
    assert by.sign_in_id is not None
    await set_password(own, hashed)
    await SignIn.delete().where((SignIn.credential == own) & (SignIn.id != by.sign_in_id))
    await SignInStep.delete().where(SignInStep.credential == own)
    await record(PasswordChanged(own, by=by))
    return await rotate_sign_in(by.sign_in_id)


async def give_password(credential_id: UUID, hashed: str, *, by: Principal) -> None:
    """Give somebody a first password, which they have to change; they are signed out everywhere."""
    await set_password(credential_id, hashed, must_change=True)
    await end_sign_ins_of(credential_id, by=by)
    await record(PasswordGiven(credential_id, by=by))

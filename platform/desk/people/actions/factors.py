"""The second sign-in step: an authenticator app, and codes for when the phone is lost."""

from uuid import UUID

import structlog

from desk.foundation.events import record
from desk.foundation.principals import SYSTEM, Principal
from desk.foundation.sealing import Unsealable
from desk.foundation.tenancy import current_scope
from desk.kit.time import now
from desk.people import codes, queries, vault
from desk.people.errors import FactorOff, FactorRequired, FactorThere, WrongCode
from desk.people.events import FactorRemoved, FactorSetUp, RecoveryCodesMade, RecoveryCodeUsed
from desk.people.settings import factor_rule
from desk.people.tables import RecoveryCode, SecondFactor

log = structlog.get_logger(__name__)


async def begin_factor(credential_id: UUID, *, by: Principal) -> None:
    """Make a secret to be shown; nothing is asked for until its first code was entered. Raises ``FactorOff``."""
    if _rule(by) == "off":
        raise FactorOff
    known = await queries.factor_of(credential_id, lock=True)
    if known is not None and known["confirmed_at"] is not None:
        raise FactorThere
    await SecondFactor.delete().where(SecondFactor.credential == credential_id)
    await SecondFactor(
        credential=credential_id,
        customer_id=by.customer_id,
        secret=vault.seal(codes.new_secret()),
        created_at=now(),
    ).save()


async def confirm_factor(credential_id: UUID, code: str, *, by: Principal) -> list[str]:
    """Switch the second step on with its first code; the answer is the recovery codes, shown once."""
    found = await queries.factor_of(credential_id, lock=True)
    if found is None or found["confirmed_at"] is not None:
        raise FactorThere if found else WrongCode
    if await check_code(credential_id, code) != "code":
        raise WrongCode
    await SecondFactor.update({SecondFactor.confirmed_at: now()}).where(SecondFactor.credential == credential_id)
    await record(FactorSetUp(credential_id, by=by))
    return await _new_codes(credential_id, by)


async def renew_recovery_codes(credential_id: UUID, code: str, *, by: Principal) -> list[str]:
    """Ten new recovery codes for a code of the app; the old ones are dead. Raises ``WrongCode``."""
    if await check_code(credential_id, code) != "code":
        raise WrongCode
    await record(RecoveryCodesMade(credential_id, by=by))
    return await _new_codes(credential_id, by)


async def remove_own_factor(credential_id: UUID, code: str, *, by: Principal) -> None:
    """Switch the second step off with a code. Raises ``FactorRequired`` and ``WrongCode``."""
    if _rule(by) == "required":
        raise FactorRequired
    if not await check_code(credential_id, code):
        raise WrongCode
    await remove_factor(credential_id, by=by)


async def remove_factor(credential_id: UUID, *, by: Principal) -> None:
    """Take the second step away: by an administrator, for somebody who lost phone and codes."""
    await SecondFactor.delete().where(SecondFactor.credential == credential_id)
    await RecoveryCode.delete().where(RecoveryCode.credential == credential_id)
    await record(FactorRemoved(credential_id, by=by))


async def check_code(credential_id: UUID, code: str) -> str | None:
    """``code`` or ``recovery`` when it is right, and used up with it; None otherwise."""
    plain = codes.plain(code)
    if len(plain) == 6 and plain.isdigit():
        return "code" if await _check_totp(credential_id, plain) else None
    mine = (RecoveryCode.credential == credential_id) & RecoveryCode.code.is_in(vault.hashes(plain))
    unused = mine & RecoveryCode.used_at.is_null()
    if not await RecoveryCode.update({RecoveryCode.used_at: now()}).where(unused).returning(RecoveryCode.id):
        return None
    left = await queries.recovery_codes_left(credential_id)
    await record(RecoveryCodeUsed(credential_id, by=SYSTEM, left=left))
    return "recovery"


async def _check_totp(credential_id: UUID, code: str) -> bool:
    found = await queries.factor_of(credential_id, lock=True)
    if found is None:
        return False
    try:
        secret = vault.unseal(found["secret"])
    except Unsealable:
        log.error("a second factor can't be read: was DESK_SECRET changed without DESK_SECRET_BEFORE?")
        return False
    step = codes.step_of(secret, code, now(), after=found["last_step"])
    if step is None:
        return False
    with_todays_key = vault.seal(secret)
    await SecondFactor.update({SecondFactor.last_step: step, SecondFactor.secret: with_todays_key}).where(
        SecondFactor.id == found["id"]
    )
    return True


async def _new_codes(credential_id: UUID, by: Principal) -> list[str]:
    made = codes.new_recovery_codes()
    await RecoveryCode.delete().where(RecoveryCode.credential == credential_id)
    await RecoveryCode.insert(
        *(
            RecoveryCode(credential=credential_id, customer_id=by.customer_id, code=vault.hashes(codes.plain(one))[0])
            for one in made
        )
    )
    return made


def _rule(by: Principal) -> str:
    return factor_rule(current_scope().tenant.settings, by.roles)

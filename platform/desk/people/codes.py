"""Codes of the second sign-in step: six figures of the moment (TOTP), and ten to keep for when the phone is lost."""

import hmac
import secrets
from datetime import datetime

import pyotp

STEP = 30
"""Seconds that one code lasts; its neighbours are good, too, because clocks differ."""
AROUND = (0, -1, 1)
RECOVERY = 10
_SAYABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_PARTS, _LONG = 3, 4


def new_secret() -> str:
    """160 bits, in the letters that authenticator apps take."""
    return pyotp.random_base32()


def address(secret: str, login: str, issuer: str) -> str:
    """What the picture for the app says."""
    return pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=login, issuer_name=issuer)


def step_of(secret: str, code: str, at: datetime, *, after: int) -> int | None:
    """The time step whose code this is, or None. Steps up to ``after`` were used already and count no more."""
    now, totp, found = int(at.timestamp()) // STEP, pyotp.TOTP(secret, interval=STEP), None
    for step in (now + one for one in AROUND):
        if hmac.compare_digest(totp.at(step * STEP).encode(), code.encode()) and step > after and found is None:
            found = step
    return found


def new_recovery_codes() -> list[str]:
    """Ten codes of 58 bits, such as ``7FHK-2M9Q-XWTB``."""
    return ["-".join(_part() for _ in range(_PARTS)) for _ in range(RECOVERY)]


def plain(code: str) -> str:
    """A code as it is compared: without spaces and dashes, in capitals."""
    return "".join(char for char in code.upper() if char.isascii() and char.isalnum())


def _part() -> str:
    return "".join(secrets.choice(_SAYABLE) for _ in range(_LONG))

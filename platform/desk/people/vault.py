"""
What has to be read again, or compared, and must not lie open: sealed or hashed with keys of this installation.

The keys come from DESK_SECRET; what DESK_SECRET_BEFORE sealed can still be opened, and is sealed anew when it is used.
"""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from desk.foundation.keys import keys_for

SEAL, CODES = "desk second factors, 1", "desk recovery codes, 1"


class Sealed(Exception):
    """It was sealed with a key that this installation doesn't know."""


def seal(text: str) -> str:
    """The text, readable with the installation's key alone."""
    return _fernets()[0].encrypt(text.encode()).decode()


def unseal(sealed: str) -> tuple[str, bool]:
    """The text again, and whether an older key sealed it. Raises ``Sealed``."""
    try:
        text = MultiFernet(_fernets()).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise Sealed from None
    try:
        _fernets()[0].decrypt(sealed.encode())
    except InvalidToken:
        return text, True
    return text, False


def hashes(code: str) -> list[str]:
    """What a recovery code may be kept as: with today's key first, with yesterday's behind it."""
    return [hmac.new(one, code.encode(), hashlib.sha256).hexdigest() for one in keys_for(CODES)]


def _fernets() -> list[Fernet]:
    return [Fernet(base64.urlsafe_b64encode(one)) for one in keys_for(SEAL)]

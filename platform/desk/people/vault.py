"""
What must not lie open: secrets of authenticator apps, which are read again, and recovery codes, which are compared.

Both with keys of this installation, so that whoever has the database alone has neither.
"""

import hashlib
import hmac

from desk.foundation import sealing
from desk.foundation.keys import keys_for

SECRETS, CODES = "desk second factors, 1", "desk recovery codes, 1"


def seal(secret: str) -> str:
    """The secret of an app as it is kept."""
    return sealing.seal(SECRETS, secret.encode())


def unseal(sealed: str) -> str:
    """The secret again. Raises ``sealing.Unsealable``."""
    return sealing.unseal(SECRETS, sealed).decode()


def hashes(code: str) -> list[str]:
    """What a recovery code may be kept as: with today's key first, with yesterday's behind it."""
    return [hmac.new(one, code.encode(), hashlib.sha256).hexdigest() for one in keys_for(CODES)]

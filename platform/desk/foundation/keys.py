"""
Keys of this installation: one for each purpose, all derived from DESK_SECRET.

DESK_SECRET_BEFORE is the secret of yesterday: what was made with it can still be read, nothing new is made with it.
"""

import hashlib
import hmac

from desk.settings import settings

LEAST = 32


class MissingSecret(RuntimeError):
    """The installation has no secret of its own: without one, anybody could sign links and read what is sealed."""


def key_for(purpose: str) -> bytes:
    """The 32 bytes for one purpose. Raises ``MissingSecret``: a web process must not start then."""
    return keys_for(purpose)[0]


def keys_for(purpose: str) -> list[bytes]:
    """The key to make things with, and behind it the ones that things were made with before."""
    secret, before = settings.secret.get_secret_value(), settings.secret_before.get_secret_value()
    if len(secret) < LEAST:
        raise MissingSecret(
            f"DESK_SECRET must be set, to at least {LEAST} random characters, the same for all web processes. "
            "One can be made with: openssl rand -hex 32"
        )
    return [hmac.digest(one.encode(), purpose.encode(), hashlib.sha256) for one in (secret, before) if one]

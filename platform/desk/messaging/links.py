"""
Links with which a contact says, without signing in, that they want no more of something.

The link says itself whose it is and what it ends, and is signed for this tenant; it stays good for as long as the
message that brought it may lie somewhere.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from uuid import UUID

from desk.foundation.keys import keys_for
from desk.messaging.errors import LinkUnreadable

PURPOSE = "desk opt-out links, 1"
SIGNED = 18
"""Bytes of the signature: 144 bits."""


@dataclass(frozen=True, slots=True)
class OptOut:
    """Who wants no more of which kind by which channel."""

    contact_id: UUID
    channel: str
    kind: str


def token_for(tenant_id: UUID, wanted: OptOut) -> str:
    """The last part of the link. Raises ``MissingSecret``."""
    said = wanted.contact_id.bytes + f"{wanted.channel} {wanted.kind}".encode()
    return _text(_signature(keys_for(PURPOSE)[0], tenant_id, said) + said)


def read_token(tenant_id: UUID, token: str) -> OptOut:
    """What a link says. Raises ``LinkUnreadable`` for one that this tenant didn't sign."""
    try:
        raw = urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
    except ValueError:
        raise LinkUnreadable from None
    signature, said = raw[:SIGNED], raw[SIGNED:]
    good = (hmac.compare_digest(signature, _signature(key, tenant_id, said)) for key in keys_for(PURPOSE))
    if len(said) <= 16 or not any(good) or _text(raw) != token:
        raise LinkUnreadable
    channel, _, kind = said[16:].decode().partition(" ")
    return OptOut(UUID(bytes=said[:16]), channel, kind)


def _signature(key: bytes, tenant_id: UUID, said: bytes) -> bytes:
    return hmac.digest(key, tenant_id.bytes + said, "sha256")[:SIGNED]


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")

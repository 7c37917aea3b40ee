"""
Signatures of webhooks, as https://www.standardwebhooks.com has them, so that receivers need nothing of ours.

``webhook-signature`` is ``v1,`` and the HMAC-SHA256 of ``id.timestamp.body`` in base64; for a day after a change of the
secret there are two of them. The secret is ``whsec_`` and 32 random bytes in base64.
"""

import hmac
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from desk.foundation.sealing import seal, unseal

PURPOSE = "desk webhook secrets, 1"
PREFIX = "whsec_"
FRESH = 300
"""Seconds by which what came to us may be old, or its clock be wrong."""


def new_secret() -> str:
    """A secret as it is shown to people, once."""
    return PREFIX + b64encode(secrets.token_bytes(32)).decode()


def sealed(secret: str) -> str:
    """The secret as it is kept."""
    return seal(PURPOSE, secret.encode())


def opened(kept: str) -> str:
    """The secret again, to sign with."""
    return unseal(PURPOSE, kept).decode()


def headers(event_id: UUID, body: bytes, keys: Sequence[str], at: datetime, request_id: UUID) -> dict[str, str]:
    """What goes along with a body; the id is the fact's, so that the same fact is known again."""
    stamp = str(int(at.timestamp()))
    said = f"{event_id}.{stamp}.".encode() + body
    return {
        "Content-Type": "application/json",
        "User-Agent": "PartnerDesk-Webhooks/1",
        "X-Request-Id": str(request_id),
        "Webhook-Id": str(event_id),
        "Webhook-Timestamp": stamp,
        "Webhook-Signature": " ".join(_signature(said, key) for key in keys),
    }


def is_signed(headers: Mapping[str, str], body: bytes, secrets: Sequence[str], at: datetime) -> bool:
    """Whether what came to us is signed in the same way, with one of these secrets, and not long ago."""
    stamp = headers.get("webhook-timestamp", "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) < 12 and abs(at.timestamp() - int(stamp)) <= FRESH):
        return False
    said = f"{headers.get('webhook-id', '')}.{stamp}.".encode() + body
    given = headers.get("webhook-signature", "")[:1_000].encode().split()[:10]
    return any(hmac.compare_digest(one, _signature(said, key).encode()) for one in given for key in secrets)


def _signature(said: bytes, secret: str) -> str:
    key = b64decode(secret.removeprefix(PREFIX))
    return "v1," + b64encode(hmac.digest(key, said, "sha256")).decode()

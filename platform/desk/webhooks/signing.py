"""
Signatures of webhooks, as https://www.standardwebhooks.com has them, so that receivers need nothing of ours.

``webhook-signature`` is ``v1,`` and the HMAC-SHA256 of ``id.timestamp.body`` in base64; for a day after a change of the
secret there are two of them. The secret is ``whsec_`` and 32 random bytes in base64.
"""

import hmac
import secrets
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from desk.foundation.sealing import seal, unseal

PURPOSE = "desk webhook secrets, 1"
PREFIX = "whsec_"


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


def _signature(said: bytes, secret: str) -> str:
    key = b64decode(secret.removeprefix(PREFIX))
    return "v1," + b64encode(hmac.digest(key, said, "sha256")).decode()

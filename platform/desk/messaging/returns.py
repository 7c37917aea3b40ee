"""
Addresses to which mail comes back (VERP), one for each delivery, and the key with which it is handed in.

``bounces@mail.company.cn`` becomes ``bounces+<token>@mail.company.cn``: the token is the delivery's id and a signature
for this tenant, in letters that survive a server which writes all of them small.
"""

import hmac
from base64 import b32decode, b32encode, b64encode
from collections.abc import Sequence
from uuid import UUID

from desk.foundation.keys import keys_for

ADDRESSES, HANDED_IN = "desk return paths, 1", "desk mail handed in, 1"
SIGNED = 6
"""Bytes of the signature; an address has 64 characters before its @."""
LONGEST_NAME = 24
"""Characters before the @ of the address that a tenant enters."""


def return_path(tenant_id: UUID, delivery_id: UUID, bounces: str) -> str:
    """The address to which one mail comes back. Raises ``MissingSecret``."""
    name, _, domain = bounces.partition("@")
    signature = _signature(keys_for(ADDRESSES)[0], tenant_id, delivery_id)
    token = b32encode(delivery_id.bytes + signature).decode().rstrip("=").lower()
    return f"{name}+{token}@{domain}"


def delivery_of(tenant_id: UUID, address: str) -> UUID | None:
    """Which mail came back to an address; None for one that this tenant never named."""
    token = address.partition("@")[0].rpartition("+")[2].upper()
    try:
        raw = b32decode(token + "=" * (-len(token) % 8))
    except ValueError:
        return None
    if len(raw) != 16 + SIGNED:
        return None
    found, signature = UUID(bytes=raw[:16]), raw[16:]
    good = [hmac.compare_digest(signature, _signature(key, tenant_id, found)) for key in keys_for(ADDRESSES)]
    return found if any(good) else None


def secrets_of(tenant_id: UUID) -> Sequence[str]:
    """What signs mail that is handed in for a tenant: the one that is shown, and the one of yesterday's DESK_SECRET."""
    made = (hmac.digest(key, tenant_id.bytes, "sha256") for key in keys_for(HANDED_IN))
    return [f"whsec_{b64encode(one).decode()}" for one in made]


def _signature(key: bytes, tenant_id: UUID, delivery_id: UUID) -> bytes:
    return hmac.digest(key, tenant_id.bytes + delivery_id.bytes, "sha256")[:SIGNED]
